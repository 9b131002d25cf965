import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'

import { startSite } from '../bench/site.mjs'
import { bundleFramework } from './bundleFramework'

const script = readFileSync(resolve(import.meta.dirname, '../packages/element/dist/fishbowl.js'))
const shell = readFileSync(
  resolve(import.meta.dirname, '../packages/element/dist/shell.js'),
  'utf8',
)
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
const tag = `<script src="/fishbowl.js" integrity="${integrity}" defer></script>`
/** Nothing but files of its own, frames of the emulator on this machine, and text as code by frameworks alone. */
const policy =
  "default-src 'self'; frame-src http://localhost:* http://*.localhost:*; require-trusted-types-for 'script'; trusted-types vue svelte-trusted-html"

/** A site without React, whose pages a test writes. */
const test = base.extend<{ site: Site }>({
  site: async ({ page: _page }, give) => {
    const files = new Map([
      ['/fishbowl.js', { body: script as Uint8Array, type: 'text/javascript' }],
    ])
    const site = await startSite(files, { headers: { 'Content-Security-Policy': policy } })
    await give({
      ...site,
      write: (path, html) =>
        void files.set(path, {
          body: Buffer.from(`<!doctype html><meta charset="utf-8"><title>Shop</title>${html}`),
          type: 'text/html',
        }),
      add: (path, code, type = 'text/javascript') =>
        void files.set(path, { body: Buffer.from(code), type }),
    })
    await site.close()
  },
})

type Site = Awaited<ReturnType<typeof startSite>> & {
  write: (path: string, html: string) => void
  add: (path: string, code: string, type?: string) => void
}

const start = ({ emulator }: Site, scenario: 'slow' | 'success' = 'success') =>
  emulator.runs.start({ scenario, age: scenario === 'slow' ? 20_000 : 60_000 }).runId

const viewers = (page: Page) => page.locator('fishbowl-run .fishbowl-run-viewer')

/** Whatever the page complains of. */
function listen(page: Page) {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    const isAsked = !message.location().url.endsWith('/favicon.ico')
    if (['error', 'warning'].includes(message.type()) && isAsked) complaints.push(message.text())
  })
  return complaints
}

test('one script file shows a run in a plain page with a strict policy, as the page styles it', async ({
  page,
  site,
}) => {
  const complaints = listen(page)
  const runId = start(site, 'slow')
  site.add(
    '/shop.css',
    'fishbowl-run::part(run-status-badge) { background: rgb(1, 2, 3) }',
    'text/css',
  )
  site.write(
    '/plain',
    `${tag}<link rel="stylesheet" href="/shop.css"><fishbowl-run run-id="${runId}" transport="push" allow-insecure-localhost></fishbowl-run>`,
  )
  await page.goto(`${site.url}plain`)
  await expect(viewers(page)).toHaveAttribute('data-connection', 'streaming')
  await expect(page.locator('fishbowl-run iframe')).toBeVisible()
  await expect(page.locator('fishbowl-run .fishbowl-run-status-badge')).toHaveCSS(
    'background-color',
    'rgb(1, 2, 3)',
  )
  site.cancel(runId)
  await site.tell(runId)
  await expect(viewers(page)).toHaveAttribute('data-outcome', 'cancelled')
  expect(complaints).toEqual([])
})

test('a list shows its runs, and the one that is chosen', async ({ page, site }) => {
  const complaints = listen(page)
  start(site)
  site.write('/list', `${tag}<fishbowl-run-list locale="en"></fishbowl-run-list>`)
  await page.goto(`${site.url}list`)
  await page
    .getByRole('row')
    .nth(1)
    .getByRole('button')
    .or(page.getByRole('row').nth(1).getByRole('link'))
    .first()
    .click()
  await expect(page.locator('fishbowl-run-list .fishbowl-run-viewer')).toHaveAttribute(
    'data-outcome',
    'succeeded',
  )
  await expect(page.getByRole('columnheader', { name: 'Price' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('twenty elements share their requests', async ({ page, site }) => {
  const runIds = Array.from({ length: 20 }, () => start(site, 'slow'))
  site.write(
    '/many',
    tag + runIds.map((runId) => `<fishbowl-run run-id="${runId}"></fishbowl-run>`).join(''),
  )
  await page.goto(`${site.url}many`)
  await expect(viewers(page).first()).toHaveAttribute('data-outcome', 'running')
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(viewers(page).last()).toHaveAttribute('data-outcome', 'running')
  expect(site.count('/runs/')).toBeLessThan(10)
})

test('an element that is upgraded late has what was set before', async ({ page, site }) => {
  const runId = start(site)
  site.add(
    '/late.js',
    `const element = document.querySelector('fishbowl-run')
    element.runId = '${runId}'
    element.addEventListener('fishbowl-outcome', ({ detail }) => { document.title = detail.outcome })
    setTimeout(() => {
      const script = document.createElement('script')
      // The policy takes no text as the address of a script, so the page has it wait in a template.
      document.body.append(document.querySelector('template').content)
    }, 300)`,
  )
  site.write(
    '/late',
    `<fishbowl-run></fishbowl-run><script src="/late.js" defer></script><template><script src="/fishbowl.js"></script></template>`,
  )
  await page.goto(`${site.url}late`)
  await expect(viewers(page)).toHaveAttribute('data-outcome', 'succeeded')
  await expect(page).toHaveTitle('succeeded')
})

test('a page without a bundler shows a run in another language', async ({ page, site }) => {
  const complaints = listen(page)
  const folder = resolve(import.meta.dirname, '../packages/react/dist/locales')
  for (const file of readdirSync(folder))
    site.add(`/locales/${file}`, readFileSync(resolve(folder, file), 'utf8'))
  site.add(
    '/german.js',
    "import { de } from '/locales/de.js'\ndocument.querySelector('fishbowl-run').messages = de",
  )
  site.write(
    '/german',
    `${tag}<script type="module" src="/german.js"></script><fishbowl-run run-id="${start(site)}" locale="de"></fishbowl-run>`,
  )
  await page.goto(`${site.url}german`)
  await expect(page.getByRole('tab', { name: 'Ergebnis' })).toBeVisible()
  await expect(viewers(page).locator('.fishbowl-run-status-badge')).toHaveText('Erfolgreich')
  expect(complaints).toEqual([])
})

test('a page loads nothing for elements that nobody comes near', async ({ page, site }) => {
  const complaints = listen(page)
  const runId = start(site)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  site.add('/shell.js', shell)
  site.add(
    '/near.js',
    "import { loadWhenNear } from '/shell.js'\nloadWhenNear(() => import('/fishbowl.js'))",
  )
  site.write(
    '/far',
    `<script type="module" src="/near.js"></script><h1>Shop</h1><link rel="stylesheet" href="/far.css"><div></div><fishbowl-run run-id="${runId}"></fishbowl-run>`,
  )
  site.add('/far.css', 'div { block-size: 5000px }', 'text/css')
  await page.goto(`${site.url}far`)
  const element = page.locator('fishbowl-run')
  // From then on the element is watched, and an observer would have told within two frames.
  await expect.poll(() => element.evaluate(({ clientHeight }) => clientHeight)).toBe(480)
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
  })
  expect(asked).not.toContain('/fishbowl.js')
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(viewers(page)).toHaveAttribute('data-outcome', 'succeeded')
  expect(complaints).toEqual([])
})

for (const framework of ['vue', 'svelte'] as const) {
  test(`works in an app of ${framework}`, async ({ page, site }) => {
    const complaints = listen(page)
    const [first, second] = [start(site), start(site, 'slow')]
    for (const [path, code] of await bundleFramework(framework, [first, second]))
      site.add(path, code)
    site.write('/app', '<main id="app"></main><script type="module" src="/app.js"></script>')
    await page.goto(`${site.url}app`)
    await expect(viewers(page)).toHaveAttribute('data-outcome', 'succeeded')
    await expect(page.getByText('It is succeeded.')).toBeVisible()
    await page.getByRole('button', { name: 'Other run' }).click()
    await expect(viewers(page)).toHaveAttribute('data-outcome', 'running')
    await expect(page.getByText('It is running.')).toBeVisible()
    await page.getByRole('button', { name: 'Hide' }).click()
    await expect(viewers(page)).toHaveCount(0)
    expect(complaints).toEqual([])
  })
}
