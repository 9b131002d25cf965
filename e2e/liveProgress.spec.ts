import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Starts a run and notes what the page asks for from then on. */
async function start(page: Page, scenario: string) {
  await page.goto(process.env['DASHBOARD_URL'] ?? '')
  await page.getByLabel('What the emulator plays').selectOption(scenario)
  const asked: { request: string; body: string }[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/\/(automation|runs)\/[^/]+$/.test(pathname)) {
      asked.push({ request: `${request.method()} ${pathname}`, body: request.postData() ?? '' })
    }
  })
  await page.getByRole('button', { name: 'Start run' }).click()
  const viewer = page.locator('.fishbowl-run-viewer')
  return {
    viewer,
    badge: viewer.locator('.fishbowl-run-status-badge'),
    newestStep: viewer.locator('.fishbowl-newest-step > [title]'),
    stepsTab: viewer.getByRole('tab', { name: /^Steps/ }),
    starts: () =>
      asked.map(({ request }) => request).filter((request) => request.includes('/automation/')),
    /** Of this run, alone or among others; the list beside it reads more. */
    reads: () => {
      const runId = new URL(page.url()).hash.slice(1)
      return asked.filter(({ request, body }) => (request + body).includes(runId))
    },
  }
}

const stream = 'POST /api/fishbowl/automation/run-sse'

test('purposes appear as they come, before a poll could have brought them', async ({ page }) => {
  const { viewer, badge, newestStep, stepsTab, starts, reads } = await start(page, 'success')
  await expect(viewer).toHaveAttribute('data-connection', 'streaming')
  await expect(newestStep).toContainText('Open tidewater.example')
  await expect(stepsTab).toHaveText(/Steps [3-5]/, { timeout: 15_000 })
  await expect(badge).toHaveText('Running')
  await expect(viewer.locator('iframe')).toBeVisible()
  // It was read when the page began to show it, and in the list beside it.
  const { length } = reads()
  expect(length).toBeLessThanOrEqual(2)

  await expect(badge).toHaveText('Succeeded', { timeout: 45_000 })
  await expect(viewer).toHaveAttribute('data-connection', 'settled')
  expect(starts()).toEqual([stream])
  expect(reads().length - length).toBeLessThanOrEqual(1)
})

test('when TinyFish’s own stream breaks off, the page is told on, and no step goes away', async ({
  page,
}) => {
  const { viewer, badge, stepsTab, starts } = await start(page, 'dropped-stream')
  await expect(viewer).toHaveAttribute('data-connection', 'streaming')
  await page.evaluate(() => {
    const counts: number[] = []
    Object.assign(window, { counts })
    new MutationObserver(() => {
      const tabs = [...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)
      const count = tabs.map((text) => /^Steps (\d+)$/.exec(text)?.[1]).find(Boolean)
      if (count) counts.push(Number(count))
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
  const frame = viewer.locator('iframe')
  await frame.evaluate((element) => element.setAttribute('data-same', ''))
  await expect(stepsTab).toHaveText(/Steps [5-9]/, { timeout: 15_000 })
  await expect(frame).toHaveAttribute('data-same')
  await expect(badge).toHaveText('Succeeded', { timeout: 45_000 })

  const counts = await page.evaluate(() => (window as unknown as { counts: number[] }).counts)
  expect(counts.length).toBeGreaterThan(3)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(starts()).toEqual([stream])
})

test('an endpoint that knows no streams starts the run without one', async ({ page }) => {
  const refuse = { status: 404, json: {} }
  await page.route(/run-sse|runs\/events/, (route) => route.fulfill(refuse))
  const { viewer, badge, starts } = await start(page, 'success')
  await expect(viewer).toHaveAttribute('data-connection', 'polling')
  await expect(badge).toHaveText('Running')
  expect(starts()).toEqual([stream, 'POST /api/fishbowl/automation/run-async'])
})
