import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** What people do with a run, by keys alone: no test here clicks. */

/** Presses Tab until an element has the focus, as somebody does who looks for it. */
async function walkTo(page: Page, target: Locator, key = 'Tab') {
  await expect(target).toBeAttached()
  const missing = async (presses: number): Promise<void> => {
    if (await target.evaluate((element) => element === document.activeElement)) return
    expect(presses, `${key} does not come to it`).toBeLessThan(150)
    await page.keyboard.press(key)
    await missing(presses + 1)
  }
  await missing(0)
}

/** Firefox says of a page that it has no focus once a frame in it is gone, and goes on to give it the keys. */
const expectFocus = (target: Locator) =>
  expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true)

/** Starts a run with keys, and gives the viewer that follows it. */
async function start(page: Page, scenario: RegExp) {
  await page.goto(new URL('/', process.env['DASHBOARD_URL']).href)
  await walkTo(page, page.getByLabel('Goal'))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('List the lanterns')
  const scenarios = page.getByLabel('What the emulator plays')
  await walkTo(page, scenarios)
  const name = (await scenarios.locator('option').allInnerTexts()).find((text) =>
    scenario.test(text),
  )
  await page.keyboard.type(name!)
  await walkTo(page, page.getByRole('button', { name: 'Start run' }))
  await page.keyboard.press('Enter')
  const viewer = page.locator('.fishbowl-run-viewer')
  await expect(viewer.getByText('List the lanterns')).toBeVisible()
  return viewer
}

test('start, watch, and read the result', async ({ page }) => {
  const viewer = await start(page, /^success/i)
  const live = viewer.getByRole('tab', { name: 'Live browser' })
  await walkTo(page, live)
  await page.keyboard.press('ArrowRight')
  await expect(viewer.getByRole('tab', { name: /Steps/ })).toBeFocused()
  await expect(viewer.getByRole('tabpanel', { name: /Steps/ })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(live).toBeFocused()

  await expect(viewer.locator('.fishbowl-run-status-badge')).toHaveText('Succeeded', {
    timeout: 45_000,
  })
  // There is another tab now, before those that were there, and one of all of them is reached by Tab.
  await walkTo(page, viewer.locator('[role="tab"][tabindex="0"]'))
  await page.keyboard.press('Home')
  await expectFocus(viewer.getByRole('tab', { name: 'Result' }))
  const table = viewer.getByRole('grid')
  await walkTo(page, table.locator('[tabindex="0"]').first())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expectFocus(table.getByRole('gridcell', { name: 'Braided dock line' }))
  await page.keyboard.press('Control+End')
  await expectFocus(table.getByRole('gridcell').last())
})

test('take control, work in the page, and leave', async ({ page }) => {
  const viewer = await start(page, /^slow/i)
  await walkTo(page, viewer.getByRole('button', { name: 'Take control' }))
  await page.keyboard.press('Enter')
  const exit = viewer.getByRole('button', { name: 'Exit control' })
  await expect(exit).toBeVisible()
  const frame = viewer.locator('iframe')
  await walkTo(page, frame)
  await walkTo(page, exit, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(viewer.getByRole('button', { name: 'Take control' })).toBeFocused()
})

test('cancel, and look for another run', async ({ page }) => {
  const viewer = await start(page, /^slow/i)
  await walkTo(page, viewer.getByRole('button', { name: 'Cancel' }))
  await page.keyboard.press('Enter')
  await expect(viewer.locator('.fishbowl-run-status-badge')).toHaveText('Cancelled')
  const list = page.getByRole('grid', { name: 'Runs' })
  await walkTo(page, list.locator('[tabindex="0"]').first(), 'Shift+Tab')
  const readRow = () =>
    page.evaluate(() =>
      Number(document.activeElement!.closest<HTMLElement>('[role="row"]')?.ariaRowIndex),
    )
  const row = await readRow()
  await page.keyboard.press('ArrowDown')
  await expect.poll(readRow).toBeGreaterThan(row)
})

test('share, and take the link back', async ({ page }) => {
  await start(page, /^success/i)
  const share = page.getByRole('button', { name: 'Share' })
  await walkTo(page, share)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await walkTo(page, page.getByRole('button', { name: 'Make a link' }))
  await page.keyboard.press('Enter')
  await walkTo(page, page.getByRole('button', { name: 'Revoke' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('The link was revoked.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(share).toBeFocused()
})
