import { expect, test } from '@playwright/test'
import type { FrameLocator, Page } from '@playwright/test'

import { streamPages, watch } from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

type Place = 'a frame of the same origin' | 'a window of its own' | 'a shadow root'

/** Puts the part of the page in which React draws elsewhere, as a host does by a portal. */
async function drawElsewhere(page: Page, place: Place) {
  await page.addInitScript((place) => {
    if (window !== top || opener) return
    let isMoved = false
    const find = document.getElementById.bind(document)
    const observer = new MutationObserver(() => {
      const root = find('root')
      if (!root || isMoved) return
      isMoved = true
      observer.disconnect()
      document.getElementById = (id) => (id === 'root' ? root : find(id))
      if (place === 'a shadow root') {
        const host = document.body.appendChild(document.createElement('div'))
        host.attachShadow({ mode: 'open' }).append(root)
      } else if (place === 'a window of its own') {
        const popup = open('about:blank', 'home', 'width=1000,height=900')
        if (!popup) throw new Error('There is no window.')
        popup.document.body.append(root)
      } else {
        const frame = document.createElement('iframe')
        frame.id = 'home'
        frame.allow = 'fullscreen'
        frame.style.cssText = 'inline-size: 100%; block-size: 900px'
        // Firefox first makes a document that it then replaces.
        frame.addEventListener('load', () => frame.contentDocument?.body.append(root), {
          once: true,
        })
        document.body.append(frame)
      }
    })
    observer.observe(document, { childList: true, subtree: true })
  }, place)
}

/** In all windows of the browser, where `playInFrame` is for one page. */
async function play(page: Page, html: string) {
  const body = `<!doctype html>${html}`
  await page
    .context()
    .route(streamPages, (route) => route.fulfill({ contentType: 'text/html', body }))
}

const steal = `<input><script>
  let keys = 0
  const steal = () => { window.focus(); document.querySelector('input').focus() }
  addEventListener('keydown', () => {
    keys += 1
    parent.postMessage(keys, '*')
  })
  addEventListener('message', () => setInterval(steal, 5))
</script>`

/** Opens the customer's page with its viewer elsewhere. Gives the page or frame that the viewer is in. */
async function show(page: Page, place: Place): Promise<Page | FrameLocator> {
  await drawElsewhere(page, place)
  const opened = place === 'a window of its own' ? page.waitForEvent('popup') : null
  await watch(page)
  if (opened) return opened
  return place === 'a shadow root' ? page : page.frameLocator('#home')
}

for (const place of [
  'a frame of the same origin',
  'a window of its own',
  'a shadow root',
] as const) {
  test.describe(`a viewer in ${place}`, () => {
    for (const field of place === 'a frame of the same origin'
      ? ['inside', 'outside']
      : ['inside']) {
      test(`attack: the page in its frame takes the keyboard from a field ${field}`, async ({
        page,
      }) => {
        await play(page, steal)
        const home = await show(page, place)
        const view = home.locator('.fishbowl-run-live-view')
        await expect(view).toHaveAttribute('data-frame', /showing|responding/)
        await home.locator('body').evaluate((body) => {
          const told = ({ data }: MessageEvent) => (body.dataset['stolen'] = String(data))
          body.ownerDocument.defaultView?.addEventListener('message', told)
        })
        const outer = field === 'outside' ? page : home
        await outer.locator('body').evaluate((body) => {
          const input = body.ownerDocument.createElement('input')
          input.id = 'field'
          body.prepend(input)
        })
        const input = outer.locator('#field')
        await input.click()
        const keyboard = 'keyboard' in home ? home.keyboard : page.keyboard
        // Chromium never acknowledges a key that reached a frame in the moment in which that was removed.
        const type = () => Promise.race([keyboard.press('x'), page.waitForTimeout(1_000)])
        let typed = 0
        for (; typed < 8; typed += 1) await type()
        await view.locator('iframe').evaluate((frame) => {
          ;(frame as HTMLIFrameElement).contentWindow?.postMessage('steal', '*')
        })
        // Whoever types goes on, also for a while after the thief is gone.
        let isPaused = false
        for (let after = 0; after < 10; after += isPaused ? 1 : 0) {
          await type()
          typed += 1
          isPaused ||= (await view.getAttribute('data-state')) === 'paused'
        }
        const isActive = () => input.evaluate((el) => el.ownerDocument.activeElement === el)
        await expect.poll(isActive).toBe(true)
        expect((await input.inputValue()).length).toBeGreaterThanOrEqual(typed - 3)
        const stolen = Number((await home.locator('body').getAttribute('data-stolen')) ?? 0)
        expect(stolen).toBeLessThanOrEqual(3)
      })
    }

    test('goes on the full screen and back', async ({ page }) => {
      const home = await show(page, place)
      const view = home.locator('.fishbowl-run-live-view')
      await expect(view.locator('iframe')).toBeVisible()
      await view.getByRole('button', { name: 'Full screen', exact: true }).click()
      await view.getByRole('button', { name: 'Exit full screen' }).click()
      await expect(view.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible()
    })

    test('hears that a page in its frame speaks, and copies', async ({ page }) => {
      await play(page, "<script>parent.postMessage('here', '*')</script>")
      const home = await show(page, place)
      await expect(home.locator('.fishbowl-run-live-view')).toHaveAttribute(
        'data-frame',
        'responding',
      )
      await home.getByRole('button', { name: 'Copy the run id' }).click()
      await expect(home.getByText(/Copied|Selected/).first()).toBeVisible()
    })
  })
}
