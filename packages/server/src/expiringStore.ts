/** Keeps short texts for a time. */
export interface ExpiringStore {
  /** Gives what was last set and has not expired. */
  get: (key: string) => Promise<string | null>
  /** @param ttl Milliseconds. */
  set: (key: string, value: string, ttl: number) => Promise<void>
}

/** Expired entries are looked for again after this many writes. */
const WRITES_PER_SWEEP = 1_000

/** Makes a store in the memory of this process. */
export function createExpiringStore(): ExpiringStore {
  const entries = new Map<string, { value: string; expiresAt: number }>()
  let writes = 0

  return {
    async get(key) {
      const entry = entries.get(key)
      return entry && entry.expiresAt > Date.now() ? entry.value : null
    },
    async set(key, value, ttl) {
      const now = Date.now()
      entries.set(key, { value, expiresAt: now + ttl })
      writes += 1
      if (writes % WRITES_PER_SWEEP !== 0) return
      for (const [name, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(name)
    },
  }
}
