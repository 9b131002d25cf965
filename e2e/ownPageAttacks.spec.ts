import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { url, watch } from './watchLiveView.js'

/** A page on the host's own origin, such as a file that a customer has uploaded. */
const uploaded = `<!doctype html><p>Sign in again</p>
  <script>try { top.document.documentElement.dataset.reached = location.pathname } catch {}</script>`

/** How the page at an allowed address gets to a page of the host's, `target`. */
const ways: { name: string; target?: string; answer: (target: string) => Answer }[] = [
  { name: 'is a redirect', answer: (target) => ({ status: 302, headers: { Location: target } }) },
  {
    name: 'sends itself there by script',
    answer: (target) => ({ body: `<script>location = '${target}'</script>` }),
  },
  {
    name: 'sends itself there long after it has loaded',
    answer: (target) => ({
      body: `<script>setTimeout(() => location.replace('${target}'), 1_500)</script>`,
    }),
  },
  {
    name: 'refreshes to it',
    answer: (target) => ({ body: `<meta http-equiv="refresh" content="0;url=${target}">` }),
  },
  {
    name: 'sends itself to one that never ends loading',
    target: '/endless',
    answer: (target) => ({
      body: `<script>setTimeout(() => (location = '${target}'), 1_500)</script>`,
    }),
  },
  {
    name: 'holds one in a frame of its own',
    answer: (target) => ({ body: `<iframe src="${target}"></iframe>` }),
  },
]

interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

for (const { name, target, answer } of ways) {
  test(`attack: the live browser ${name}, the host’s own page, and is taken away`, async ({
    page,
  }) => {
    const site = await startSite({ policy: null, target, answer })
    const view = await site.open(page)
    await expect(view).toHaveAttribute('data-state', 'same-origin')
    await expect(view.locator('iframe')).toHaveCount(0)
    await expect(view.getByText('The live browser was taken away')).toBeVisible()
    site.close()
  })

  test(`attack: the live browser ${name}, under the policy of the demo, and reaches nothing`, async ({
    page,
  }) => {
    const site = await startSite({ target, answer })
    const view = await site.open(page)
    await expect.poll(() => site.framed()).toBe(true)
    // Nothing tells that a page cannot reach another one: it would have, within this time.
    await page.waitForTimeout(2_500)
    await expect(page.locator('html')).not.toHaveAttribute('data-reached')
    await expect(view).not.toHaveAttribute('data-state', 'same-origin')
    site.close()
  })
}

/**
 * The demo behind a server that also has the uploaded page, with the demo's policy or another; and a
 * page on an allowed host that each run names as its live browser. All by HTTP, as browsers do not check
 * redirects of requests that a test holds up.
 */
async function startSite({
  policy,
  target = '/uploaded',
  answer,
}: {
  policy?: string | null
  target?: string | undefined
  answer: (target: string) => Answer
}) {
  let wasFramed = false
  const stream = createServer((_request, response) => {
    wasFramed = true
    const { status = 200, headers, body = '' } = answer(`${origin}${target}`)
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(body)
  }).listen(0)
  const streamingUrl = `http://stream.localhost:${(stream.address() as AddressInfo).port}/`

  let headersOfDemo: Record<string, string> = {}
  function serve(asked: IncomingMessage, response: ServerResponse) {
    const path = asked.url ?? '/'
    if (path === '/uploaded' || path === '/endless') {
      response.writeHead(200, { 'Content-Type': 'text/html', ...headersOfDemo })
      response.write(uploaded)
      if (path === '/uploaded') response.end()
      return
    }
    const { 'if-none-match': _, 'accept-encoding': __, ...headers } = asked.headers
    const passed = request(new URL(path, url()), { method: asked.method, headers }, (answered) => {
      const chunks: Buffer[] = []
      answered.on('data', (chunk: Buffer) => chunks.push(chunk))
      answered.on('end', () => {
        const sent = { ...answered.headers }
        delete sent['content-length']
        delete sent['transfer-encoding']
        if (policy === null) delete sent['content-security-policy']
        const { 'content-security-policy': found } = sent
        headersOfDemo = found ? { 'Content-Security-Policy': String(found) } : {}
        let body: Buffer | string = Buffer.concat(chunks)
        if (/\/runs\/[^/]+$/.test(path) && answered.statusCode === 200) {
          const run = JSON.parse(body.toString()) as object
          body = JSON.stringify({ ...run, streaming_url: streamingUrl })
        }
        response.writeHead(answered.statusCode ?? 500, sent).end(body)
      })
    })
    asked.pipe(passed)
  }
  const site = createServer(serve).listen(0)
  const origin = `http://localhost:${(site.address() as AddressInfo).port}`

  return {
    framed: () => wasFramed,
    async open(page: Page) {
      const { runId } = await watch(page)
      // Firefox gives a navigation up while the page before it is still on its way.
      await expect(() => page.goto(`${origin}/customer.html?audience=operator#${runId}`)).toPass()
      return page.locator('.fishbowl-run-live-view')
    },
    close() {
      for (const server of [stream, site]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
