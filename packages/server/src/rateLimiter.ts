import type { RunStore } from './runStore.js'

/** Counts requests, for all processes that share the store. */
export interface RateLimiter {
  /**
   * Takes one of the requests that a key has in each minute of the clock. Gives 0, or the milliseconds
   * after which there are new ones. Rejects when the store cannot be reached.
   */
  take: (key: string, perMinute: number) => Promise<number>
}

const MINUTE = 60_000

export function createRateLimiter(store: Pick<RunStore, 'increment'>): RateLimiter {
  return {
    async take(key, perMinute) {
      const now = Date.now()
      const count = await store.increment(`${key}:${Math.floor(now / MINUTE)}`, MINUTE)
      return count <= perMinute ? 0 : MINUTE - (now % MINUTE)
    },
  }
}
