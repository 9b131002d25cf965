import { createHash } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'

import { listen } from '../../test/startHandler.js'
import type { RunningRedis } from '../../test/startRedis.js'
import { hasRedis, startRedis } from '../../test/startRedis.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { watchEvents } from '../../test/watchEvents.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import { toNodeHandler } from '../node.js'
import type { RedisStoreOptions } from '../redis.js'
import { createRedisStore } from '../redis.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { createRevocations } from '../tokens/revocations.js'
import { nameAccount } from './accountStore.js'

const KEYS = { x: 'sk-tinyfish-account-x', y: 'sk-tinyfish-account-y' }

function openStore(redis: RunningRedis, options?: RedisStoreOptions) {
  const store = createRedisStore(redis.connect(), options)
  onTestFinished(() => store.close())
  return store
}

/** An account whose runs all have one goal, and a process that serves its viewers. */
async function startAccount(
  redis: RunningRedis,
  apiKey: string,
  goal: string,
  {
    store = openStore(redis),
    ...tokens
  }: Partial<ViewerTokenOptions> & { store?: ReturnType<typeof openStore> } = {},
) {
  let reads = 0
  const upstream = await listen(
    toNodeHandler(async (request) => {
      const isBatch = request.url.endsWith('/batch')
      if (isBatch) reads += 1
      const run = { run_id: 'run_1', status: 'RUNNING', result: goal }
      return Response.json(isBatch ? { data: [run] } : run)
    }),
  )
  const revocations = createRevocations(store)
  const handler = createRunHandler({
    apiKey,
    baseUrl: `${upstream}/v1`,
    store,
    pollInterval: 100,
    maxPollRate: 50,
    tokens: { secret: SECRET, revocations, ...tokens },
  })
  const endpoint = `${await listen(toNodeHandler(handler))}/api/fishbowl`
  return {
    revocations,
    getReads: () => reads,
    watch: async () => watchEvents(`${endpoint}/runs/events?ids=run_1`, await bearer()),
    getStatus: async (headers: Record<string, string>) =>
      (await fetch(`${endpoint}/runs/run_1`, { headers })).status,
  }
}

describe.runIf(hasRedis)('two accounts on one Redis', () => {
  it('are not shown the run of the other account that has the same id', async () => {
    const redis = await startRedis()
    const x = await startAccount(redis, KEYS.x, 'secret of x')
    const first = await x.watch()
    await expect.poll(() => first.events.length).toBeGreaterThan(0)
    await expect.poll(async () => (await redis.connect().keys('*run:run_1')).length).toBe(1)

    const y = await startAccount(redis, KEYS.y, 'own run of y')
    const second = await y.watch()
    await expect.poll(() => second.events.length).toBeGreaterThan(0)
    // Each reads for its own viewers: the lease of one does not keep the other from reading.
    const before = [x.getReads(), y.getReads()]
    await expect.poll(x.getReads).toBeGreaterThan(before[0]! + 2)
    await expect.poll(y.getReads).toBeGreaterThan(before[1]! + 2)
    expect(JSON.stringify(second.events)).not.toContain('secret of x')
    expect(JSON.stringify(first.events)).not.toContain('own run of y')
    expect(await redis.connect().keys('*leader')).toHaveLength(2)
  })

  it('take no requests off the limits of the other', async () => {
    const redis = await startRedis()
    const x = await startAccount(redis, KEYS.x, 'x', { maxSubjectRequests: 3 })
    const y = await startAccount(redis, KEYS.y, 'y', { maxSubjectRequests: 3 })
    const headers = await bearer()
    const statuses = []
    for (let index = 0; index < 8; index += 1) statuses.push(await x.getStatus(headers))
    expect(statuses).toContain(429)
    expect(await y.getStatus(headers)).toBe(200)
  })

  it('do not revoke the tokens of the other', async () => {
    const redis = await startRedis()
    const x = await startAccount(redis, KEYS.x, 'x')
    const y = await startAccount(redis, KEYS.y, 'y')
    const headers = await bearer({ id: 'token_1' })
    await x.revocations.revokeToken('token_1')
    expect(await x.getStatus(headers)).toBe(401)
    expect(await y.getStatus(headers)).toBe(200)
    await y.revocations.revokeSubject('ann')
    expect(await y.getStatus(headers)).toBe(401)
    expect(await x.getStatus(await bearer())).toBe(200)
  })

  it('find what was revoked in a process that has no handler and no key', async () => {
    const redis = await startRedis()
    const x = await startAccount(redis, KEYS.x, 'x')
    const headers = await bearer({ id: 'token_1' })
    expect(await x.getStatus(headers)).toBe(200)
    await createRevocations(openStore(redis)).revokeToken('token_1')
    expect(await x.getStatus(headers)).toBe(401)
  })

  it('are told apart by prefixes of their own, also where tokens are revoked elsewhere', async () => {
    const redis = await startRedis()
    const open = (prefix: string) => openStore(redis, { prefix })
    const x = await startAccount(redis, KEYS.x, 'x', { store: open('x:') })
    const y = await startAccount(redis, KEYS.y, 'y', { store: open('y:') })
    const headers = await bearer({ id: 'token_1' })
    await createRevocations(open('x:')).revokeToken('token_1')
    expect(await x.getStatus(headers)).toBe(401)
    expect(await y.getStatus(headers)).toBe(200)
    const keys = await redis.connect().keys('*')
    expect(keys.every((key) => /^[xy]:(revoked|requests)/.test(key))).toBe(true)
    // A new key of the same account goes on where the old one was.
    const renewed = await startAccount(redis, 'sk-tinyfish-renewed', 'x', { store: open('x:') })
    expect(await renewed.getStatus(headers)).toBe(401)
  })

  it('leave nothing in Redis from which a key could be told', async () => {
    const redis = await startRedis()
    const x = await startAccount(redis, KEYS.x, 'x')
    const viewer = await x.watch()
    await expect.poll(() => viewer.events.length).toBeGreaterThan(0)
    await x.revocations.revokeSubject('bob')
    const connection = redis.connect()
    await expect.poll(async () => (await connection.keys('*')).length).toBeGreaterThan(3)
    const keys = await connection.keys('*')
    const values = await Promise.all(keys.map((key) => connection.get(key)))
    const all = JSON.stringify([keys, values])
    const plain = (['hex', 'base64', 'base64url'] as const).map((encoding) =>
      createHash('sha256').update(KEYS.x).digest(encoding).slice(0, 12),
    )
    for (const secret of [KEYS.x, 'account-x', ...plain]) expect(all).not.toContain(secret)
  })
})

it('names an account by its key and its base URL, the same in each process', async () => {
  const url = 'https://agent.tinyfish.ai/v1'
  const name = await nameAccount(KEYS.x, url)
  expect(name).toMatch(/^[\w-]{16}$/)
  expect(await nameAccount(KEYS.x, url)).toBe(name)
  expect(await nameAccount(KEYS.y, url)).not.toBe(name)
  expect(await nameAccount(KEYS.x, `${url}/eu`)).not.toBe(name)
})
