import type { Emulator } from '@fishbowl/emulator'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'

/** Opens an empty page, and notes whatever it complains of. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    const isAsked = !message.location().url.endsWith('/favicon.ico')
    if (['error', 'warning'].includes(message.type()) && isAsked) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** Looks at a run from the live browser to its end, and at one that has ended, with its result. */
export async function watchRuns(
  page: Page,
  { runs }: Emulator,
  getUrl: (runId: string) => string,
): Promise<void> {
  const viewers = page.locator('.fishbowl-run-viewer')
  const readAll = (name: string) =>
    viewers.evaluateAll((all, key) => [...new Set(all.map((one) => one.getAttribute(key)))], name)

  const { runId } = runs.start({ scenario: 'slow', age: 10_000 })
  await page.goto(getUrl(runId))
  await expect.poll(() => viewers.first().getAttribute('data-connection')).toBe('streaming')
  await page.locator('[data-frame=showing], [data-frame=responding]').first().waitFor()
  expect(await readAll('data-outcome')).toEqual(['running'])
  // Without the style sheet it has no corners.
  expect(
    await viewers.first().evaluate((viewer) => getComputedStyle(viewer).borderRadius),
  ).not.toBe('0px')
  runs.cancel(runId)
  await expect.poll(() => readAll('data-outcome')).toEqual(['cancelled'])

  await page.goto(getUrl(runs.start({ age: 60_000 }).runId))
  await page.getByRole('columnheader', { name: 'Price' }).first().waitFor()
  await expect.poll(() => readAll('data-outcome')).toEqual(['succeeded'])
}
