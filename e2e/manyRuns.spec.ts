import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'
import { startSite } from '../bench/site.mjs'
import { watchTasks } from './watchTasks.js'

// On a slow machine a page this long takes its time.
test.describe.configure({ timeout: 400_000 })

test('200 viewers and 1,000 badges scroll by without a long task, with few requests and four frames', async ({
  page,
  browser,
}) => {
  const site = await startSite(await bundlePage('manyRunsPage.tsx'))
  // Live browsers that draw nothing: what is measured is the page around them.
  const stream = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><p>A live browser</p>')
  }).listen(0)
  const { port } = stream.address() as AddressInfo
  site.emulator.streamOrigin = `http://stream.localhost:${port}`
  const start = (count: number) =>
    Array.from(
      { length: count },
      () => site.emulator.runs.start({ scenario: 'slow', age: 2_000 }).runId,
    )
  const runs = { viewers: start(200), badges: start(1_000) }
  await page.addInitScript(`runs = ${JSON.stringify(runs)}`)

  await page.goto(site.url)
  await expect(page.locator('.fishbowl-run-viewer[data-status]')).toHaveCount(200)
  await expect(page.locator('.fishbowl-live-frame')).toHaveCount(4)
  // All 200 at once, and of the badges those in view.
  expect(site.requests.length).toBeLessThanOrEqual(8)
  // The page is at rest: all viewers have been read, and so have the badges in view.
  await expect(page.locator('main > div:first-child > p > *')).toHaveText(
    Array.from({ length: 5 }, () => 'Running'),
  )
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))

  const begin = Date.now()
  site.requests.length = 0
  let mostFrames = 0
  const scroll = async () => {
    mostFrames = Math.max(mostFrames, await page.evaluate(scrollThrough))
  }
  let longTasks = await watchTasks(browser, page, scroll)
  // A collection of garbage may come in between once; what the page does comes again.
  if (longTasks.length > 0) longTasks = await watchTasks(browser, page, scroll)
  const seconds = (Date.now() - begin) / 1_000

  expect(longTasks).toEqual([])
  expect(mostFrames).toBe(4)
  // What is in view in the end is read. The last viewer is higher than the window, so that the badges
  // above it have merely flown past; they have to be looked at.
  await page.locator('main > div:last-child > p').scrollIntoViewIfNeeded()
  await expect(page.locator('main > div:last-child > p > *')).toHaveText(
    Array.from({ length: 5 }, () => /Running|Succeeded/),
  )
  const batches = site.requests.filter((request) => request.includes('/runs/batch'))
  const sizes = batches.map((request) => request.match(/"run_ids":\[([^\]]*)\]/)?.[1]?.split(','))
  for (const size of sizes) expect(size?.length).toBeLessThanOrEqual(100)
  // One clock for what is known, and one first read in 200 ms for all that comes into view.
  expect(batches.length).toBeLessThanOrEqual(seconds / 2.5 + seconds / 0.2 + 2)
  expect(site.requests.length - batches.length).toBeLessThanOrEqual(10)
  stream.close()
  await site.close()
})

test('a page that has a long task is told from one that has none', async ({ page, browser }) => {
  const block = (time: number) => () =>
    page.evaluate((milliseconds) => {
      const end = performance.now() + milliseconds
      while (performance.now() < end);
    }, time)
  expect(await watchTasks(browser, page, block(10))).toEqual([])
  // On a busy machine a page works for a part of the time only, so longer ones are tried as well.
  let longTasks: string[] = []
  for (const time of [400, 1_600, 6_400]) {
    longTasks = await watchTasks(browser, page, block(time))
    if (longTasks.length > 0) break
  }
  expect(longTasks).not.toEqual([])
})

/** Scrolls to the end, as fast as a flick of the finger, and tells how many frames there were at most. */
async function scrollThrough() {
  scrollTo(0, 0)
  let mostFrames = 0
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
    scrollBy(0, 240)
    await new Promise(requestAnimationFrame)
    mostFrames = Math.max(mostFrames, document.querySelectorAll('iframe').length)
  }
  // No event tells that no further frame comes into view, so there is only to wait for one.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  return Math.max(mostFrames, document.querySelectorAll('iframe').length)
}
