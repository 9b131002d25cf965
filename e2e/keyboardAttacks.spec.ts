import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { playInFrame, watch } from './watchLiveView.js'

/**
 * Types key by key, with the pauses of a person, as the theft has to fall between two keys. Chromium
 * never acknowledges a key that reached a frame in the moment in which that frame was removed, so no
 * key is waited for longer than a second.
 */
async function typeLikeAPerson(page: Page, text: string) {
  for (const key of text) {
    await Promise.race([page.keyboard.press(key), page.waitForTimeout(1_000)])
    await page.waitForTimeout(50)
  }
}

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

test.describe('attacks on the keyboard by the page in the frame', () => {
  const typed = 'the quick brown fox jumps over it'

  for (const { name, script } of [
    { name: 'once', script: 'steal()' },
    { name: 'again and again', script: 'setInterval(steal)' },
  ]) {
    test(`it takes the keyboard ${name}, and what is typed stays with the host`, async ({
      page,
    }) => {
      await playInFrame(
        page,
        `<input><script>
          const steal = () => { window.focus(); document.querySelector('input').focus() }
          let keys = 0
          addEventListener('keydown', () => parent.postMessage((keys += 1), '*'))
          addEventListener('message', () => ${script})
        </script>`,
      )
      const { view, frame } = await watch(page)
      await expect(frame).toBeVisible()
      await page.evaluate(() => document.body.prepend(document.createElement('textarea')))
      await page.evaluate(() => {
        addEventListener('message', ({ data }) => (document.body.dataset['stolen'] = String(data)))
      })
      const field = page.locator('textarea')
      await field.click()
      await typeLikeAPerson(page, typed.slice(0, 8))
      await page.evaluate(() =>
        document.querySelector('iframe')?.contentWindow?.postMessage(0, '*'),
      )
      await typeLikeAPerson(page, typed.slice(8))
      await expect(view).toHaveAttribute('data-state', 'paused')
      // One key may fall between the theft and its discovery, when the machine is busy.
      expect((await field.inputValue()).length).toBeGreaterThanOrEqual(typed.length - 2)
      const stolen = await page.evaluate(() => Number(document.body.dataset['stolen'] ?? 0))
      expect(stolen).toBeLessThanOrEqual(2)
      await expect(frame).toHaveCount(0)
      await expect(field).toBeFocused()
      await expect(view.getByText('The page in it tried to take your keyboard.')).toBeVisible()
      await view.getByRole('button', { name: 'Resume' }).press('Enter')
      await expect(frame).toHaveCount(1)
    })
  }

  // It steals when the test says so, and tells of every key that it gets.
  const stealOnce = `<input><script>
    addEventListener('message', () => { window.focus(); document.querySelector('input').focus() })
    addEventListener('keydown', () => parent.postMessage('key', '*'))
  </script>`

  async function letSteal(page: Page) {
    await page.evaluate(() => {
      addEventListener('blur', () => document.body.setAttribute('data-robbed', ''), { once: true })
      document.querySelector('iframe')?.contentWindow?.postMessage('steal', '*')
    })
    await expect(page.locator('body')).toHaveAttribute('data-robbed')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME')
  }

  test('it takes the keyboard once while nobody uses it, and stays', async ({ page }) => {
    await playInFrame(page, stealOnce)
    const { view, frame } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await letSteal(page)
    await page.keyboard.type('abc')
    await expect(frame).toBeVisible()
    await expect(view).toHaveAttribute('data-state', 'live')
    await expect(view).toHaveAttribute('data-frame', 'showing')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })

  test('it takes the keyboard from a field in a shadow root, and that very field gets it back', async ({
    page,
  }) => {
    await playInFrame(page, stealOnce)
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await page.evaluate(() => {
      const host = document.createElement('div')
      document.body.prepend(host)
      host.attachShadow({ mode: 'open' }).innerHTML = '<input id="first"><input id="second">'
    })
    await page.locator('#first').click()
    await page.locator('#second').click()
    await letSteal(page)
    await expect(page.locator('#second')).toBeFocused()
    await page.keyboard.type('abc')
    await expect(page.locator('#second')).toHaveValue('abc')
    await expect(page.locator('#first')).toHaveValue('')
    await expect(view).toHaveAttribute('data-state', 'paused')
  })

  for (const busy of [100, 1_000]) {
    test(`it takes the keyboard while the page is busy for ${busy} ms, and gets no second chance`, async ({
      page,
    }) => {
      await playInFrame(page, stealOnce)
      const { view, frame } = await watch(page)
      await expect(view).toHaveAttribute('data-frame', 'showing')
      await page.evaluate(() => {
        document.body.prepend(document.createElement('textarea'))
        addEventListener('message', () => (document.body.dataset['stolen'] = 'yes'))
      })
      const field = page.locator('textarea')
      await field.click()
      const isBusy = page.evaluate((milliseconds) => {
        document.querySelector('iframe')?.contentWindow?.postMessage('steal', '*')
        const end = performance.now() + milliseconds
        while (performance.now() < end);
      }, busy)
      // The keys that are typed now are lost, or go to the frame: nothing of the page's runs.
      await typeLikeAPerson(page, 'abc')
      await isBusy
      await expect(view).toHaveAttribute('data-state', 'paused')
      await expect(frame).toHaveCount(0)
      await expect(field).toBeFocused()
      await field.fill('')
      await typeLikeAPerson(page, 'the rest')
      await expect(field).toHaveValue('the rest')
    })
  }

  test('it takes the keyboard from a field in another frame of the page', async ({ page }) => {
    await playInFrame(page, stealOnce)
    const { view, frame } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await page.route('http://pay.localhost/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><input>' }),
    )
    await page.evaluate(() => {
      const payment = document.createElement('iframe')
      payment.id = 'payment'
      payment.src = 'http://pay.localhost/'
      document.body.prepend(payment)
    })
    const field = page.frameLocator('#payment').locator('input')
    await field.click()
    await expect(page.locator('#payment')).toBeFocused()
    // What the viewer has just pressed may have moved the keyboard.
    await page.waitForTimeout(300)
    await page.evaluate(() => {
      const stream = document.querySelector<HTMLIFrameElement>('.fishbowl-live-frame')
      stream?.contentWindow?.postMessage('steal', '*')
    })
    await expect(view).toHaveAttribute('data-state', 'paused')
    await expect(frame).toHaveCount(0)
    await expect(page.locator('#payment')).toBeFocused()
  })
})
