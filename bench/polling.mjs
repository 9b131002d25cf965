import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { inLanes } from './lanes.mjs'
import { answerLargeRun } from './largeRun.mjs'
import { startSite } from './site.mjs'

/**
 * Ours, what people write by hand (an effect with an interval, and react-query with one), and the hooks of
 * trigger.dev for runs of its own, which poll (`trigger`) or are told (`realtime`).
 */
const contenders = ['ours', 'interval', 'query', 'trigger']
const repeats = Number(process.env.BENCH_REPEATS ?? 5)
/** Pages at a time where only requests are counted: more of them would take too long to open. */
const together = 8

const second = 1_000

/** @typedef {{ title: string, values: Record<string, number> }} Figure */

/** @satisfies {Record<string, () => Promise<Figure>>} */
export const pollingCounts = {
  /** A run of 30 seconds, and 10 seconds after its end. */
  P5: () =>
    measure(
      'requests for a run of 30 s, and in the 10 s after its end (median)',
      [...contenders, 'push', 'realtime'],
      async (world) => {
        const end = performance.now() + 30 * second
        const { runId } = world.emulator.runs.start({ scenario: 'slow' })
        await world.open({ show: 'text', runs: runId })
        await wait(end - performance.now())
        world.cancel(runId)
        await wait(4 * second)
        const during = world.count()
        await wait(6 * second)
        return { 'until known': during, 'after that': world.count() - during }
      },
    ),

  P7: () =>
    compare('renders in each poll that brings nothing new (median)', async (world) => {
      const { runId } = world.emulator.runs.start({ scenario: 'queued' })
      const page = await world.open({ show: 'text', runs: runId })
      await page.waitForFunction('document.body.innerText.trim() !== ""')
      await wait(2 * second)
      const [before, asked] = [await page.evaluate('seen.renders'), world.count(runId)]
      await wait(10 * second)
      const renders = Number(await page.evaluate('seen.renders')) - Number(before)
      return { 'renders a poll': renders / (world.count(runId) - asked) }
    }),

  P8: () =>
    measure(
      'requests in 12 s of 10 components that show one run (median)',
      [...contenders, 'push', 'realtime'],
      async (world) => {
        const { runId } = world.emulator.runs.start({ scenario: 'queued' })
        await world.open({ show: 'text', runs: Array(10).fill(runId).join() })
        await wait(12 * second)
        return { requests: world.count() }
      },
    ),

  P18: () =>
    measure('what 1,000 mounts and unmounts of RunViewer leave behind', ['ours'], async (world) => {
      const { runId } = world.emulator.runs.start({ scenario: 'slow', age: 10 * second })
      const page = await world.open({ show: 'viewer', runs: runId })
      await page.evaluate('mountOften(100)')
      const before = await getHeap(page)
      await page.evaluate('mountOften(1000)')
      await wait(4 * second)
      const asked = world.count(runId)
      const after = await getHeap(page)
      await wait(6 * second)
      const askedAfter = world.count(runId) - asked
      await page.evaluate('mountOften(1000)')
      await wait(4 * second)
      const later = await getHeap(page)
      return {
        'heap, kB': (after.usedSize - before.usedSize) / 1_000,
        'heap of the next 1,000, kB': (later.usedSize - after.usedSize) / 1_000,
        listeners: later.listeners - before.listeners,
        'requests in the 6 s after': askedAfter,
      }
    }),
}

/** @type {Record<string, () => Promise<Figure>>} */
export const pollingTimes = {
  P6: () =>
    measure(
      'from the end of a run whose stream the handler holds to its picture, 20 ends (median)',
      ['push', 'interval', 'query', 'trigger', 'realtime'],
      async (world) => {
        const runIds = await Promise.all(Array.from({ length: 20 }, () => world.startHeld()))
        const page = await world.open({ show: 'text', runs: runIds.join() })
        await wait(3 * second)
        /** @type {Record<string, number>} */
        const ended = {}
        for (const runId of runIds) {
          ended[runId] = performance.timeOrigin + performance.now()
          world.cancel(runId)
          await wait(0.21 * second)
        }
        await wait(3 * second)
        /** @type {Record<string, number>} */
        const painted = await page.evaluate('seen.painted')
        const times = runIds
          .map((runId) => (painted[runId] ?? Infinity) - (ended[runId] ?? 0))
          .toSorted((a, b) => a - b)
        const sum = times.reduce((total, time) => total + time, 0)
        return { 'mean, ms': sum / times.length, '95th percentile, ms': times[18] ?? 0 }
      },
      { lanes: 5 },
    ),

  P9: () =>
    compare(
      '500 live badges, all in view: 5 s after they are live (median)',
      async (world) => {
        const runIds = Array.from(
          { length: 500 },
          () => world.emulator.runs.start({ scenario: 'slow', age: 10 * second }).runId,
        )
        const page = await world.open({ show: 'badge', runs: runIds.join() })
        await page.waitForFunction('document.body.textContent.match(/running/gi)?.length === 500')
        const liveAfter = Number(await page.evaluate('performance.now() - seen.began'))
        await wait(second)
        const [work, asked] = [await getWork(page), world.count()]
        await page.evaluate('seen.longTasks = 0')
        // Two polls of ours, which come every 2.5 s.
        await wait(5 * second)
        return {
          'main thread, ms/s': ((await getWork(page)) - work) / 5,
          'long tasks': Number(await page.evaluate('seen.longTasks')),
          'requests/s': (world.count() - asked) / 5,
          'all live after, ms': liveAfter,
        }
      },
      { lanes: 1 },
    ),

  P12: () =>
    measure(
      'a poll of an unchanged run of 10 MB, beside a bare fetch (median)',
      [...contenders, 'fetch'],
      async (world) => {
        const page = await world.open({ show: 'text', runs: 'large' })
        await page.waitForFunction('document.body.innerText.includes("RUNNING")')
        await wait(4 * second)
        const [work, asked, bytes] = [await getWork(page), world.count('large'), world.getBytes()]
        await wait(8 * second)
        const polls = world.count('large') - asked
        return {
          'main thread, ms': ((await getWork(page)) - work) / polls,
          'body bytes': (world.getBytes() - bytes) / polls,
        }
      },
      // Each with a thread of its own, whose time is what counts.
      { lanes: contenders.length + 1 },
    ),
}

/**
 * @typedef {Awaited<ReturnType<typeof startSite>> & {
 *   open: (query: Record<string, string>) => Promise<import('playwright').Page>,
 * }} World
 */

/**
 * @param {string} title
 * @param {(world: World) => Promise<Record<string, number>>} run
 * @param {{ lanes?: number }} [options]
 */
function compare(title, run, options) {
  return measure(title, contenders, run, options)
}

/**
 * Runs each contender as often as the others, in turns.
 *
 * @param {string} title
 * @param {readonly string[]} names
 * @param {(world: World) => Promise<Record<string, number>>} run
 * @param {{ lanes?: number }} [options] how many at a time
 * @returns {Promise<Figure>}
 */
async function measure(title, names, run, options) {
  const files = await bundlePage('pollingPage.tsx')
  const browser = await chromium.launch(getChromiumOptions())
  try {
    /** @type {[string, Record<string, number>][]} */
    const results = []
    const turns = Array.from({ length: repeats }, () => names).flat()
    const work = async (/** @type {string} */ name) => {
      results.push([name, await runOnce(browser, files, name, run)])
    }
    await inLanes(turns, options?.lanes ?? together, work, 500)

    /** @type {Record<string, number>} */
    const values = {}
    for (const name of names) {
      const own = results.filter(([who]) => who === name).map(([, result]) => result)
      for (const label of Object.keys(own[0] ?? {})) {
        const numbers = own.map((result) => result[label] ?? 0).toSorted((a, b) => a - b)
        values[`${name}: ${label}`] = round(numbers[Math.floor(numbers.length / 2)] ?? 0)
        const spread = (numbers.at(-1) ?? 0) - (numbers[0] ?? 0)
        if (spread > 0) values[`${name}: ${label} (spread)`] = round(spread)
      }
    }
    return { title, values }
  } finally {
    await browser.close()
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {import('./bundlePage.mjs').Files} files
 * @param {string} who
 * @param {(world: World) => Promise<Record<string, number>>} run
 */
async function runOnce(browser, files, who, run) {
  const site = await startSite(files, { answer: answerLargeRun })
  const context = await browser.newContext({ viewport: { width: 1_600, height: 1_000 } })
  try {
    return await run({
      ...site,
      async open(query) {
        const page = await context.newPage()
        // Not in the address, which would be too long for 500 runs.
        const settings = who === 'push' ? { who: 'ours', transport: 'push' } : { who }
        await page.addInitScript(`settings = ${JSON.stringify({ ...settings, ...query })}`)
        await page.goto(site.url)
        return page
      },
    })
  } finally {
    // Whatever happens to the browser: a site that stays keeps the process.
    await Promise.allSettled([context.close(), site.close()])
  }
}

/** @type {WeakMap<import('playwright').Page, import('playwright').CDPSession>} */
const sessions = new WeakMap()

/**
 * Milliseconds that the main thread has worked since this was first asked of a page: its own time, so
 * that whatever else the machine does counts little.
 *
 * @param {import('playwright').Page} page
 */
async function getWork(page) {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
}

/** @param {import('playwright').Page} page */
async function getHeap(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const listeners = metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? 0
  return { usedSize, listeners }
}

/** @param {number} milliseconds */
function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(2))
}
