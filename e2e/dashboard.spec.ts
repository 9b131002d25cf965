import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { reload } from './watchLiveView.js'

const url = (path = '') => new URL(path, process.env['DASHBOARD_URL']).href

async function start(page: Page, scenario: string, goal = 'List the products') {
  await page.goto(url())
  await page.getByLabel('What the emulator plays').selectOption(scenario)
  await page.getByLabel('Goal').fill(goal)
  await page.getByRole('button', { name: 'Start run' }).click()
  const viewer = page.locator('.fishbowl-run-viewer')
  await expect(viewer.getByText(goal)).toBeVisible()
  return { viewer, badge: viewer.locator('.fishbowl-run-status-badge') }
}

const firstTen = 'First ten products with name, price and stock'

/** Opens a run that was there before. The list may be long, as other tests start runs, too. */
async function openRun(page: Page, goal: string) {
  await page.goto(url())
  // Each letter takes its time. The list of the first ones goes away when the one of all of them comes.
  const letters = goal.slice(0, 12)
  const hasLetters = (address: string) => new URL(address).searchParams.get('goal') === letters
  const found = page.waitForResponse((response) => hasLetters(response.url()))
  // By keys, as React hears nothing of what Playwright fills into a controlled field of Firefox.
  await page.getByRole('searchbox', { name: 'Search runs' }).pressSequentially(letters)
  await found
  // The list must not move between the button's being pressed and let go: no other row but its head is left.
  const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row')
  await expect(rows.filter({ hasNotText: new RegExp(goal, 'i') })).toHaveCount(1)
  await page.getByRole('button', { name: goal, exact: true }).press('Enter')
}

test('a run is started, watched live, and read', async ({ page }) => {
  const { viewer, badge } = await start(page, 'success')
  await expect(badge).toHaveText('Running')

  const stream = viewer.frameLocator('iframe')
  await expect(stream.locator('#address')).not.toBeEmpty()
  // The browser in the frame moves: sooner or later it looks different.
  const frame = viewer.locator('iframe')
  const first = await frame.screenshot()
  await expect.poll(async () => first.equals(await frame.screenshot())).toBe(false)

  await expect(badge).toHaveText('Succeeded', { timeout: 45_000 })
  await expect(viewer.getByRole('grid')).toBeVisible()
  await expect(frame).toHaveCount(0)
})

test('the frame is not reloaded by polls', async ({ page }) => {
  const { viewer } = await start(page, 'slow')
  // A run that was started elsewhere has no stream here.
  await reload(page)
  const frame = viewer.locator('iframe')
  await expect(frame).toBeVisible()
  await expect(viewer.locator('[data-frame]')).toHaveAttribute('data-frame', /showing|responding/)
  const documents: string[] = []
  page.on('request', (request) => {
    if (/\/stream\/\d+$/.test(request.url())) documents.push(request.url())
  })
  const polls: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/fishbowl/runs/')) polls.push(response.url())
  })
  await expect.poll(() => polls.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
  expect(documents).toEqual([])
})

for (const { scenario, label, text } of [
  { scenario: 'goal-failed', label: 'Goal not reached', text: 'Show result' },
  { scenario: 'failed-system', label: 'Failed', text: 'TinyFish had a problem' },
]) {
  test(`a run that ends as "${label}" says so`, async ({ page }) => {
    const { viewer, badge } = await start(page, scenario)
    await expect(badge).toHaveText(label, { timeout: 45_000 })
    await expect(viewer.getByText(text)).toBeVisible()
  })
}

test('a run is cancelled from the page', async ({ page }) => {
  const { viewer, badge } = await start(page, 'slow')
  await viewer.getByRole('button', { name: 'Cancel' }).click()
  await expect(badge).toHaveText('Cancelled')
  await expect(viewer.getByText('The run was cancelled')).toBeVisible()
})

test('a live view that has expired says so, and loads nothing', async ({ page }) => {
  await openRun(page, 'Weekly lantern prices')
  const viewer = page.locator('.fishbowl-run-viewer')
  await viewer.getByRole('tab', { name: 'Live browser' }).click()
  await expect(viewer.getByText('The live view has ended')).toBeVisible()
  await expect(viewer.locator('iframe')).toHaveCount(0)
})

test('a live view that has ended may still be looked at, and says that it has ended', async ({
  page,
}) => {
  await openRun(page, firstTen)
  const viewer = page.locator('.fishbowl-run-viewer')
  await viewer.getByRole('tab', { name: 'Live browser' }).click()
  await expect(viewer.getByText(/might be available until/)).toBeVisible()
  await expect(viewer.frameLocator('iframe').getByText(/ended/i).first()).toBeVisible()
})

test('an unknown run is not found', async ({ page }) => {
  await page.goto(url('#does-not-exist'))
  await expect(page.getByText('This run was not found')).toBeVisible()
})

test('something that is no run id is refused without a request', async ({ page }) => {
  const reads: string[] = []
  page.on('request', (request) => {
    // The list beside it reads the runs that go on.
    if (/admin/.test(request.url() + request.postData())) reads.push(request.url())
  })
  await page.goto(url('#..%2Fadmin'))
  await expect(page.getByText('This is not a run id')).toBeVisible()
  expect(reads).toEqual([])
})

test('the customer page shows one run, and its token allows no more', async ({ page }) => {
  const { badge } = await start(page, 'slow')
  await expect(badge).toHaveText('Running')
  // By a key: the link moves away from a mouse while the viewer above it grows.
  await page.getByRole('link', { name: 'What a customer sees' }).press('Enter')
  const viewer = page.locator('.fishbowl-run-viewer')
  await expect(viewer.locator('iframe')).toBeVisible()
  await expect(viewer.getByText('Prices at Tidewater Supply')).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
  await expect(viewer).not.toContainText(/tinyfish|stream\.localhost/i)
  await expect(viewer).not.toContainText(page.url().split('#')[1]!)
  const statuses = await page.evaluate(async () => {
    const runId = location.hash.slice(1)
    const token = await fetch(`/api/customer-token/${runId}`, { method: 'POST' })
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${await token.text()}`,
    }
    const answers = await Promise.all([
      fetch(`/api/customer/runs/${runId}`),
      fetch(`/api/customer/runs/${runId}`, { headers }),
      fetch('/api/customer/runs', { headers }),
      fetch(`/api/customer/runs/${runId}/cancel`, { method: 'POST', headers, body: '{}' }),
      fetch('/api/customer/automation/run-async', { method: 'POST', headers, body: '{}' }),
    ])
    return answers.map((answer) => answer.status)
  })
  expect(statuses).toEqual([401, 200, 403, 403, 403])
})

test('the browser keeps no answer for one who may not have it', async ({ page }) => {
  // One that has ended long ago, as the cache is the subject.
  await openRun(page, firstTen)
  await page.getByRole('link', { name: 'What a customer sees' }).press('Enter')
  await expect(page.locator('.fishbowl-run-viewer')).toBeVisible()
  const statuses = await page.evaluate(async () => {
    const runId = location.hash.slice(1)
    const read = async (tokenOf: string, cache: RequestCache) => {
      const token = await fetch(`/api/customer-token/${tokenOf}`, { method: 'POST' })
      const headers = { Authorization: `Bearer ${await token.text()}` }
      return (await fetch(`/api/customer/runs/${runId}`, { headers, cache })).status
    }
    // Whatever a fetch may take from the cache, or ask it to confirm.
    return [
      await read(runId, 'force-cache'),
      await read('run_of_somebody_else', 'default'),
      await read('run_of_somebody_else', 'force-cache'),
      await read('run_of_somebody_else', 'no-cache'),
      await read(runId, 'default'),
    ]
  })
  expect(statuses).toEqual([200, 404, 404, 404, 200])
})

test('a run is run again', async ({ page }) => {
  const { viewer, badge } = await start(page, 'failed-system', 'List the prices')
  await expect(badge).toHaveText('Failed', { timeout: 45_000 })
  const before = page.url()
  await viewer.getByRole('button', { name: 'Try again' }).click()
  await expect(badge).toHaveText(/Queued|Running/)
  expect(page.url()).not.toBe(before)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the dashboard is accessible in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const { badge } = await start(page, 'slow')
    await expect(badge).toHaveText('Running')
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
    expect(violations).toEqual([])
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page without React shows the run that is chosen, and is accessible in ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(url())
    await page.getByRole('link', { name: 'Without React' }).click()
    // The list may move at any time, as other tests start runs.
    await page.getByRole('row').nth(1).getByRole('button').first().press('Enter')
    await expect(page.locator('fishbowl-run .fishbowl-run-viewer[data-outcome]')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
    expect(violations).toEqual([])
  })
}

test('nothing is cut at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await openRun(page, firstTen)
  await expect(page.locator('.fishbowl-run-viewer').getByRole('grid')).toBeVisible()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
})

test('the page speaks the language that is chosen', async ({ page }) => {
  const languages: string[] = []
  page.on('request', (request) => {
    const [, tag] = /\/assets\/(de|fr|es|pt-BR)-/.exec(request.url()) ?? []
    if (tag) languages.push(tag)
  })
  await page.goto(url())
  await expect(page.getByRole('button', { name: 'Start run' })).toBeVisible()
  expect(languages).toEqual([])
  await page.getByLabel('Language').selectOption('Deutsch')
  await expect(page.getByRole('button', { name: 'Lauf starten' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Ziel' })).toBeAttached()

  await page.getByRole('grid').getByRole('button').first().press('Enter')
  await page.getByRole('link', { name: 'What a customer sees of this run' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Your report' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Schritte' })).toBeVisible()
  expect(new Set(languages)).toEqual(new Set(['de']))
})
