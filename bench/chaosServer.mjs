// One process of a server, which shares a Redis with others: `node chaosServer.mjs '{"redis":6379,…}'`. Tells its
// parent its origin, and ends in peace when it is told to.
import { createServer } from 'node:http'

import { createRunHandler } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import { createRedisStore } from '@fishbowl/server/redis'
import { Redis } from 'ioredis'

const { redis: port, secret, ...options } = JSON.parse(process.argv[2] ?? '{}')
const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => 100 })
const many = 1e9
const limits = {
  maxRequests: many,
  maxStreams: many,
  maxSubjectRequests: many,
  maxSubjectStreams: many,
}
const handler = createRunHandler({
  apiKey: 'sk-tinyfish-emulator',
  tokens: { secret, ...limits },
  store: createRedisStore(redis),
  fetch: (request) => {
    // The parent is to know which process asks.
    request.headers.set('X-Process', String(process.pid))
    return fetch(request)
  },
  ...options,
})
const server = createServer(toNodeHandler(handler))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('SIGTERM', () => {
  // Viewers come back, to another process.
  server.close()
  server.closeAllConnections()
  process.exit()
})
process.on('disconnect', () => process.exit())
