import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'

import { bundlePage } from '../bench/bundlePage.mjs'

export const react = resolve(import.meta.dirname, '../packages/react')
export const readSheet = (name: string) => readFileSync(resolve(react, 'dist', name), 'utf8')
export const ours = readSheet('styles.css')

/**
 * A page with every kind of element that the parts are made of. Nothing is served: the page and its live browser are
 * answered here, and the clock stands still.
 */
export const test = base.extend<
  { open: (className?: string, children?: string) => Promise<void> },
  { files: Awaited<ReturnType<typeof bundlePage>> }
>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it takes from the pattern.
  files: [async ({}, give) => give(await bundlePage('stylesPage.tsx')), { scope: 'worker' }],
  open: async ({ page, files }, give) => {
    await page.setViewportSize({ width: 740, height: 5_600 })
    await page.clock.setFixedTime('2026-01-15T12:00:00Z')
    await page.route('**/*', (route) => {
      const { hostname, pathname } = new URL(route.request().url())
      if (hostname.startsWith('stream.')) {
        return route.fulfill({ contentType: 'text/html', body: '<body bgcolor="teal">Live' })
      }
      const file = files.get(pathname)
      return file
        ? route.fulfill({ contentType: file.type, body: file.body as string })
        : route.fulfill({ status: 404 })
    })
    await give(async (className = '', children = '') => {
      await page.goto(`http://localhost/?${new URLSearchParams({ className, children })}`)
      await wear(page, [ours])
      await expect(page.locator('[role="grid"] [data-row]')).toHaveCount(14)
      await expect(page.locator('.fishbowl-result-table')).toHaveCount(2)
      await expect(page.locator('[data-frame="showing"]')).toHaveCount(1)
      await expect(page.locator('#failed .fishbowl-notice, #missed .fishbowl-notice')).toHaveCount(
        2,
      )
    })
  },
})

/** Gives the page these sheets and no others, then what the test itself says of it. */
export async function wear(page: Page, sheets: string[], host = '') {
  await page.evaluate(
    async (texts) => {
      document.querySelectorAll('style').forEach((style) => style.remove())
      for (const text of texts) {
        document.head.append(Object.assign(document.createElement('style'), { textContent: text }))
      }
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      await frame()
      await frame()
    },
    [...sheets, `main { font-family: sans-serif } body { background: none } ${host}`],
  )
}
