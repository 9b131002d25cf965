import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { FishbowlClient } from '@fishbowl/core'
import { createClient } from '@fishbowl/core'
import { describe, expect, it, onTestFinished } from 'vitest'

const input = { url: 'https://shop.example/', goal: 'List the products' }

/** A server that sends every request below `/api` on with a status, and the requests that followed. */
async function startRedirects(status: number) {
  const followed: string[] = []
  const server = createServer((request, response) => {
    request.resume()
    if (request.url?.startsWith('/elsewhere')) followed.push(request.url)
    const location = `/elsewhere${request.url}/`
    response.writeHead(status, { Location: location }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}/api/fishbowl`, followed }
}

describe.each([301, 302, 303, 307, 308])('an endpoint that redirects with %d', (status) => {
  it.each([
    ['read', (client: FishbowlClient) => client.getRun('run_1')],
    ['start', (client: FishbowlClient) => client.startRun(input)],
  ])('is said to, and no token follows a %s', async (_what, ask) => {
    const { endpoint, followed } = await startRedirects(status)
    const client = createClient({ endpoint, getToken: async () => 'secret-token' })
    const error: unknown = await ask(client).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'invalid_response',
      status,
      message: expect.stringMatching(/redirects to another address.*slash at the end/),
    })
    expect(String(error)).not.toMatch(/secret-token|elsewhere/)
    expect(followed).toEqual([])
  })
})

it('is known in browsers, too, which show nothing of a redirect', async () => {
  const hidden = {
    type: 'opaqueredirect',
    status: 0,
    ok: false,
    headers: new Headers(),
    body: null,
  }
  const fetch = async () => hidden as unknown as Response
  const client = createClient({ endpoint: 'https://app.example/api', fetch })
  await expect(client.getRun('run_1')).rejects.toMatchObject({
    code: 'invalid_response',
    message: expect.stringContaining('redirects to another address'),
  })
})
