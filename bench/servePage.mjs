import { createServer } from 'node:http'

/**
 * Serves a page from a port of this machine.
 *
 * @param {import('./bundlePage.mjs').Files} files
 * @param {object} [options]
 * @param {Record<string, string>} [options.headers] of each file
 * @param {import('node:http').RequestListener} [options.handle] answers what is below `/api/` and `/realtime/`
 * @param {(path: string) => void} [options.onBeacon] what the page tells
 */
export async function servePage(files, { headers = {}, handle, onBeacon } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (handle && /^\/(api|realtime)\//.test(pathname)) return handle(request, response)
    if (request.method === 'POST') onBeacon?.(pathname)
    const file = files.get(pathname)
    response.writeHead(file ? 200 : 404, { ...headers, ...(file && { 'Content-Type': file.type }) })
    response.end(file?.body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
