import { expect, test } from '@playwright/test'

import { playInFrame, url, watch } from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

test.describe('attacks by the page in the frame', () => {
  test('it cannot navigate the page around it, open, download, ask, print or submit', async ({
    page,
  }) => {
    const happened: string[] = []
    page.on('popup', () => happened.push('popup'))
    page.on('download', () => happened.push('download'))
    page.on('dialog', (dialog) => {
      happened.push('dialog')
      void dialog.dismiss()
    })
    await page.route('**/stolen*', (route) => {
      happened.push('submission')
      return route.fulfill({ body: '' })
    })
    await playInFrame(
      page,
      `<form action="/stolen" method="post"></form><a download href="data:,x">x</a><script>
        const attacks = [
          () => (top.location = 'https://evil.example/'),
          () => window.open('https://evil.example/'),
          () => document.querySelector('a').click(),
          () => alert(1),
          () => confirm(1),
          () => print(),
          () => document.forms[0].submit(),
          () => (location = 'mailto:a@evil.example'),
          () => document.documentElement.requestPointerLock(),
        ]
        for (const attack of attacks) try { attack() } catch {}
      </script>`,
    )
    const { view } = await watch(page)
    // By then the script has run. Where it was refused a page, the browser may show that in the frame.
    await expect(view).toHaveAttribute('data-frame', /showing|navigated/)
    const address = page.url()
    // Nothing tells that an attack has failed, so there is only to wait for what must not happen.
    await page.waitForTimeout(500)
    expect(page.url()).toBe(address)
    expect(happened).toEqual([])
  })

  test('it sees neither mouse nor wheel, and the page still scrolls', async ({ page }) => {
    await playInFrame(
      page,
      `<body style="height:4000px"><script>
        for (const type of ['pointermove', 'mousemove', 'mousedown', 'click', 'wheel', 'touchstart']) {
          addEventListener(type, () => parent.postMessage(type, '*'))
        }
      </script>`,
    )
    const { view, frame } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await page.evaluate(() => (document.body.style.paddingBottom = '3000px'))
    const box = await frame.boundingBox()
    if (!box) throw new Error('The frame has no box.')
    await page.mouse.move(box.x + 50, box.y + 50)
    await page.mouse.click(box.x + 60, box.y + 60)
    await page.mouse.wheel(0, 300)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
    await expect(view).toHaveAttribute('data-frame', 'showing')
  })

  test.describe('on a touch screen', () => {
    test.use({ hasTouch: true })

    test('it feels no touch', async ({ page }) => {
      await playInFrame(
        page,
        `<body style="height:4000px"><script>
          for (const type of ['pointerdown', 'touchstart', 'click']) {
            addEventListener(type, () => parent.postMessage(type, '*'))
          }
        </script>`,
      )
      const { view, frame } = await watch(page)
      await expect(view).toHaveAttribute('data-frame', 'showing')
      const box = await frame.boundingBox()
      if (!box) throw new Error('The frame has no box.')
      await page.touchscreen.tap(box.x + 50, box.y + 50)
      // A touch that got through would be told within this time.
      await page.waitForTimeout(300)
      await expect(view).toHaveAttribute('data-frame', 'showing')
    })
  })

  test('it keeps the Tab key once it has control, and the viewer gets out all the same', async ({
    page,
  }) => {
    await playInFrame(
      page,
      `<input autofocus><script>
        addEventListener('keydown', (event) => event.preventDefault(), true)
      </script>`,
    )
    const { runId } = await watch(page)
    await page.goto(url(`#${runId}`))
    const view = page.locator('.fishbowl-run-live-view')
    await view.getByRole('button', { name: 'Take control' }).click()
    await expect(view).toHaveAttribute('data-controlled', '')
    await view.frameLocator('iframe').locator('input').click()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await view.getByRole('button', { name: 'Exit control' }).click()
    await expect(view.getByRole('button', { name: 'Take control' })).toBeFocused()
    await expect(view.locator('iframe')).toHaveAttribute('inert')
  })

  test('it cannot send the page away by a link that the viewer in control clicks', async ({
    page,
  }) => {
    await playInFrame(page, '<a href="https://evil.example/" target="_top">Sign in again</a>')
    const { runId } = await watch(page)
    await page.goto(url(`#${runId}`))
    const view = page.locator('.fishbowl-run-live-view')
    await view.getByRole('button', { name: 'Take control' }).click()
    const address = page.url()
    await view.frameLocator('iframe').getByText('Sign in again').click()
    // Nothing tells that the page stays: a second page would come within this time.
    await page.waitForTimeout(500)
    expect(page.url()).toBe(address)
  })

  test('it learns nothing of where it is embedded', async ({ page }) => {
    const referrers: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().includes('/stream/')) referrers.push(request.headers()['referer'])
    })
    const { view } = await watch(page, '&token=s3cret')
    await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    // StrictMode mounts twice, and still there is one request.
    expect(referrers).toEqual([undefined])
  })

  test('its messages are no commands', async ({ page }) => {
    await playInFrame(
      page,
      `<script>
        for (const type of ['expired', 'close', 'fishbowl:expired']) parent.postMessage({ type }, '*')
        parent.postMessage({ type: 'x', text: 'x'.repeat(10_000_000) }, '*')
      </script>`,
    )
    const { view, frame } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'responding')
    await expect(view).toHaveAttribute('data-state', 'live')
    await expect(frame).toHaveCount(1)
  })
})
