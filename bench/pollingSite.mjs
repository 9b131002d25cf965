import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { createEmulator } from '@fishbowl/emulator'
import { createRunHandler } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import { build } from 'vite'

/**
 * A host's site: a page, and the handler in front of an emulator.
 *
 * @param {Buffer} script of the page
 */
export async function startSite(script) {
  const emulator = createEmulator({ apiKey: 'bench' })
  const large = JSON.stringify({ run_id: 'large', status: 'RUNNING', result: createLargeResult() })
  const handler = createRunHandler({
    apiKey: 'bench',
    authorize: () => true,
    fetch: emulator.fetch,
  })
  /** @type {string[]} */
  const requests = []
  let bytes = 0
  const handle = toNodeHandler(async (request) => {
    const path = new URL(request.url).pathname
    requests.push(request.method === 'POST' ? `${path} ${await request.clone().text()}` : path)
    const response = path.endsWith('/runs/large')
      ? answerWithTag(request, large)
      : await handler(request)
    bytes += (await response.clone().arrayBuffer()).byteLength
    return response
  })
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) return handle(request, response)
    const isScript = request.url === '/entry.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? script : '<!doctype html><body><script type=module src=/entry.js></script>',
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  return {
    emulator,
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** How many requests had this in their path. */
    count: (path = '/api/') => requests.filter((request) => request.includes(path)).length,
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
      },
    })
    const css = readFileSync(join(folder, 'dist', 'entry.css'), 'utf8')
    const addStyles = `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }))\n`
    return Buffer.concat([Buffer.from(addStyles), readFileSync(join(folder, 'dist', 'entry.js'))])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
