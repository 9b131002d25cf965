import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { getMedian } from './page.mjs'
import { startSite } from './site.mjs'

const TABS = 20
const ENDS = 7
/** Milliseconds after which a tab has not loaded. */
const PATIENCE = 3_000

/** Many tabs of one browser on HTTP/1.1, of which it opens six connections: what they hold, and when they know. */
export async function measureTabs() {
  const files = await bundlePage('tabsPage.tsx')
  const browser = await chromium.launch(getChromiumOptions())
  try {
    const ours = await measureOurs(browser, files)
    return {
      title: `${TABS} tabs with push on HTTP/1.1, median of ${ENDS} ends`,
      values: {
        ...ours,
        'a stream for each tab: tabs that load': await countPlain(browser, files),
      },
    }
  } finally {
    await browser.close()
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {import('./bundlePage.mjs').Files} files
 */
async function measureOurs(browser, files) {
  const site = await startSite(files)
  const context = await browser.newContext()
  const runIds = Array.from({ length: ENDS + 1 }, () => start(site))
  const url = `${site.url}?runs=${runIds.join()}`
  try {
    const tabs = []
    const loads = []
    for (let index = 0; index < TABS; index += 1) {
      const tab = await context.newPage()
      const begin = performance.now()
      await tab.goto(url)
      await tab.waitForSelector('[data-run]:has-text("RUNNING")')
      loads.push(performance.now() - begin)
      await tab.waitForSelector('[data-connection=streaming]')
      tabs.push(tab)
    }
    // Until the last one is known to the first.
    await wait(2_000)
    const held = site.streams.open
    const late = []
    for (const runId of runIds.slice(1)) {
      const times = await end(site, tabs, runId)
      late.push(Math.max(...times) - (times[0] ?? 0))
    }
    const takeover = await measureTakeover(site, tabs, runIds[0] ?? '')
    const some = TABS / 4
    return {
      'ours: connections held': held,
      'target: connections held': 1,
      'ours: tabs that load': loads.length,
      'ours: time in which the last five load, to the first five': ratio(
        getMedian(loads.slice(-some)),
        getMedian(loads.slice(0, some)),
      ),
      'target: to the first five': 1.2,
      'ours: all tabs know, ms after the one with the stream': getMedian(late),
      'ours: slowest, ms': Math.max(...late),
      'target: all tabs know, ms': 100,
      'ours: the stream is open again after its tab is closed, ms': takeover,
      'target: open again, ms': 1_000,
    }
  } finally {
    await context.close()
    await site.close()
  }
}

/**
 * Ends a run, and gives for each tab when it has painted that, in epoch milliseconds.
 *
 * @param {Site} site
 * @param {import('playwright').Page[]} tabs
 * @param {string} runId
 */
async function end(site, tabs, runId) {
  site.cancel(runId)
  await site.tell(runId)
  const ends = tabs.map(async (tab) => {
    const handle = await tab.waitForFunction((id) => Reflect.get(globalThis, 'ended')[id], runId)
    return Number(await handle.jsonValue())
  })
  return (await Promise.all(ends)).map(Math.round)
}

/**
 * Closes the tab that holds the stream, and waits until another one has told of an end since.
 *
 * @param {Site} site
 * @param {import('playwright').Page[]} tabs
 * @param {string} runId
 */
async function measureTakeover(site, [first, ...others], runId) {
  const before = site.count('/runs/events')
  const begin = performance.now()
  await first?.close()
  while (site.count('/runs/events') === before) await wait(1)
  const took = Math.round(performance.now() - begin)
  await end(site, others, runId)
  return took
}

/**
 * @param {import('playwright').Browser} browser
 * @param {import('./bundlePage.mjs').Files} files
 */
async function countPlain(browser, files) {
  const site = await startSite(files)
  const context = await browser.newContext()
  const runId = start(site)
  let count = 0
  try {
    for (let index = 0; index < TABS; index += 1) {
      const tab = await context.newPage()
      const options = { timeout: PATIENCE }
      try {
        await tab.goto(`${site.url}?who=plain&runs=${runId}`, options)
        await tab.waitForSelector('[data-connection=streaming]', { ...options, state: 'attached' })
        count += 1
      } catch {
        // All further ones wait for the same connections.
        break
      }
    }
    return count
  } finally {
    await context.close()
    await site.close()
  }
}

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/** @param {Site} site */
function start({ emulator }) {
  return emulator.runs.start({ scenario: 'slow', age: 20_000 }).runId
}

/**
 * @param {number} value
 * @param {number} to
 */
function ratio(value, to) {
  return Number((value / to).toFixed(2))
}

/** @param {number} time */
function wait(time) {
  return new Promise((resolve) => setTimeout(resolve, time))
}
