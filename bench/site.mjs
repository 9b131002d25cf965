import { importSource } from './importSource.mjs'
import { servePage } from './servePage.mjs'

/**
 * A host's site: a page, and the handler in front of an emulator, which shows its live browsers itself.
 *
 * @param {import('./bundlePage.mjs').Files} files
 * @param {object} [options]
 * @param {Record<string, string>} [options.headers] of the page
 * @param {(request: Request) => Response | undefined} [options.answer] for what the emulator does not play
 */
export async function startSite(files, { headers = {}, answer } = {}) {
  const [{ createRunHandler }, { toNodeHandler }, { serve }] = await Promise.all([
    importSource('packages/server/src/index.ts'),
    importSource('packages/server/src/node.ts'),
    importSource('packages/emulator/src/serve.ts'),
  ])
  /** @type {import('@fishbowl/emulator/serve').EmulatorServer} */
  const { emulator, ...upstream } = await serve({ port: 0, apiKey: 'bench' })
  const handler = createRunHandler({
    apiKey: 'bench',
    authorize: () => true,
    fetch: emulator.fetch,
  })
  /** @type {string[]} */
  const requests = []
  let bytes = 0
  const handle = toNodeHandler(async (/** @type {Request} */ request) => {
    const path = new URL(request.url).pathname
    requests.push(request.method === 'POST' ? `${path} ${await request.clone().text()}` : path)
    const response = answer?.(request) ?? (await handler(request))
    bytes += (await response.clone().arrayBuffer()).byteLength
    return response
  })
  const page = await servePage(files, { headers, handle })
  return {
    emulator,
    url: page.url,
    /** How many requests had this in their path. */
    count: (path = '/api/') => requests.filter((request) => request.includes(path)).length,
    /** How much was sent in bodies. */
    getBytes: () => bytes,
    async close() {
      page.close()
      await upstream.close()
    },
  }
}
