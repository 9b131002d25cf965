import { afterEach, describe, expect, it, vi } from 'vitest'

import { API_KEY } from '../../test/startHandler.js'
import { hasRedis, startRedis } from '../../test/startRedis.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import { createRedisStore } from '../redis.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { createRevocations } from '../tokens/revocations.js'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A handler as it is in one of several processes. */
function createProcess(store: RunStore, tokens: Partial<ViewerTokenOptions> = {}) {
  const options: RunHandlerOptions = {
    apiKey: API_KEY,
    tokens: { secret: SECRET, revocations: createRevocations(store), ...tokens },
    store,
    fetch: async () => Response.json({ run_id: 'run_1', status: 'RUNNING', error: null }),
  }
  const handler = createRunHandler(options)
  const send = async (path: string, headers: Record<string, string>, body?: string) => {
    const request = new Request(`https://app.example.com/api/fishbowl${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
    })
    return (await handler(request)).status
  }
  return send
}

describe('two processes with one store in memory', () => {
  testSharing(async () => {
    const store = createMemoryStore()
    return [store, store]
  })
})

describe.runIf(hasRedis)('two processes with one Redis', () => {
  testSharing(async () => {
    const redis = await startRedis()
    const stores = [createRedisStore(redis.connect()), createRedisStore(redis.connect())] as const
    closers.push(...stores.map((store) => () => store.close()))
    return stores
  })
})

function testSharing(start: () => Promise<readonly [RunStore, RunStore]>): void {
  it('count the requests of a token together', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    closers.push(() => void vi.useRealTimers())
    const [one, other] = (await start()).map((store) => createProcess(store, { maxRequests: 3 }))
    const headers = await bearer()
    const statuses: number[] = []
    for (const send of [one!, other!, one!, other!, one!]) {
      statuses.push(await send('/runs/run_1', headers))
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })

  it('refuse a token that was revoked at one of them', async () => {
    const stores = await start()
    const [one, other] = stores.map((store) => createProcess(store))
    const headers = await bearer()
    expect(await one!('/runs/run_1', headers)).toBe(200)
    await createRevocations(stores[0]).revokeSubject('ann')
    expect([await one!('/runs/run_1', headers), await other!('/runs/run_1', headers)]).toEqual([
      401, 401,
    ])
  })

  it('let whoever started a run at one of them follow it at the other', async () => {
    const [one, other] = (await start()).map((store) => createProcess(store))
    const grant = { runs: [], scope: ['run:start', 'run:read'] as const }
    const headers = await bearer(grant)
    expect(await other!('/runs/run_1', headers)).toBe(404)
    const body = '{"url":"https://shop.example/","goal":"List"}'
    expect(await one!('/automation/run-async', headers, body)).toBe(200)
    expect(await other!('/runs/run_1', headers)).toBe(200)
    expect(await other!('/runs/run_1', await bearer({ ...grant, subject: 'bob' }))).toBe(404)
  })
}
