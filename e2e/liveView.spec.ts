import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'
import type { Page, Route } from '@playwright/test'

const url = (path = '') => new URL(path, process.env['DASHBOARD_URL']).href
const streamPages = '**/tf-*/stream/*'

/** Plays a page of an attacker's in the frame, in the place of the emulator's stream page. */
async function playInFrame(page: Page, html: string, headers: Record<string, string> = {}) {
  await page.route(streamPages, (route) =>
    route.fulfill({ contentType: 'text/html', headers, body: `<!doctype html>${html}` }),
  )
}

/** Answers the host's page with further headers, as a host's own server would send them. */
async function setPageHeaders(page: Page, headers: Record<string, string>) {
  await page.route(/\/customer\.html/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } })
  })
}

/** Changes what the host's endpoint says of runs. */
async function changeRuns(page: Page, change: (run: Record<string, unknown>) => void) {
  await page.route(/\/api\/customer\/runs\/[^/]+$/, async (route) => {
    // With the tag of its last answer the page would get none of a run that has not changed.
    const { 'if-none-match': _, ...headers } = route.request().headers()
    // The server may just have closed the connection that was kept open.
    const response = await route.fetch({ headers, maxRetries: 3 })
    const run = (await response.json()) as Record<string, unknown>
    change(run)
    await route.fulfill({ response, json: run })
  })
}

/** Starts a run that goes on for two minutes, and watches it as a customer does. */
async function watch(page: Page, query = '') {
  const started = await page.request.post(url('api/fishbowl/automation/run-async'), {
    headers: { Origin: new URL(url()).origin },
    data: { url: 'https://tidewater.example/?scenario=slow', goal: 'List the products' },
  })
  const { run_id: runId } = (await started.json()) as { run_id: string }
  await page.goto(url(`customer.html${query}#${runId}`))
  const view = page.locator('.fishbowl-run-live-view')
  return { view, frame: view.locator('iframe'), runId }
}

/**
 * Types key by key. Chromium never acknowledges a key that reached a frame in the moment in which
 * that frame was removed, so no key is waited for longer than a second.
 */
async function typeLikeAPerson(page: Page, text: string) {
  for (const key of text) {
    await Promise.race([page.keyboard.press(key), page.waitForTimeout(1_000)])
    await page.waitForTimeout(50)
  }
}

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
        parent.postMessage('done', '*')
      </script>`,
    )
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'responding')
    const address = page.url()
    await page.waitForTimeout(500)
    expect(page.url()).toBe(address)
    expect(happened).toEqual([])
  })

  const typed = 'the quick brown fox jumps over it'

  for (const { name, script, state } of [
    { name: 'once', script: 'setTimeout(steal, 600)', state: 'live' },
    {
      name: 'again and again',
      script: 'setTimeout(() => setInterval(steal), 600)',
      state: 'paused',
    },
  ]) {
    test(`it takes the keyboard ${name}, and what is typed stays with the host`, async ({
      page,
    }) => {
      await playInFrame(
        page,
        `<input><script>
          const steal = () => { window.focus(); document.querySelector('input').focus() }
          ${script}
        </script>`,
      )
      const { view, frame } = await watch(page)
      await expect(frame).toBeVisible()
      await page.evaluate(() => document.body.prepend(document.createElement('textarea')))
      const field = page.locator('textarea')
      await field.click()
      await typeLikeAPerson(page, typed)
      await expect(view).toHaveAttribute('data-state', state)
      // One key may fall between the theft and its discovery, when the machine is busy.
      expect((await field.inputValue()).length).toBeGreaterThanOrEqual(typed.length - 2)
      if (state === 'paused') {
        await expect(frame).toHaveCount(0)
        await expect(view.getByText('The page in it tried to take your keyboard.')).toBeVisible()
        await view.getByRole('button', { name: 'Resume' }).click()
        await expect(frame).toHaveCount(1)
      }
    })
  }

  test('it sees neither mouse nor wheel nor touch, and the page still scrolls', async ({
    page,
  }) => {
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
    await page.waitForTimeout(500)
    expect(page.url()).toBe(address)
  })

  test('it learns nothing of where it is embedded', async ({ page }) => {
    const referrers: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().includes('/stream/')) referrers.push(request.headers()['referer'])
    })
    const { view } = await watch(page, '?token=s3cret')
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

test.describe('what the page can know of the frame', () => {
  test('its own policy blocks it: says which directive, and what to add', async ({ page }) => {
    await setPageHeaders(page, { 'content-security-policy': "frame-src 'self'" })
    const { view, frame } = await watch(page)
    await expect(view).toHaveAttribute('data-state', 'blocked', { timeout: 5_000 })
    await expect(
      view.getByText(/can add http:\/\/stream\.localhost:\d+ to frame-src/),
    ).toBeVisible()
    await expect(frame).toHaveCount(0)
  })

  test('its policy blocks where the frame is sent on to, which counts as blocked', async ({
    page,
  }) => {
    const elsewhere = createServer((_request, response) => response.end('elsewhere')).listen(0)
    const { port } = elsewhere.address() as AddressInfo
    const server = createServer((_request, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${port}/` }).end()
    }).listen(0)
    // Not by page.route: where requests are held up, Chromium does not check where they are sent on.
    const { port: streamPort } = server.address() as AddressInfo
    await page.addInitScript((streamingUrl) => {
      addEventListener('DOMContentLoaded', () => {
        const policy = document.createElement('meta')
        policy.httpEquiv = 'Content-Security-Policy'
        policy.content = 'frame-src http://stream.localhost:*'
        document.head.append(policy)
      })
      const ask = window.fetch
      window.fetch = async (...request) => {
        const response = await ask(...request)
        if (!response.url.includes('/api/customer/runs/')) return response
        const run = (await response.json()) as object
        return Response.json({ ...run, streaming_url: streamingUrl })
      }
    }, `http://stream.localhost:${streamPort}/`)
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-state', 'blocked')
    server.close()
    elsewhere.close()
  })

  test('a policy that only reports does not block', async ({ page }) => {
    await setPageHeaders(page, {
      'content-security-policy-report-only': "frame-src 'self'",
    })
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    await expect(view).toHaveAttribute('data-state', 'live')
  })

  for (const { name, answer } of [
    {
      name: 'forbids to be framed',
      answer: (route: Route) =>
        route.fulfill({
          headers: { 'X-Frame-Options': 'DENY' },
          contentType: 'text/html',
          body: 'x',
        }),
    },
    {
      name: 'is gone',
      answer: (route: Route) => route.fulfill({ status: 404, body: 'Not found' }),
    },
  ]) {
    test(`a frame that ${name} is never called connected, and there is help`, async ({ page }) => {
      await page.route(streamPages, answer)
      const { view } = await watch(page)
      await expect(view.getByText(/Not seeing anything/)).toBeVisible()
      await expect(view).not.toContainText(/connected/i)
    })
  }

  test('a frame that cannot be reached is never called connected, and there is help', async ({
    page,
  }) => {
    const server = createServer().listen(0)
    const { port } = server.address() as AddressInfo
    server.close()
    await changeRuns(page, (run) => {
      run['streaming_url'] = `http://stream.localhost:${port}/`
    })
    await page.clock.install()
    const { view, frame } = await watch(page)
    await expect(frame).toHaveCount(1)
    await page.waitForTimeout(300)
    // Firefox does not even say that such a frame has loaded.
    await page.clock.runFor(8_100)
    await expect(view.getByText(/Not seeing anything/)).toBeVisible()
    await expect(view).not.toContainText(/connected/i)
  })

  for (const { name, answer } of [
    { name: 'never answers', answer: () => new Promise<void>(() => {}) },
    { name: 'has no content', answer: (route: Route) => route.fulfill({ status: 204 }) },
    {
      name: 'is a download',
      answer: (route: Route) =>
        route.fulfill({ headers: { 'Content-Disposition': 'attachment' }, body: 'x' }),
    },
  ]) {
    test(`a frame that ${name} is given up after a while`, async ({ page }) => {
      await page.clock.install()
      await page.route(streamPages, answer)
      const { view } = await watch(page)
      await expect(view).toHaveAttribute('data-frame', 'connecting')
      await page.waitForTimeout(300)
      await page.clock.runFor(8_100)
      await expect(view).toHaveAttribute('data-frame', 'slow')
      await page.clock.runFor(7_000)
      await expect(view).toHaveAttribute('data-state', 'no-document')
      await page.unroute(streamPages)
      await view.getByRole('button', { name: 'Reload' }).click()
      await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    })
  }

  test('a frame that goes on loading for ever is being shown', async ({ page }) => {
    let isAsked = false
    const server = createServer((_request, response) => {
      isAsked = true
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.write('<!doctype html><p>Still coming')
    }).listen(0)
    const { port } = server.address() as AddressInfo
    await changeRuns(page, (run) => {
      run['streaming_url'] = `http://stream.localhost:${port}/endless`
    })
    await page.clock.install()
    const { view, frame } = await watch(page)
    await expect.poll(() => isAsked).toBe(true)
    await page.waitForTimeout(500)
    await page.clock.runFor(16_000)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await expect(frame).toHaveCount(1)
    server.closeAllConnections()
    server.close()
  })

  test('a frame that has loaded another page is said to have', async ({ page }) => {
    let loads = 0
    await page.route(streamPages, (route) => {
      loads += 1
      const script = loads === 1 ? '<script>setTimeout(() => location.reload(), 300)</script>' : ''
      return route.fulfill({ contentType: 'text/html', body: `<!doctype html>${script}` })
    })
    const { view } = await watch(page)
    await expect(view.getByText(/has been reloaded or left/)).toBeVisible()
  })

  test('a frame that nobody sees is not called late', async ({ page }) => {
    await page.route(streamPages, () => new Promise<void>(() => {}))
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => (document.body.style.paddingTop = '4000px'))
    })
    await page.clock.install()
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'connecting')
    await page.clock.runFor(60_000)
    await expect(view).toHaveAttribute('data-frame', 'connecting')
    await view.scrollIntoViewIfNeeded()
    await page.waitForTimeout(300)
    await page.clock.runFor(8_100)
    await expect(view).toHaveAttribute('data-frame', 'slow')
  })
})

test.describe('the frame', () => {
  test('is taken away when the address turns bad', async ({ page }) => {
    let isBad = false
    await changeRuns(page, (run) => {
      if (isBad) run['streaming_url'] = 'https://evil.example/secret-path'
    })
    const { view, frame } = await watch(page)
    await expect(frame).toHaveCount(1)
    isBad = true
    await expect(view).toHaveAttribute('data-state', 'refused')
    await expect(frame).toHaveCount(0)
    await expect(view).toContainText('evil.example')
    expect(await page.content()).not.toContain('secret-path')
  })

  test('closes its socket when it is hidden, and when the viewer goes', async ({ page }) => {
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
    const { view } = await watch(page)
    await expect.poll(() => open).toBe(1)
    await view.getByRole('button', { name: 'Hide' }).click()
    await expect.poll(() => open, { timeout: 1_000 }).toBe(0)
    await view.getByRole('button', { name: 'Show live browser' }).click()
    await expect.poll(() => open).toBe(1)
    await page.evaluate(() => (location.hash = ''))
    await expect.poll(() => open, { timeout: 1_000 }).toBe(0)
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
    await page.goBack()
    expect(page.url()).toBe(url())
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
