import AxeBuilder from '@axe-core/playwright'
import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'

import { pageMessages } from '../packages/element/src/page/messages'
import { defaultMessages } from '../packages/react/src/messages'
import { startShareSite } from './shareSite.mjs'

const test = base.extend<{ site: Site }>({
  site: async ({ page: _page }, give) => {
    const site = await startShareSite({ allowInsecureLocalhost: true })
    await give(site)
    await site.close()
  },
})

type Site = Awaited<ReturnType<typeof startShareSite>>

const viewer = (page: Page) => page.locator('fishbowl-run .fishbowl-run-viewer')
const watching = ['run:read', 'run:result', 'run:steps', 'run:stream'] as const

/** Whatever the page complains of, and whom it asks beside its own server. */
function listen(page: Page, site: Site) {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url)) {
      complaints.push(`asked ${request.url()}`)
    }
  })
  return complaints
}

test('a link shows its run under its title, asks nobody else, and breaks no rule of its policy', async ({
  page,
  site,
}) => {
  const complaints = listen(page, site)
  await page.goto(await site.link({ runs: [site.start()], title: 'Lantern prices' }))
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'succeeded')
  await expect(page.getByRole('heading', { name: 'Lantern prices' })).toBeVisible()
  await expect(page).toHaveTitle('Lantern prices')
  await expect(page.getByRole('columnheader', { name: 'price' })).toBeVisible()
  expect(await page.context().cookies()).toEqual([])
  expect(complaints).toEqual([])
})

test('the policy of the page is enforced: a script of somebody else does not run', async ({
  page,
  site,
}) => {
  const complaints = listen(page, site)
  await page.goto(await site.link({ runs: [site.start()] }))
  await expect(viewer(page)).toBeVisible()
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.append('document.title = "mine"')
    document.body.append(script)
  })
  await expect.poll(() => complaints.length).toBeGreaterThan(0)
  await expect(page).toHaveTitle('Shared with you')
})

test('a run is shown from waiting to done, with its live browser only where that was asked for', async ({
  page,
  site,
}) => {
  const complaints = listen(page, site).filter((line) => !line.includes('stream.localhost'))
  const runId = site.start('slow')
  await page.goto(await site.link({ runs: [runId], scope: watching }))
  await expect(page.locator('fishbowl-run iframe')).toBeVisible()
  await expect(page.locator('fishbowl-run').getByText('Cancel')).toHaveCount(0)
  await expect(page.locator('fishbowl-run').getByText('Take control')).toHaveCount(0)
  site.emulator.runs.cancel(runId)
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'cancelled')
  expect(complaints).toEqual([])

  // Whoever writes the mark into the address opens the policy of the page, and nothing else.
  const plain = await site.link({ runs: [site.start('slow')] })
  await page.goto(plain.replace('#', '?stream=#'))
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'running')
  await expect(page.locator('fishbowl-run iframe')).toHaveCount(0)
})

test('several runs stand below each other, and cost nothing until somebody comes near', async ({
  page,
  site,
}) => {
  const runs = Array.from({ length: 40 }, () => site.start())
  await page.goto(await site.link({ runs, title: 'All reports' }))
  await expect(viewer(page).first()).toHaveAttribute('data-outcome', 'succeeded')
  await expect(page.getByText('40 of 40')).toBeAttached()
  expect(await page.locator('fishbowl-run').count()).toBeLessThan(20)
  await page.getByText('40 of 40').scrollIntoViewIfNeeded()
  await expect(
    page.locator('main > section').last().locator('.fishbowl-run-viewer'),
  ).toHaveAttribute('data-outcome', 'succeeded')
})

test('a page that is reloaded shows its runs again, and of two links in one tab Back finds the first', async ({
  page,
  site,
}) => {
  await page.goto(await site.link({ runs: [site.start()], title: 'First' }))
  await expect(viewer(page)).toBeVisible()
  await page.reload()
  await expect(viewer(page)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'First' })).toBeVisible()
  // In the same document, as somebody does who puts another link into the bar.
  const second = await site.link({ runs: [site.start()], title: 'Second' })
  await page.evaluate((link) => location.assign(link), second)
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'First' })).toBeVisible()
})

test('a page whose server does not answer says so, and goes on by itself', async ({
  page,
  site,
}) => {
  await page.clock.install()
  let isDown = true
  await page.route('**/view/link', (route) => (isDown ? route.abort() : route.fallback()))
  await page.goto(await site.link({ runs: [site.start()] }))
  await expect(page.getByRole('alert')).toContainText('tries again by itself')
  isDown = false
  await page.clock.runFor(20_000)
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'succeeded')
  // What was shown stays, as only a clear no is an end.
  isDown = true
  await page.clock.runFor(60_000)
  await expect(viewer(page)).toBeVisible()
})

test('a page whose script does not come says so, and is there after a reload', async ({
  page,
  site,
}) => {
  await page.route('**/view/script/*', (route) => route.abort())
  await page.goto(await site.link({ runs: [site.start()] }))
  await expect(page.getByRole('alert')).toContainText('Reload it')
  await page.unroute('**/view/script/*')
  await page.reload()
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'succeeded')
})

const english = new Set(
  [...Object.values(defaultMessages), ...Object.values(pageMessages['en']!)].filter(
    (text) => typeof text === 'string',
  ),
)

/** All that stands on the page in words that an English page has. Each text is all that its element holds. */
const readEnglish = async (page: Page) => {
  const texts = await page
    .locator('body *:not(script, style, noscript)')
    .evaluateAll((elements) =>
      elements.flatMap((element) => [
        ...Array.from(
          element.shadowRoot?.querySelectorAll('*') ?? [],
          ({ textContent }) => textContent,
        ),
        element.textContent,
        element.getAttribute('aria-label') ?? '',
      ]),
    )
  return texts.filter((text) => english.has(text))
}

for (const { locale, lang, dir, width, result, place, ended, incomplete } of [
  {
    locale: 'ar-EG',
    lang: 'ar',
    dir: 'rtl',
    width: 390,
    result: 'النتيجة',
    place: '1 من 2',
    ended: 'لم يعد هذا الرابط صالحًا',
    incomplete: 'هذا الرابط غير مكتمل',
  },
  {
    locale: 'de-AT',
    lang: 'de',
    dir: 'ltr',
    width: 1280,
    result: 'Ergebnis',
    place: '1 von 2',
    ended: 'Dieser Link ist nicht mehr gültig',
    incomplete: 'Dieser Link ist nicht vollständig',
  },
]) {
  test.describe(`a browser in ${lang}`, () => {
    test.use({ locale, viewport: { width, height: 844 } })

    test('shows a link in its language, from the run to the end of the link', async ({
      page,
      site,
    }) => {
      const complaints = listen(page, site)
      const link = await site.link({ runs: [site.start(), site.start('slow')], scope: watching })
      await page.goto(link)
      await expect(viewer(page).first()).toHaveAttribute('data-outcome', 'succeeded')
      await expect(page.locator('html')).toHaveAttribute('lang', lang)
      await expect(viewer(page).first()).toHaveCSS('direction', dir)
      await expect(page.getByRole('tab', { name: result }).first()).toBeVisible()
      await expect(page.getByText(place)).toBeVisible()
      await expect(page.locator('fishbowl-run iframe')).toBeVisible()
      expect(await readEnglish(page)).toEqual([])
      expect(complaints.filter((line) => !line.includes('stream.localhost'))).toEqual([])

      await site.revoke(link)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await expect(page.getByRole('alert')).toContainText(ended)
      expect(await readEnglish(page)).toEqual([])
      await page.goto(link.slice(0, -9))
      await expect(page.getByRole('alert')).toContainText(incomplete)
      expect(await readEnglish(page)).toEqual([])
    })
  })
}

test.describe('a browser in a language that there is not', () => {
  test.use({ locale: 'nl-NL' })

  test('shows a link in English, or in the language that its address names', async ({
    page,
    site,
  }) => {
    const link = await site.link({ runs: [site.start()], scope: watching })
    await page.goto(link)
    await expect(page.getByRole('tab', { name: 'Result' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    expect(await readEnglish(page)).toContain('Done')
    await page.goto(link.replace('#', '?lang=ja#'))
    await expect(page.getByRole('tab', { name: '結果' })).toBeVisible()
    expect(await readEnglish(page)).toEqual([])
  })
})

for (const look of ['light', 'dark'] as const) {
  test(`a link is accessible in ${look}, at 320 px and from right to left`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(await site.link({ runs: [site.start(), 'gone'], title: 'x'.repeat(200) }))
    await expect(viewer(page).first()).toHaveAttribute('data-outcome', 'succeeded')
    for (const dir of ['ltr', 'rtl']) {
      await page.locator('html').evaluate((html, value) => html.setAttribute('dir', value), dir)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  })
}

test('the demo makes a link to a run, and takes it back', async ({ page, context }) => {
  await page.goto(new URL('/', process.env['DASHBOARD_URL']).href)
  await page.getByRole('button', { name: 'Start run' }).click()
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('The Harbor lantern')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const shared = await context.newPage()
  await shared.goto(await page.getByRole('textbox', { name: 'Link' }).inputValue())
  await expect(viewer(shared)).toHaveAttribute('data-outcome', /running|succeeded/)
  await expect(shared.getByRole('heading', { name: 'The Harbor lantern' })).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('The link was revoked.')).toBeVisible()
  await shared.reload()
  await expect(shared.getByRole('alert')).toContainText('This link has ended')
})
