import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'
import type { Route } from '@playwright/test'

import {
  changeRuns,
  reload,
  runClockUntil,
  setPageHeaders,
  streamPages,
  watch,
} from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

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
      await expect(view).toHaveAttribute('data-frame', 'showing')
      // Nothing tells such a frame from one that works, so the way out is there for all.
      await expect(view.getByRole('button', { name: 'Reload' })).toBeVisible()
      await expect(view.getByRole('button', { name: /new tab/ })).toBeVisible()
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
    // Firefox does not even say that such a frame has loaded.
    await runClockUntil(page, async () => (await view.getAttribute('data-frame')) === 'showing')
    await expect(view.getByRole('button', { name: 'Reload' })).toBeVisible()
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
      await runClockUntil(page, async () => (await view.getAttribute('data-frame')) === 'slow')
      await expect(view.getByText('You can reload it.')).toBeVisible()
      await page.clock.runFor(7_000)
      await expect(view).toHaveAttribute('data-state', 'no-document')
      await page.unroute(streamPages)
      await view.getByRole('button', { name: 'Reload' }).click()
      await expect(view).toHaveAttribute('data-frame', /showing|responding/)
    })
  }

  test('a frame that goes on loading for ever is being shown', async ({ page }) => {
    let last: ServerResponse | undefined
    let isShown = false
    const server = createServer((request, response) => {
      if (request.url === '/shown') {
        isShown = true
        response.writeHead(204).end()
        return
      }
      last = response
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.write('<!doctype html><img src="/shown"><p>Still coming')
    }).listen(0)
    const { port } = server.address() as AddressInfo
    await changeRuns(page, (run) => {
      run['streaming_url'] = `http://stream.localhost:${port}/endless`
    })
    await page.clock.install()
    const { view, frame } = await watch(page)
    await expect.poll(() => isShown).toBe(true)
    await page.clock.runFor(16_000)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await expect(frame).toHaveCount(1)
    // Its end is no other page, which the view would say within this time.
    last?.end('</p>')
    await page.waitForTimeout(500)
    await expect(view).toHaveAttribute('data-frame', 'showing')
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
    await runClockUntil(page, async () => (await view.getAttribute('data-frame')) === 'slow')
  })
})

test('says that its own code did not come, and gets it when asked', async ({
  page,
  browserName,
}) => {
  // As after a new build of the host's, whose old files are gone.
  await page.route(/frameComponents/, (route) => route.abort())
  const { view, frame } = await watch(page)
  await expect(view).toHaveAttribute('data-state', 'not-loaded')
  await expect(view.getByText('The live browser could not be loaded')).toBeVisible()
  await expect(frame).toHaveCount(0)

  await page.unroute(/frameComponents/)
  if (browserName === 'firefox') {
    // Never asks twice for a module of one page, which is why the text names the page.
    await expect(view.getByText('reload the page')).toBeVisible()
    await reload(page)
  } else {
    await view.getByRole('button', { name: 'Reload' }).click()
  }
  await expect(frame).toHaveCount(1)
  await expect(view).toHaveAttribute('data-state', 'live')
})
