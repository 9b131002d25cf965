import { Redis } from 'ioredis'
import { Redis as Redis5 } from 'ioredis-5'
import { afterEach, describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { hasRedis, startRedis } from '../../test/startRedis.js'
import { createRedisStore } from '../redis.js'
import { createMemoryStore } from './memoryStore.js'
import type { RunStore } from './runStore.js'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Gives two views of one store, as two processes have them. */
type StartStore = () => Promise<[RunStore, RunStore]>

const TTL = 60_000

describe('the store in memory', () => {
  testContract(async () => {
    const store = createMemoryStore()
    return [store, store]
  })
})

/** Every version of ioredis that the store may be given: the newest and the lowest. */
const clients = [
  ['ioredis 6', Redis],
  ['ioredis 5.4', Redis5 as unknown as typeof Redis],
] as const

describe.runIf(hasRedis).each(clients)('the store in Redis, by %s', (_name, Client) => {
  testContract(async () => {
    const redis = await startRedis()
    const first = createRedisStore(redis.connect(Client))
    const second = createRedisStore(redis.connect(Client))
    closers.push(
      () => first.close(),
      () => second.close(),
    )
    return [first, second]
  })

  it('rejects soon while Redis is away, and works again by itself', async () => {
    const redis = await startRedis()
    const store = createRedisStore(redis.connect(Client), { timeout: 300 })
    closers.push(() => store.close())
    const heard: string[] = []
    await store.subscribe('runs', (message) => heard.push(message))

    await redis.kill()
    const before = Date.now()
    await expect(store.lease('leader', 'a', TTL)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(store.subscribe('b', () => undefined)).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(Date.now() - before).toBeLessThan(5_000)

    await redis.restart()
    const patience = { timeout: 10_000 }
    // Nobody holds the lease: asking for it in vain while Redis was away must not have taken it later.
    const lease = () => store.lease('leader', 'b', TTL).catch(() => false)
    await expect.poll(lease, patience).toBe(true)
    const publish = () => store.publish('runs', 'back').then(() => heard[0])
    await expect.poll(publish, patience).toBe('back')
  })

  it('lets nobody wait for a Redis that hangs but the first, and comes back to it', async () => {
    const redis = await startRedis()
    const store = createRedisStore(redis.connect(Client), { timeout: 1_000 })
    closers.push(() => store.close())
    await store.set('key', 'value', TTL)
    await redis.freeze()
    const getTime = async () => {
      const startedAt = performance.now()
      await expect(store.get('key')).rejects.toMatchObject({ code: 'unavailable' })
      return performance.now() - startedAt
    }
    expect(await getTime()).toBeGreaterThan(900)
    expect(await getTime()).toBeLessThan(500)
    // The store does not ask Redis again for three seconds.
    await letPass(3_100)
    // Only one of many commands waits, to find out whether Redis answers again.
    const times = await Promise.all(Array.from({ length: 20 }, getTime))
    expect(times.filter((time) => time > 900)).toHaveLength(1)
    await redis.thaw()
    const get = () => store.get('key').catch(() => null)
    await expect.poll(get, { timeout: 10_000 }).toBe('value')
    expect(await Promise.all([get(), get()])).toEqual(['value', 'value'])
  }, 20_000)

  it('keeps apart what has another prefix', async () => {
    const redis = await startRedis()
    const first = createRedisStore(redis.connect(Client), { prefix: 'a:' })
    const second = createRedisStore(redis.connect(Client), { prefix: 'b:' })
    await first.set('run', 'secret', TTL)
    expect(await second.get('run')).toBeNull()
    expect(await redis.connect().keys('*')).toEqual(['a:run'])
  })
})

function testContract(start: StartStore): void {
  it('keeps a text until it expires', async () => {
    const [ours, theirs] = await start()
    expect(await ours.get('run:a')).toBeNull()
    await ours.set('run:a', 'one', TTL)
    await ours.set('run:a', 'zwölf 🐟', TTL)
    expect(await theirs.get('run:a')).toBe('zwölf 🐟')

    await ours.set('run:b', 'soon gone', 30)
    expect(await theirs.get('run:b')).toBe('soon gone')
    await expect.poll(() => theirs.get('run:b')).toBeNull()
  })

  it('counts what several do at once, from 1 again after the time to live', async () => {
    const [ours, theirs] = await start()
    const counts = await Promise.all(
      [ours, theirs, ours, theirs].map((store) => store.increment('rate', TTL)),
    )
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])

    // Long enough for a busy machine to come back in time.
    expect(await ours.increment('short', 1_200)).toBe(1)
    await letPass(700)
    // The second count does not make the entry live longer.
    expect(await ours.increment('short', 1_200)).toBe(2)
    await letPass(700)
    expect(await ours.increment('short', 1_200)).toBe(1)
  })

  it('gives a lease to one of many who want it', async () => {
    const [ours, theirs] = await start()
    const holders = Array.from({ length: 20 }, (_, index) => `process ${index}`)
    const answers = await Promise.all(
      holders.map((holder, index) => (index % 2 ? ours : theirs).lease('leader', holder, TTL)),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    const winner = holders[answers.indexOf(true)] ?? ''
    expect(await theirs.lease('leader', winner, TTL)).toBe(true)
    expect(await theirs.lease('leader', 'late', TTL)).toBe(false)
  })

  it('lets a lease be renewed, run out, and be given up by its holder only', async () => {
    const [ours, theirs] = await start()
    expect(await ours.lease('leader', 'a', 1_200)).toBe(true)
    await letPass(700)
    expect(await ours.lease('leader', 'a', 1_200)).toBe(true)
    await letPass(700)
    expect(await theirs.lease('leader', 'b', TTL)).toBe(false)
    await letPass(700)
    expect(await theirs.lease('leader', 'b', TTL)).toBe(true)

    await ours.release('leader', 'a')
    expect(await ours.lease('leader', 'a', TTL)).toBe(false)
    await theirs.release('leader', 'b')
    expect(await ours.lease('leader', 'a', TTL)).toBe(true)
  })

  it('brings messages to all who listen, in order, and to nobody who has left', async () => {
    const [ours, theirs] = await start()
    const heard: string[] = []
    const leave = await ours.subscribe('runs', (message) => heard.push(`ours ${message}`))
    await theirs.subscribe('runs', (message) => heard.push(`theirs ${message}`))
    await theirs.subscribe('other', (message) => heard.push(`other ${message}`))
    await theirs.publish('runs', '1')
    await theirs.publish('runs', '2')
    await expect.poll(() => heard.length).toBe(4)
    expect(heard.filter((text) => text.startsWith('ours'))).toEqual(['ours 1', 'ours 2'])
    expect(heard.filter((text) => text.startsWith('theirs'))).toEqual(['theirs 1', 'theirs 2'])

    leave()
    await theirs.publish('runs', '3')
    await expect.poll(() => heard.length).toBe(5)
    expect(heard.at(-1)).toBe('theirs 3')
  })
}
