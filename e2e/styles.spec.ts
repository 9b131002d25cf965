import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')

/** The style sheet as it leaves a host's production build, which rewrites it for older browsers. */
async function buildStyles(hostCss: string): Promise<string> {
  // Below the project, so that the package resolves as it would for a host.
  const folder = mkdtempSync(join(root, 'node_modules', '.styles-'))
  try {
    writeFileSync(join(folder, 'host.css'), hostCss)
    writeFileSync(
      join(folder, 'entry.js'),
      "import '@fishbowl/react/styles.css'\nimport './host.css'",
    )
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir: 'dist', rolldownOptions: { input: join(folder, 'entry.js') } },
    })
    const assets = join(folder, 'dist', 'assets')
    const sheets = readdirSync(assets).filter((file) => file.endsWith('.css'))
    return sheets.map((file) => readFileSync(join(assets, file), 'utf8')).join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function getColors(page: Page, css: string, appearance = '') {
  await page.setContent(
    `<style>${css}</style><span class="fishbowl fishbowl-run-status-badge" data-tone="running" ${appearance}>Running</span>`,
  )
  return page.locator('span').evaluate((badge) => {
    const { color, backgroundColor } = getComputedStyle(badge)
    return { color, backgroundColor }
  })
}

const light = { color: 'rgb(31, 79, 200)', backgroundColor: 'rgb(232, 238, 253)' }
const dark = { color: 'rgb(143, 176, 255)', backgroundColor: 'rgb(22, 36, 74)' }

test.describe('the colours, after the production build of a host', () => {
  test('are there in a page that says nothing of its color scheme', async ({ page }) => {
    const css = await buildStyles('')
    expect(css).not.toContain('light-dark(')
    expect(await getColors(page, css)).toEqual(light)
    expect(await getColors(page, css, 'data-appearance="dark"')).toEqual(dark)
  })

  test('follow the color scheme of the page', async ({ page }) => {
    const css = await buildStyles(':root { color-scheme: light dark }')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await getColors(page, css)).toEqual(dark)
    expect(await getColors(page, css, 'data-appearance="light"')).toEqual(light)
  })

  test('are those of the host where it sets some', async ({ page }) => {
    const css = await buildStyles(':root { --fishbowl-running: rgb(1, 2, 3) }')
    expect((await getColors(page, css)).color).toBe('rgb(1, 2, 3)')
    expect((await getColors(page, css, 'data-appearance="dark"')).color).toBe('rgb(1, 2, 3)')
  })
})
