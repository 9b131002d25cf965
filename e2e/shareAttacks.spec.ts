import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { startEmbedder, startShareSite } from './shareSite.mjs'

const viewer = (page: Page) => page.locator('fishbowl-run .fishbowl-run-viewer')
const rightOf = (link: string) => link.slice(link.indexOf('#') + 1)
/** What nobody may find of a right: it has no meaning without its signature. */
const signatureOf = (link: string) => link.slice(-20)

test('attack: somebody looks for the right in the address, the history, the page and the logs', async ({
  page,
}) => {
  const site = await startShareSite()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  const link = await site.link({ runs: [site.start('slow')], title: 'Lanterns' })
  await page.goto(`${site.url}start`)
  await page.goto(link)
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'running')
  const found = await page.evaluate(() => {
    const roots = [
      document,
      ...[...document.querySelectorAll('*')].flatMap((element) => element.shadowRoot ?? []),
    ]
    const attributes = roots.flatMap((root) =>
      [...root.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].map(({ value }) => value),
      ),
    )
    return {
      address: location.href,
      state: JSON.stringify(history.state),
      text: document.documentElement.outerHTML,
      attributes: attributes.join(' '),
      stored: JSON.stringify(localStorage) + document.cookie + window.name,
    }
  })
  expect(found.address).toBe(`${site.url}api/fishbowl/view`)
  expect(JSON.stringify(found)).not.toContain(signatureOf(link))
  await page.goBack()
  await page.goForward()
  await expect(viewer(page)).toBeVisible()
  expect(page.url()).toBe(`${site.url}api/fishbowl/view`)
  // The server reads it in one header and nowhere else.
  const heads = site.requests.map((head) => head.replace(/"authorization":"[^"]*"/, ''))
  expect(site.requests.join()).toContain(signatureOf(link))
  expect(heads.join()).not.toContain(signatureOf(link))
  expect(heads.join()).not.toContain('referer')
  expect(said.join()).not.toContain(signatureOf(link))
  await site.close()
})

test('attack: somebody copies the address of an open page, which is nothing without the link', async ({
  page,
  context,
}) => {
  const site = await startShareSite()
  await page.goto(await site.link({ runs: [site.start()] }))
  await expect(viewer(page)).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.locator('main')).toHaveText(
    'This link is not completeOpen the whole link that was sent to you.',
  )
  await site.close()
})

for (const { transport, scenario } of [
  { transport: 'poll', scenario: 'slow' },
  { transport: 'push', scenario: 'slow' },
  // Of a run that has ended nothing is read any more.
  { transport: 'poll', scenario: 'success' },
] as const) {
  test(`attack: a page with a ${scenario} run by ${transport} stays open after its link was revoked`, async ({
    page,
  }) => {
    await page.clock.install()
    const site = await startShareSite({ transport })
    const runId = site.start(scenario)
    const [link, other] = [
      await site.link({ runs: [runId], title: 'Lanterns' }),
      await site.link({ runs: [runId] }),
    ]
    await page.goto(link)
    await expect(viewer(page)).toHaveAttribute(
      'data-connection',
      scenario === 'success' ? 'settled' : transport === 'push' ? 'streaming' : 'polling',
    )
    await site.revoke(link)
    await page.clock.runFor(20_000)
    // Nothing of what it was for is left on the page.
    await expect(page.locator('body')).toHaveText(
      'This link has endedAsk whoever sent it to you for a new one.',
    )
    await expect(page).toHaveTitle('Shared with you')
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('This link has ended')
    await page.goto('about:blank')
    await page.goto(other)
    await expect(viewer(page)).toBeVisible()
    await site.close()
  })
}

const bad: [what: string, change: (link: string) => string, says: string][] = [
  ['no right', (link) => link.slice(0, link.indexOf('#')), 'This link is not complete'],
  ['half a right', (link) => link.slice(0, -120), 'This link is not complete'],
  ['a right that lacks its last letter', (link) => link.slice(0, -1), 'This link is not complete'],
  [
    'something else',
    (link) => link.replace(/#.*/, '#<img src=x onerror=alert(1)>'),
    'This link is not complete',
  ],
  ['a right of another key', (link) => `${link.slice(0, -3)}AAA`, 'This link has ended'],
]

for (const [what, change, says] of bad) {
  test(`attack: a link with ${what} shows a sentence and nothing else`, async ({ page }) => {
    const site = await startShareSite()
    const runId = site.start()
    const link = await site.link({ runs: [runId], title: 'Lanterns' })
    await page.goto(change(link))
    await expect(page.getByRole('alert')).toContainText(says)
    await expect(page).toHaveTitle('Shared with you')
    await expect(page.locator('body')).not.toContainText(/Lanterns|run_|onerror/)
    expect(await page.locator('fishbowl-run').count()).toBe(0)
    expect(site.requests.filter((head) => head.includes('/runs'))).toEqual([])
    expect(page.url()).toBe(`${site.url}api/fishbowl/view`)
    await site.close()
  })
}

test('attack: a link to a run that is gone tells nothing of it', async ({ page }) => {
  const site = await startShareSite()
  await page.goto(await site.link({ runs: ['run-that-is-gone'], title: 'Lanterns' }))
  await expect(page.locator('body')).toHaveText('This is no longer available')
  await expect(page).toHaveTitle('Shared with you')
  await site.close()
})

test('attack: a link in a mail has a full stop behind it, and works', async ({ page }) => {
  const site = await startShareSite()
  await page.goto(`${await site.link({ runs: [site.start()] })}.)`)
  await expect(viewer(page)).toHaveAttribute('data-outcome', 'succeeded')
  await site.close()
})

test('attack: the title is markup, or turns the text around it', async ({ page }) => {
  const site = await startShareSite()
  const title = '<img src=x onerror="document.title=1">\u202Eevil'
  await page.goto(await site.link({ runs: [site.start()], title }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '<img src=x onerror="document.title=1">evil',
  )
  await expect(page.locator('img')).toHaveCount(0)
  await expect(page).toHaveTitle('<img src=x onerror="document.title=1">evil')
  await site.close()
})

test('attack: somebody changes the title of a link', async ({ page }) => {
  const site = await startShareSite()
  const link = await site.link({ runs: [site.start()], title: 'Lanterns' })
  const [header, payload = '', signature] = rightOf(link).split('.')
  const claims = Buffer.from(payload, 'base64url').toString().replace('Lanterns', 'Sign in!')
  const changed = [header, Buffer.from(claims).toString('base64url'), signature].join('.')
  await page.goto(link.replace(rightOf(link), changed))
  await expect(page.locator('main')).toHaveText(/^This link has ended/)
  await site.close()
})

test('attack: another site frames the page, which only those may that are named, with ?embed', async ({
  page,
}) => {
  const [friend, stranger] = [
    await startEmbedder('localhost'),
    await startEmbedder('other.localhost'),
  ]
  const site = await startShareSite({ frameAncestors: [friend.origin] })
  const link = await site.link({ runs: [site.start()], title: 'Lanterns' })
  const embed = link.replace('#', '?embed#')
  const frame = page.frameLocator('iframe')
  for (const [host, address] of [
    [friend, link],
    [stranger, embed],
    [stranger, link],
  ] as const) {
    host.show(address)
    await page.goto(host.url)
    await expect(frame.locator('main')).toHaveCount(0)
  }
  friend.show(embed)
  await page.goto(friend.url)
  await expect(frame.locator('.fishbowl-run-viewer')).toHaveAttribute('data-outcome', 'succeeded')
  // Nothing is around the run: no title, no margin.
  await expect(frame.getByRole('heading', { name: 'Lanterns' })).toHaveCount(0)
  const box = await frame.locator('.fishbowl-run-viewer').boundingBox()
  const outer = await page.locator('iframe').boundingBox()
  expect(box!.x - outer!.x).toBeLessThanOrEqual(4)
  expect(box!.y - outer!.y).toBeLessThanOrEqual(4)
  // The frame goes on with what it has when its site is reloaded.
  await page.reload()
  await expect(frame.locator('.fishbowl-run-viewer')).toHaveAttribute('data-outcome', 'succeeded')
  for (const each of [friend, stranger, site]) await each.close()
})
