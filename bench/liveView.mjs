import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { getMedian } from './page.mjs'
import { servePage } from './servePage.mjs'
import { peers, weighAll } from './size.mjs'

const parts = 'RunStatusBadge, RunResult, RunError, RunActions, RunRecording, RunSteps'

/** What RunLiveView, with the policy that it goes by, adds to a page that shows the other parts. */
export async function measureLiveViewSize() {
  const without = await weighAll(`export { ${parts} } from '@fishbowl/react'`, peers)
  const withIt = await weighAll(`export { ${parts}, RunLiveView } from '@fishbowl/react'`, peers)
  const atOnce = withIt.atOnce - without.atOnce
  return {
    title: 'what RunLiveView adds to a page with the other parts, without peers',
    values: {
      'added, kB': Number(atOnce.toFixed(2)),
      'target, kB': 6,
      'when there is a live browser, kB more': Number((withIt.later - without.later).toFixed(2)),
      'the other parts, kB': without.atOnce,
      'ratio to the other parts': Number((atOnce / without.atOnce).toFixed(2)),
    },
  }
}

/** A minute, five times: the work of a page with an idle live view, and of one with nothing on it. */
export async function measureIdleCost() {
  const repeats = 5
  const files = await bundlePage(`
    import { createElement as h } from 'react'
    import { createRoot } from 'react-dom/client'
    import { parseRun } from '@fishbowl/core'
    import { RunLiveView } from '@fishbowl/react'
    const run = parseRun({
      run_id: 'run_1',
      status: 'RUNNING',
      streaming_url: 'https://stream.mino.ai/session/nowhere',
    })
    const shown = location.search === '?viewer' ? h(RunLiveView, { run }) : h('p', null, 'nothing')
    createRoot(document.body.appendChild(document.createElement('div'))).render(shown)
  `)
  const page = await servePage(files)
  const browser = await chromium.launch(getChromiumOptions())
  try {
    // Side by side, so that both have the same minute of the same machine.
    const rounds = await Promise.all(
      Array.from({ length: repeats }, () =>
        Promise.all(['?viewer', ''].map((query) => measurePage(browser, page.url + query))),
      ),
    )
    const [viewer, nothing] = [0, 1].map((index) =>
      getMedian(rounds.map((round) => round[index] ?? 0)),
    )
    return {
      title: 'main-thread milliseconds a minute of an idle live view, median of 5',
      values: {
        'with a live view, ms': viewer ?? 0,
        'with nothing, ms': nothing ?? 0,
        'difference, ms': Number(((viewer ?? 0) - (nothing ?? 0)).toFixed(2)),
        'target, ms': 1,
      },
    }
  } finally {
    await browser.close()
    page.close()
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} url
 */
async function measurePage(browser, url) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  // By then the frame has been given up or is there, and all effects have run.
  await page.waitForTimeout(20_000)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0
  }
  const before = await read()
  await page.waitForTimeout(60_000)
  return Number((((await read()) - before) * 1_000).toFixed(2))
}
