import type { RunStore } from './runStore.js'

/** Writes after which entries that have expired are thrown away, so that they do not pile up. */
const WRITES_PER_SWEEP = 1_000

/**
 * Makes a store for one process.
 *
 * @example
 * createRunHandler({ apiKey, authorize, store: createMemoryStore() })
 */
export function createMemoryStore(): RunStore {
  const entries = new Map<string, { value: string; expiresAt: number }>()
  const channels = new Map<string, Set<(message: string) => void>>()
  let writes = 0

  function find(key: string) {
    const entry = entries.get(key)
    return entry && entry.expiresAt > Date.now() ? entry : undefined
  }

  function write(key: string, value: string, expiresAt: number) {
    entries.set(key, { value, expiresAt })
    writes += 1
    if (writes % WRITES_PER_SWEEP !== 0) return
    for (const name of entries.keys()) if (!find(name)) entries.delete(name)
  }

  return {
    async get(key) {
      return find(key)?.value ?? null
    },
    async set(key, value, ttl) {
      write(key, value, Date.now() + ttl)
    },
    async increment(key, ttl) {
      const known = find(key)
      const count = Number(known?.value ?? 0) + 1
      write(key, String(count), known?.expiresAt ?? Date.now() + ttl)
      return count
    },
    async lease(key, holder, ttl) {
      const known = find(key)
      if (known && known.value !== holder) return false
      write(key, holder, Date.now() + ttl)
      return true
    },
    async release(key, holder) {
      if (find(key)?.value === holder) entries.delete(key)
    },
    async publish(channel, message) {
      for (const listener of channels.get(channel) ?? []) listener(message)
    },
    async subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set()
      // The wrapper lets the same function listen twice, and stop once.
      const own = (message: string) => listener(message)
      channels.set(channel, listeners.add(own))
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel)
      }
    },
  }
}
