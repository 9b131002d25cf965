import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { createEmulator } from '@fishbowl/emulator'
import { createRunHandler, createWebhookUrl } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import { build } from 'vite'

const webhooks = {
  endpoint: 'https://app.example.com/api/fishbowl',
  secret: 'a-secret-of-at-least-32-characters',
}

/**
 * A host's site: a page, and the handler in front of an emulator.
 *
 * @param {Buffer} script of the page
 * @param {Record<string, string>} [settings] of the page, unless it gets them in another way
 */
export async function startSite(script, settings) {
  const emulator = createEmulator({ apiKey: 'bench' })
  const large = JSON.stringify({ run_id: 'large', status: 'RUNNING', result: createLargeResult() })
  const handler = createRunHandler({
    apiKey: 'bench',
    authorize: () => true,
    fetch: emulator.fetch,
    webhooks,
  })
  const reports = new EventEmitter()
  /** @type {string[]} */
  const requests = []
  let bytes = 0
  const handle = toNodeHandler(async (request) => {
    const path = new URL(request.url).pathname
    requests.push(request.method === 'POST' ? `${path} ${await request.clone().text()}` : path)
    const response = path.endsWith('/runs/large')
      ? answerWithTag(request, large)
      : await handler(request)
    // An event stream has no end, and would not begin before it.
    if (!path.endsWith('/runs/events')) bytes += (await response.clone().arrayBuffer()).byteLength
    return response
  })
  const getSettings = () =>
    settings ? `<script>settings = ${JSON.stringify(settings)}</script>` : ''
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) return handle(request, response)
    // A page tells by beacons what happens to it.
    if (request.method === 'POST') reports.emit(request.url ?? '')
    const isScript = request.url === '/entry.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript
        ? script
        : `<!doctype html><body>${getSettings()}<script type=module src=/entry.js></script>`,
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  return {
    emulator,
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** How many requests had this in their path. */
    count: (path = '/api/') => requests.filter((request) => request.includes(path)).length,
    whenHidden: () => once(reports, '/hidden', { signal: AbortSignal.timeout(10_000) }),
    /** Cancels a run, tells the handler as TinyFish does, and waits for a page to know. */
    async end(/** @type {string} */ runId) {
      const known = once(reports, `/ended/${runId}`, { signal: AbortSignal.timeout(90_000) })
      emulator.runs.cancel(runId)
      const headers = { 'Content-Type': 'application/json' }
      const body = JSON.stringify({ run_id: runId })
      const url = await createWebhookUrl(webhooks)
      await handler(new Request(url, { method: 'POST', headers, body }))
      await known
    },
    /** How much was sent in bodies. */
    getBytes: () => bytes,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * @param {Request} request
 * @param {string} text
 */
function answerWithTag(request, text) {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ETag: '"1"' }
  const isKnown = request.headers.get('If-None-Match') === headers.ETag
  return new Response(isKnown ? null : text, { status: isKnown ? 304 : 200, headers })
}

function createLargeResult() {
  return Array.from({ length: 100_000 }, (_, index) => ({
    id: index,
    name: `Product number ${index}`,
    price: index / 100,
    inStock: index % 3 === 0,
    note: 'in the warehouse',
  }))
}

/** Bundles `pollingPage.tsx` as a host would. */
export async function buildPage() {
  const folder = mkdtempSync(join('node_modules', '.bench-'))
  try {
    const entry = join(folder, 'entry.tsx')
    writeFileSync(entry, readFileSync(join('bench', 'pollingPage.tsx')))
    await build({
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: join(folder, 'dist'),
        lib: { entry, formats: ['es'], fileName: 'entry', cssFileName: 'entry' },
        // What loads later too, as the site serves one file.
        rolldownOptions: { output: { codeSplitting: false } },
      },
    })
    const css = readFileSync(join(folder, 'dist', 'entry.css'), 'utf8')
    const addStyles = `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }))\n`
    return Buffer.concat([Buffer.from(addStyles), readFileSync(join(folder, 'dist', 'entry.js'))])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
