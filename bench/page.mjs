import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { build } from 'vite'

/**
 * Serves a page that runs a script, bundled as a host would.
 *
 * @param {string} code
 */
export async function serve(code) {
  const folder = mkdtempSync(join('node_modules', '.bench-'))
  writeFileSync(join(folder, 'entry.js'), code)
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(folder, 'dist'),
      lib: { entry: join(folder, 'entry.js'), formats: ['es'], fileName: 'entry' },
    },
  })
  const script = readFileSync(join(folder, 'dist', 'entry.js'))
  rmSync(folder, { recursive: true })
  const server = createServer(({ url }, response) => {
    const isScript = url === '/entry.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? script : '<!doctype html><body><script type=module src=/entry.js></script>',
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

/** @param {number[]} numbers */
export function getMedian(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
