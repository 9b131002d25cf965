import { createServer } from 'node:http'

import { serve } from '@fishbowl/emulator/serve'

/** @param {string} file */
const loadBuilt = (file) => import(new URL(`../packages/server/dist/${file}`, import.meta.url).href)

// Playwright would take the sources, in which the code of the page is not.
const { createMemoryStore, createRevocations, createRunHandler, createShareLink, revokeShareLink } =
  /** @type {typeof import('@fishbowl/server')} */ (await loadBuilt('index.js'))
const { toNodeHandler } = /** @type {typeof import('@fishbowl/server/node')} */ (
  await loadBuilt('node.js')
)

/**
 * A host without React and without pages of its own: a handler for tokens alone, and its share links.
 *
 * @param {import('@fishbowl/server').ShareOptions} [share]
 */
export async function startShareSite(share = {}) {
  const { emulator, ...upstream } = await serve({ port: 0, apiKey: 'e2e' })
  const tokens = {
    secret: crypto.getRandomValues(new Uint8Array(32)),
    revocations: createRevocations(createMemoryStore()),
  }
  const handler = createRunHandler({ apiKey: 'e2e', fetch: emulator.fetch, tokens, share })
  /** @type {string[]} */
  const requests = []
  const handle = toNodeHandler(handler)
  const site = await listen((request, response) => {
    requests.push(`${request.url} ${JSON.stringify(request.headers)}`)
    handle(request, response)
  })
  const endpoint = `${site.url}api/fishbowl`
  return {
    emulator,
    url: site.url,
    /** The address and the headers of each request. */
    requests,
    /** @param {'slow' | 'success'} [scenario] */
    start: (scenario = 'success') =>
      emulator.runs.start({ scenario, age: scenario === 'slow' ? 20_000 : 60_000 }).runId,
    /** @param {Omit<import('@fishbowl/server').ShareGrant, 'endpoint'>} grant */
    link: (grant) => createShareLink({ ...grant, endpoint }, tokens),
    /** @param {string} linkOrId */
    revoke: (linkOrId) => revokeShareLink(linkOrId, tokens),
    async close() {
      site.close()
      await upstream.close()
    },
  }
}

/**
 * Another site, with a page that shows an address in a frame.
 *
 * @param {string} host a name of this machine
 */
export async function startEmbedder(host) {
  let html = ''
  const site = await listen((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(html)
  })
  const url = site.url.replace('127.0.0.1', host)
  return {
    url,
    origin: new URL(url).origin,
    /** @param {string} address */
    show: (address) => {
      html = `<!doctype html><title>Other site</title><iframe src="${address}" width="900" height="700"></iframe>`
    },
    close: () => site.close(),
  }
}

/** @param {import('node:http').RequestListener} listener */
async function listen(listener) {
  const server = createServer(listener)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
