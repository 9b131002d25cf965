import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { buildPage, startSite } from './pollingSite.mjs'

/** Seconds in the background after which Chromium wakes timers once a minute; otherwise 300. */
const grace = 5
/** So that runs end anywhere between two of these wakes. */
const endings = [25, 45, 70]

/** How late a page in a hidden tab knows of the end of its run. */
export async function measureHiddenTab() {
  const script = await buildPage()
  /** @type {Record<string, number>} */
  const values = {}
  // Side by side: the pages do next to nothing.
  const measured = ['ours', 'interval'].map(async (who) => {
    const times = await Promise.all(endings.map((ending) => measureOnce(script, who, ending)))
    times.sort((a, b) => a - b)
    values[`${who}: known after, ms`] = Math.round(times[1] ?? 0)
    values[`${who}: slowest, ms`] = Math.round(times.at(-1) ?? 0)
  })
  await Promise.all(measured)
  values['target: known after, ms'] = 1_000
  return {
    title: 'the end of a run, in a tab long hidden: push beside timers (median of 3)',
    values,
  }
}

/**
 * @param {Buffer} script
 * @param {string} who
 * @param {number} ending seconds
 */
async function measureOnce(script, who, ending) {
  const site = await startSite(script)
  const { runId } = site.emulator.runs.start({ scenario: 'slow' })
  const query = new URLSearchParams({ who, show: 'text', runs: runId })
  if (who === 'ours') query.set('transport', 'push')
  const browser = await startBrowser(`${site.origin}/?${query}`)
  try {
    await wait(4)
    await browser.hidePage()
    await wait(ending)
    const whenEnded = site.whenEnded()
    const before = performance.now()
    site.emulator.runs.cancel(runId)
    return (await whenEnded) - before
  } finally {
    await browser.close()
    site.close()
  }
}

/**
 * A Chromium of its own: one that Playwright drives tells every page that it is seen.
 *
 * @param {string} url
 */
async function startBrowser(url) {
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
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** @param {number} seconds */
function wait(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}
