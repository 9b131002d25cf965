// One process of a server, for tests: `node feedProcess.mjs '{"redis":6379,"baseUrl":"…"}'`.
import { fileURLToPath } from 'node:url'

import { Redis } from 'ioredis'
import { runnerImport } from 'vite'

/** @type {{ redis: number, baseUrl: string, pollInterval: number, maxPollRate?: number }} */
const { redis: port, ...options } = JSON.parse(process.argv[2] ?? '{}')

const { module } = await runnerImport(fileURLToPath(new URL('feedModules.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
  resolve: { tsconfigPaths: true },
  environments: { inline: { resolve: { noExternal: [/^@fishbowl\//] } } },
})
const { createRedisStore, createRunHandler, listenOn } =
  /** @type {typeof import('./feedModules.ts')} */ (module)

const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => 100 })
const handler = createRunHandler({
  apiKey: 'sk-tinyfish-emulator',
  authorize: () => true,
  store: createRedisStore(redis),
  fetch: (request) => {
    // The header tells the test which process asks.
    request.headers.set('X-Process', String(process.pid))
    return fetch(request)
  },
  ...options,
})
process.stdout.write(`${await listenOn(handler)}\n`)
