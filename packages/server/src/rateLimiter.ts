/** Counts requests. Another implementation may share the counts among processes. */
export interface RateLimiter {
  /**
   * Takes one of the requests that a key has a minute. Gives 0, or the milliseconds after which there
   * is another one.
   */
  take: (key: string, perMinute: number) => number | Promise<number>
}

interface Bucket {
  left: number
  /** Epoch milliseconds at which that many were left. */
  at: number
  perMinute: number
}

const MINUTE = 60_000
/** Full buckets are looked for again after this many requests. */
const REQUESTS_PER_SWEEP = 1_000

/** Makes a limiter in the memory of this process: a minute's requests may come at once, then evenly. */
export function createRateLimiter(): RateLimiter {
  const buckets = new Map<string, Bucket>()
  let requests = 0

  function sweep(now: number) {
    requests += 1
    if (requests % REQUESTS_PER_SWEEP !== 0) return
    for (const [key, bucket] of buckets) {
      if (getLeft(bucket, now) >= bucket.perMinute) buckets.delete(key)
    }
  }

  return {
    take(key, perMinute) {
      const now = Date.now()
      sweep(now)
      const known = buckets.get(key)
      const left = known ? getLeft(known, now) : perMinute
      const isFree = left >= 1
      buckets.set(key, { left: isFree ? left - 1 : left, at: now, perMinute })
      return isFree ? 0 : Math.ceil(((1 - left) * MINUTE) / perMinute)
    },
  }
}

function getLeft({ left, at, perMinute }: Bucket, now: number): number {
  // A clock that was set back must not take anything away.
  const passed = Math.max(0, now - at)
  return Math.min(perMinute, left + (passed * perMinute) / MINUTE)
}
