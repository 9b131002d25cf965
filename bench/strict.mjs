import { chromium } from 'playwright'

import { getChromiumOptions } from '../scripts/browsers.mjs'
import { bundlePage } from './bundlePage.mjs'
import { frameSources } from '@fishbowl/core'
import { startSite } from './site.mjs'

/** What the pages of the strict site show, by what is played, and for how many seconds already. */
const played = /** @type {const} */ ({
  'huge-result': 60,
  'nested-result': 60,
  recording: 60,
  'failed-system': 60,
  slow: 20,
})

/**
 * A site whose policy forbids all but its own files, and makes no exception for texts that become code.
 *
 * @param {string} entry the page, a file in `bench`
 */
export async function startStrictSite(entry) {
  const frames = frameSources({ allowInsecureLocalhost: true }).join(' ')
  const policy = [
    "default-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `frame-src ${frames}`,
    // What the documentation asks for: recordings come from elsewhere, and pictures of steps as blobs.
    'media-src http://*.localhost:*',
    "img-src 'self' blob:",
  ]
  const site = await startSite(await bundlePage(entry), {
    headers: { 'Content-Security-Policy': policy.join('; ') },
  })
  const runIds = Object.entries(played).map(
    ([scenario, seconds]) =>
      site.emulator.runs.start({
        scenario: /** @type {keyof typeof played} */ (scenario),
        age: seconds * 1_000,
      }).runId,
  )
  return { ...site, url: `${site.url}?${runIds.join()}`, runIds }
}

/** How many violations each page has: ours, in which every part is used, and one with full zod. */
export async function measureViolations() {
  const browser = await chromium.launch(getChromiumOptions())
  /** @param {string} entry */
  async function count(entry) {
    const site = await startStrictSite(entry)
    const page = await browser.newPage()
    try {
      const getViolations = await openStrictPage(page, site.url)
      if (entry === 'strictPage.tsx') await tryAllParts(page, site.runIds)
      else await page.getByText(site.runIds[0] ?? '').waitFor()
      return (await getViolations()).length
    } finally {
      await page.close()
      await site.close()
    }
  }
  try {
    return {
      title: "violations of `default-src 'self'` and Trusted Types",
      values: {
        'ours, every part in use': await count('strictPage.tsx'),
        'full zod, one run read': await count('zodPage.tsx'),
        target: 0,
      },
    }
  } finally {
    await browser.close()
  }
}

/**
 * Opens a page, and notes what violates its policy, beginning before its first script.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 */
export async function openStrictPage(page, url) {
  await page.addInitScript(() => {
    /** @type {string[]} */
    const violations = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  await page.goto(url)
  return () =>
    page.evaluate(() => /** @type {{ violations?: string[] }} */ (globalThis).violations ?? [])
}

/**
 * Does on `strictPage.tsx` what people do with each of its parts. Waits for what comes of it.
 *
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} runIds
 */
export async function tryAllParts(page, runIds) {
  const [table, tree, recorded, failed, live] = runIds.map((runId) =>
    page.locator(`[data-run="${runId}"]`),
  )
  if (!table || !tree || !recorded || !failed || !live) throw new Error('A run is missing.')

  await table.getByRole('searchbox').pressSequentially('lantern')
  await table.getByText(/rows? match/).waitFor()
  await table.getByRole('columnheader').nth(1).getByRole('button').click()
  await table.locator('.fishbowl-viewport').evaluate((element) => (element.scrollTop = 20_000))
  // Firefox is driven in a way that tells of no downloads, and has no screen to fill.
  const isChromium = page.context().browser()?.browserType().name() === 'chromium'
  for (const format of ['JSON', 'CSV']) {
    const download = isChromium && page.waitForEvent('download')
    await table.getByRole('button', { name: `Download as ${format}` }).click()
    if (download) await (await download).path()
  }
  for (const view of ['Tree', 'Raw']) {
    await table.locator('label', { hasText: view }).click()
    await table.getByLabel(view === 'Raw' ? 'Result as JSON' : 'Result as a tree').waitFor()
  }
  await tree.getByRole('button', { name: 'Copy', exact: true }).click()
  await tree.getByRole('button', { name: 'Copied' }).waitFor()

  await recorded.getByRole('tab', { name: 'Recording' }).click()
  await recorded.locator('video').evaluate((/** @type {HTMLVideoElement} */ video) => {
    if (video.readyState > 0) return undefined
    return new Promise((resolve) => video.addEventListener('loadedmetadata', resolve))
  })
  await recorded.getByRole('tab', { name: /Steps/ }).click()
  await recorded
    .getByRole('button', { name: /Picture/ })
    .first()
    .click()
  await recorded.locator('.fishbowl-step-picture').waitFor()

  await failed.getByText('TinyFish had a problem').waitFor()
  await failed.getByRole('button', { name: 'Copy the run id' }).click()

  await live.locator('[data-frame=showing], [data-frame=responding]').waitFor()
  if (isChromium) {
    await live.getByRole('button', { name: 'Full screen' }).click()
    await live.getByRole('button', { name: 'Exit full screen' }).click()
  }
  await live.getByRole('button', { name: 'Take control' }).click()
  await live.getByRole('button', { name: 'Exit control' }).click()
  await live.getByRole('button', { name: 'Cancel' }).click()
  await live.getByText('The run was cancelled').waitFor()

  await page.getByRole('searchbox', { name: 'Search runs' }).pressSequentially('list')
  await page.getByRole('list', { name: /runs/i }).first().waitFor()
}
