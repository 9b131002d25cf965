import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'

import { changeRuns, playInFrame, setPageHeaders, url, watch } from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

test.describe('the frame', () => {
  test('is taken away when the address turns bad', async ({ page }) => {
    let isBad = false
    await changeRuns(page, (run) => {
      if (isBad) run['streaming_url'] = 'https://evil.example/secret-path'
    })
    await page.clock.install()
    const { view, frame } = await watch(page)
    await expect(frame).toHaveCount(1)
    isBad = true
    // The next poll reads the address.
    await page.clock.fastForward(4_000)
    await expect(view).toHaveAttribute('data-state', 'refused')
    await expect(frame).toHaveCount(0)
    await expect(view).toContainText('evil.example')
    expect(await page.content()).not.toContain('secret-path')
  })

  test('closes its socket when it is hidden, when the viewer goes and when its time is over', async ({
    page,
  }) => {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end(
        '<!doctype html><script>self.s = new WebSocket(`ws://${location.host}`)</script>',
      )
    })
    let open = 0
    server.on('upgrade', ({ headers }, socket) => {
      const accept = createHash('sha1')
        .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
      open += 1
      socket.on('close', () => (open -= 1)).on('error', () => socket.destroy())
      // A close frame is answered by closing.
      socket.on('data', ([first = 0]: Buffer) => (first & 15) === 8 && socket.end())
    })
    server.listen(0)
    const { port } = server.address() as AddressInfo
    await changeRuns(page, (run) => {
      run['streaming_url'] = `http://stream.localhost:${port}/`
    })
    await page.clock.install()
    const { view, runId } = await watch(page)
    // How long a socket may take to close is left to the browser, as a busy machine takes longer.
    // What the page owes is to take the frame away, for which one frame of its animation is enough.
    await expect.poll(() => open).toBe(1)
    expect(await view.getByRole('button', { name: 'Hide' }).evaluate(clickAndCountFrames)).toBe(0)
    await expect.poll(() => open).toBe(0)
    await view.getByRole('button', { name: 'Show live browser' }).click()
    await expect.poll(() => open).toBe(1)
    await page.evaluate(() => (location.hash = ''))
    await expect.poll(() => open).toBe(0)

    const end = Date.now() + 600_000
    await changeRuns(page, (run) => {
      run['status'] = 'COMPLETED'
      run['result'] = { products: 10 }
      run['finished_at'] = new Date(end - 24 * 3_600_000).toISOString()
      run['streaming_url'] = `http://stream.localhost:${port}/`
    })
    await page.evaluate((id) => (location.hash = id), runId)
    await expect(page.getByRole('tab', { name: 'Result' })).toBeVisible()
    await page.getByRole('tab', { name: 'Live browser' }).click()
    await expect.poll(() => open).toBe(1)
    await page.clock.fastForward(600_000)
    await expect(view).toHaveAttribute('data-state', 'expired')
    await expect.poll(() => open).toBe(0)
    server.close()
  })

  test('leaves no trace in the history, however often it is loaded anew', async ({ page }) => {
    await page.goto(url())
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    const before = await page.evaluate(() => history.length)
    for (let count = 0; count < 5; count += 1) {
      await view.getByRole('button', { name: 'Reload' }).click()
      await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    }
    expect(await page.evaluate(() => history.length)).toBe(before)
    // Not by goBack: Firefox takes the page out of its cache, and then never says that it has loaded.
    await page.evaluate(() => void setTimeout(() => history.back()))
    const getAddress = () => page.evaluate(() => location.href).catch(() => null)
    await expect.poll(getAddress).toBe(url())
  })

  test('works on a page that is isolated from others', async ({ page }) => {
    await setPageHeaders(page, {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    await playInFrame(page, "<script>parent.postMessage('here', '*')</script>")
    const { view, frame } = await watch(page)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await expect(frame).toHaveAttribute('credentialless')
    await expect(view).toHaveAttribute('data-frame', 'responding')
  })

  for (const policy of ['require-corp', 'credentialless']) {
    test(`on a page that keeps out what has not opted in (${policy}) loads, or says why it cannot`, async ({
      page,
      browserName,
    }) => {
      await setPageHeaders(page, { 'cross-origin-embedder-policy': policy })
      await playInFrame(page, "<script>parent.postMessage('here', '*')</script>")
      const { view, frame } = await watch(page)
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
      if (browserName === 'chromium') {
        await expect(view).toHaveAttribute('data-frame', 'responding')
      } else {
        await expect(view).toHaveAttribute('data-state', 'blocked')
        await expect(view.getByText('Its Cross-Origin-Embedder-Policy keeps')).toBeVisible()
        await expect(frame).toHaveCount(0)
        await expect(view.getByRole('button', { name: /new tab/ }).first()).toBeVisible()
      }
    })
  }

  test('without storage harms nobody, and can be opened in a tab', async ({ page }) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await playInFrame(
      page,
      "<script>try { localStorage.x = 1 } catch {} parent.postMessage('here', '*')</script>",
    )
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'responding')
    await expect(view.getByRole('button', { name: /new tab/ })).toBeVisible()
    expect(errors).toEqual([])
  })

  test('fills the screen with its own container, and the picture keeps its shape', async ({
    page,
  }) => {
    const { view, frame } = await watch(page)
    await expect(frame).toBeVisible()
    await view.getByRole('button', { name: 'Full screen' }).click()
    await expect(view.getByRole('button', { name: 'Exit full screen' })).toBeVisible()
    const box = await frame.boundingBox()
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.6, 1)
    await view.getByRole('button', { name: 'Exit full screen' }).click()
    await expect(view.getByRole('button', { name: 'Full screen' })).toBeVisible()
  })
})

/** Clicks, and tells how many frames there are once the page has been drawn anew. */
async function clickAndCountFrames(button: Element): Promise<number> {
  ;(button as HTMLElement).click()
  await new Promise(requestAnimationFrame)
  return document.querySelectorAll('iframe').length
}
