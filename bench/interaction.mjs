import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { startSite } from './site.mjs'

const ROWS = 10_000
/** How often each thing is done. */
const ROUNDS = 8
/** How much slower than this machine the one is that people have. */
const SLOWED = 4

/** How soon a page answers to what people do, while a run goes on and is pushed. */
export async function measureInteraction() {
  const files = await bundlePage('interactionPage.tsx')
  const ours = await measure(files, 'ours')
  const byHand = await measure(files, 'byHand')
  return {
    title: `what is done while a run goes on, beside a result of ${ROWS} rows, on a processor ${SLOWED} times slower`,
    values: {
      'ours: ms until the page answers, p98': ours.p98,
      'target: ms until the page answers': 100,
      'by hand: ms until the page answers, p98': byHand.p98,
      'ours: long tasks': ours.longTasks,
      'target: long tasks': 0,
      'by hand: long tasks': byHand.longTasks,
      'ours: longest task, ms': ours.longest,
      'by hand: longest task, ms': byHand.longest,
      'things that were done': ours.count,
    },
  }
}

/**
 * @param {import('./bundlePage.mjs').Files} files
 * @param {'ours' | 'byHand'} who
 */
async function measure(files, who) {
  const result = Array.from({ length: ROWS }, (_, index) => ({
    name: `Product number ${index}`,
    price: (index * 7919) % ROWS,
    inStock: index % 3 === 0,
  }))
  const answer = (/** @type {Request} */ { url }) =>
    url.endsWith('/runs/rows')
      ? Response.json({ run_id: 'rows', status: 'COMPLETED', result })
      : undefined
  const site = await startSite(files, { answer })
  const live = site.emulator.runs.start({ scenario: 'success' }).runId
  const browser = await chromium.launch(getChromiumOptions())
  try {
    const page = await browser.newPage({ viewport: { width: 1_000, height: 1_400 } })
    await page.goto(`${site.url}?${new URLSearchParams({ who, live, ended: 'rows' })}`)
    const search = page.getByRole('searchbox').last()
    await search.waitFor()
    await page.waitForTimeout(1_000)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await page.evaluate('reset()')
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of [/^Steps/, /^Live browser/]) {
        await page.getByRole('tab', { name }).first().click()
        await page.waitForTimeout(150)
      }
      await page.getByRole('button', { name: /price/i }).first().click()
      await page.waitForTimeout(300)
      await search.fill('')
      await search.pressSequentially(String(round + 1), { delay: 60 })
      await page.waitForTimeout(300)
      await search.fill('')
      await page.mouse.move(400, 1_100)
      await page.mouse.wheel(0, 600)
      await page.waitForTimeout(200)
    }
    await page.waitForTimeout(1_000)
    /** @type {{ durations: number[], longTasks: number[] }} */
    const { durations, longTasks } = await page.evaluate('report()')
    const sorted = durations.toSorted((one, other) => one - other)
    return {
      count: sorted.length,
      p98: sorted[Math.ceil(sorted.length * 0.98) - 1] ?? 0,
      longTasks: longTasks.length,
      longest: Math.round(Math.max(0, ...longTasks)),
    }
  } finally {
    await browser.close()
    await site.close()
  }
}
