// All that a child process needs of the sources, because it can import only one module.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { toNodeHandler } from '../src/node.js'

export { createRunHandler } from '../src/handler/createRunHandler.js'
export { createRedisStore } from '../src/redis.js'

/** Puts a handler on a free port and gives its origin. */
export async function listenOn(handler: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
