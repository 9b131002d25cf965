import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { startSite } from './site.mjs'

/** Seconds in the background after which Chromium wakes timers once a minute; otherwise 300. */
const grace = 5
/** Seconds in the background when runs end, anywhere between two of these wakes. */
const endings = [20, 35, 50, 65]
/**
 * Who polls goes on in the background, as far as Chromium lets it: an interval is slowed down, but not the
 * timers of react-query, which begin anew with each answer.
 */
const contenders = ['ours', 'interval', 'query']

/** How late a page in a hidden tab knows of the end of its run. */
export async function measureHiddenTab() {
  const files = await bundlePage('pollingPage.tsx')
  /** @type {Record<string, number>} */
  const values = {}
  // Side by side: the pages do next to nothing.
  const measured = contenders.map(async (who) => ({ who, ...(await measure(files, who)) }))
  for (const { who, times, requests } of await Promise.all(measured)) {
    times.sort((a, b) => a - b)
    values[`${who}: known after, ms`] = Math.round(times[times.length / 2] ?? 0)
    values[`${who}: slowest, ms`] = Math.round(times.at(-1) ?? 0)
    values[`${who}: requests in the background`] = requests
  }
  values['target: known after, ms'] = 1_000
  return {
    title: `the ends of ${endings.length} runs in a tab hidden for ${endings[0]} to ${endings.at(-1)} s, with timers slowed down after ${grace} s instead of 300: push with webhooks beside polls (median)`,
    values,
  }
}

/**
 * Gives for each run the milliseconds from its end until the page knows, and what the page asked for.
 *
 * @param {import('./bundlePage.mjs').Files} files
 * @param {string} who
 */
async function measure(files, who) {
  const site = await startSite(files)
  const runIds = endings.map(() => site.emulator.runs.start({ scenario: 'slow' }).runId)
  const transport = who === 'ours' ? 'push' : 'poll'
  const settings = new URLSearchParams({ who, show: 'text', runs: runIds.join(), transport })
  const browser = startBrowser(`${site.url}?${settings}`)
  try {
    for (let waited = 0; site.count() === 0; waited += 1) {
      if (waited === 120) throw new Error('The page asked for nothing in two minutes.')
      await wait(1)
    }
    // Until it is at rest.
    await wait(4)
    await Promise.all([site.whenHidden(), browser.hidePage()])
    const before = site.count()
    const times = await Promise.all(
      endings.map(async (ending, index) => {
        await wait(ending)
        const endedAt = performance.now()
        await site.end(runIds[index] ?? '')
        return performance.now() - endedAt
      }),
    )
    return { times, requests: site.count() - before }
  } finally {
    await browser.close()
    await site.close()
  }
}

/**
 * A Chromium of its own: one that Playwright drives tells every page that it is seen.
 *
 * @param {string} url
 */
function startBrowser(url) {
  const { executablePath = chromium.executablePath(), args } = getChromiumOptions()
  const profile = mkdtempSync(join(tmpdir(), 'fishbowl-bench-'))
  const browser = spawn(
    executablePath,
    [
      ...args,
      '--headless=new',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      `--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/${grace}`,
      url,
    ],
    { stdio: 'ignore' },
  )
  return {
    /** Opens another tab before the page. */
    async hidePage() {
      const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
      const devTools = `http://127.0.0.1:${port}/json`
      const tab = await fetch(`${devTools}/new?about:blank`, { method: 'PUT' })
      await fetch(`${devTools}/activate/${(await tab.json()).id}`)
    },
    async close() {
      const hasEnded = new Promise((resolve) => browser.on('exit', resolve))
      browser.kill()
      await hasEnded
      // Its last processes may still write there for a moment.
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
    },
  }
}

/** @param {number} seconds */
function wait(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}
