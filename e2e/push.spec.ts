import { expect, test } from '@playwright/test'
import type { Request } from '@playwright/test'

const url = (path: string) => new URL(path, process.env['DASHBOARD_URL']).href

test('an end is told on one stream for all runs, sooner than a poll finds it', async ({ page }) => {
  const streams: string[] = []
  const reads: string[] = []
  const unanswered = new Set<Request>()
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname.endsWith('/runs/events')) streams.push(searchParams.get('ids') ?? '')
    else if (/\/runs\/[^/]+$/.test(pathname)) reads.push(pathname)
    else return
    unanswered.add(request)
  })
  page.on('response', (response) => unanswered.delete(response.request()))
  page.on('requestfailed', (request) => unanswered.delete(request))
  // Nobody tells how a request ended whose page has been left.
  page.on('framenavigated', (frame) => frame === page.mainFrame() && unanswered.clear())
  await page.goto(url('/'))
  const runIds = await page.evaluate(async () => {
    const start = async () => {
      const response = await fetch('/api/fishbowl/automation/run-async', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          url: 'https://tidewater.example/?scenario=slow',
          goal: 'List the lanterns',
        }),
      })
      const { run_id: runId } = (await response.json()) as { run_id: string }
      return runId
    }
    return Promise.all([start(), start(), start()])
  })
  await page.goto(url(`/?transport=push#${runIds[0]}`))
  const viewer = page.locator('.fishbowl-run-viewer')
  await expect(viewer).toHaveAttribute('data-connection', 'streaming')
  await expect
    .poll(() => runIds.every((runId) => streams.at(-1)?.split(',').includes(runId)))
    .toBe(true)
  // The last stream has begun, and nothing that was asked before it is still on its way.
  await expect.poll(() => unanswered.size).toBe(0)
  const opened = streams.length
  reads.length = 0

  await page.evaluate(async (runId) => {
    await fetch(`/api/fishbowl/runs/${runId}/cancel`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    })
    const badge = () =>
      document.querySelector('.fishbowl-run-viewer .fishbowl-run-status-badge')?.textContent
    while (badge() !== 'Cancelled') await new Promise(requestAnimationFrame)
  }, runIds[0])

  // It was not found by a read, which would have come within 3 seconds, and one stream told of all runs.
  expect(reads).toEqual([])
  expect(streams).toHaveLength(opened)
  await expect(viewer).toHaveAttribute('data-connection', 'settled')
})
