import { FishbowlError } from '@fishbowl/core'

import { refuseBrowsers } from './serverOnly.js'
import type { RunStore } from './store/runStore.js'

refuseBrowsers()

/** Your connection. The store copies it and does not use it otherwise. */
export interface RedisConnection {
  duplicate(options: {
    autoResendUnfulfilledCommands: boolean
    maxRetriesPerRequest: number
  }): OwnConnection
}

/** What the store uses of a connection of ioredis, version 5 or 6. */
interface OwnConnection {
  readonly status: string
  get(key: string): Promise<string | null>
  set(key: string, value: string, px: 'PX', ttl: number): Promise<unknown>
  eval(script: string, keys: number, ...keysAndArguments: (string | number)[]): Promise<unknown>
  publish(channel: string, message: string): Promise<unknown>
  subscribe(channel: string): Promise<unknown>
  unsubscribe(channel: string): Promise<unknown>
  on(event: 'message', listener: (channel: string, message: string) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  disconnect(): void
}

/** How the store uses the Redis that it is given. */
export interface RedisStoreOptions {
  /**
   * Put before each key and channel. With a prefix of your own the store is private: it belongs to one
   * account, also when its API key changes, and each account needs another one. Without one, accounts
   * that share a Redis are told apart by a hash of their API key and base URL.
   *
   * @default 'fishbowl:' and the hash
   */
  prefix?: string | undefined
  /**
   * Milliseconds after which Redis counts as unreachable. The store then does not ask it for three
   * seconds, so that nobody waits.
   *
   * @default 1_000
   */
  timeout?: number | undefined
}

/** A store in Redis. */
export interface RedisStore extends RunStore {
  /** Hangs up the connections that the store made for itself. Yours stays open. */
  close(): void
}

/** Milliseconds for which Redis is not asked again after it did not answer in time. */
const REST = 3_000

/** These are scripts, because no command of another process may come between their steps. */
const LEASE_SCRIPT = `local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`
const RELEASE_SCRIPT = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`
const INCREMENT_SCRIPT = `local count = redis.call('incr', KEYS[1])
if count == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return count`

/**
 * Makes a store that any number of processes share. It holds runs with their results and streaming URLs,
 * so give Redis a password and a network of its own.
 *
 * It makes two connections of its own with `redis.duplicate()`: one to ask, one to listen.
 *
 * @example
 * import { Redis } from 'ioredis'
 * const store = createRedisStore(new Redis(process.env.REDIS_URL))
 * const handler = createRunHandler({ apiKey, authorize, store })
 */
export function createRedisStore(
  redis: RedisConnection,
  options: RedisStoreOptions = {},
): RedisStore {
  const { prefix = 'fishbowl:', timeout = 1_000 } = options
  const channels = new Map<string, Set<(message: string) => void>>()
  const commands = connect(redis)
  const subscriber = connect(redis)
  subscriber.on('message', (channel, message) => {
    for (const listener of channels.get(channel) ?? []) listener(message)
  })

  /** Epoch milliseconds until which Redis is left alone. 0 while it answers. */
  let restsUntil = 0

  async function send<T>(connection: OwnConnection, command: () => Promise<T>): Promise<T> {
    if (['reconnecting', 'close', 'end'].includes(connection.status)) throw createError()
    // Without this, every request would wait as long as `timeout` for a Redis that hangs.
    if (Date.now() < restsUntil) throw createError()
    // After a rest, one command finds out whether Redis answers, and the others do not wait for it.
    if (restsUntil > 0) restsUntil = Date.now() + timeout
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        restsUntil = Date.now() + REST
        reject(createError())
      }, timeout)
    })
    try {
      const reply = await Promise.race([command(), late])
      restsUntil = 0
      return reply
    } catch (cause) {
      throw FishbowlError.isInstance(cause) ? cause : createError(cause)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    isPrivate: options.prefix !== undefined,

    get: (key) => send(commands, () => commands.get(prefix + key)),

    async set(key, value, ttl) {
      await send(commands, () => commands.set(prefix + key, value, 'PX', ttl))
    },

    increment: async (key, ttl) =>
      Number(await send(commands, () => commands.eval(INCREMENT_SCRIPT, 1, prefix + key, ttl))),

    lease: async (key, holder, ttl) =>
      (await send(commands, () => commands.eval(LEASE_SCRIPT, 1, prefix + key, holder, ttl))) === 1,

    async release(key, holder) {
      await send(commands, () => commands.eval(RELEASE_SCRIPT, 1, prefix + key, holder))
    },

    async publish(channel, message) {
      await send(commands, () => commands.publish(prefix + channel, message))
    },

    async subscribe(channel, listener) {
      const name = prefix + channel
      const listeners = channels.get(name) ?? new Set()
      const own = (message: string) => listener(message)
      const leave = () => {
        listeners.delete(own)
        if (listeners.size > 0 || channels.get(name) !== listeners) return
        channels.delete(name)
        send(subscriber, () => subscriber.unsubscribe(name)).catch(() => undefined)
      }
      channels.set(name, listeners.add(own))
      try {
        await send(subscriber, () => subscriber.subscribe(name))
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },

    close() {
      channels.clear()
      commands.disconnect()
      subscriber.disconnect()
    },
  }
}

function connect(redis: RedisConnection): OwnConnection {
  // By default ioredis keeps a command until it is connected again, and runs it when it is outdated.
  const connection = redis.duplicate({
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  })
  // An error without a listener would end the process. ioredis connects again, and until then calls reject.
  connection.on('error', () => undefined)
  return connection
}

function createError(cause?: unknown): FishbowlError {
  return new FishbowlError({
    code: 'unavailable',
    message: 'Redis could not be reached. Check that it runs, and what createRedisStore was given.',
    cause,
  })
}
