import type { RunStore } from './runStore.js'

/** Milliseconds from one time to the next at which entries that have expired are thrown away. */
const SWEEP_INTERVAL = 60_000
/**
 * Characters that all long values may have together. Beyond, the oldest of them are thrown away: what is long
 * is the last state of a run, which is only read again. Rights and counts are short, and stay.
 */
const MAX_LONG_CHARACTERS = 64 * 1024 * 1024
/** Characters from which on a value is long. */
const LONG = 1_024

/**
 * Makes a store for one process. Of runs it remembers some 64 million characters.
 *
 * @example
 * createRunHandler({ apiKey, authorize, store: createMemoryStore() })
 */
export function createMemoryStore(): RunStore {
  const entries = new Map<string, { value: string; expiresAt: number }>()
  const channels = new Map<string, Set<(message: string) => void>>()
  /** The characters of the long values. */
  let characters = 0
  /** Epoch milliseconds. */
  let sweptAt = 0

  function find(key: string) {
    sweep()
    const entry = entries.get(key)
    return entry && entry.expiresAt > Date.now() ? entry : undefined
  }

  function write(key: string, value: string, expiresAt: number) {
    // The key goes to the end, so that a Map, which keeps the order of insertion, has the oldest first.
    remove(key)
    entries.set(key, { value, expiresAt })
    characters += countLong(value)
    if (characters > MAX_LONG_CHARACTERS) dropOldest()
    sweep()
  }

  function remove(key: string) {
    characters -= countLong(entries.get(key)?.value ?? '')
    entries.delete(key)
  }

  function dropOldest() {
    for (const [key, { value }] of entries) {
      if (countLong(value) > 0) remove(key)
      if (characters <= MAX_LONG_CHARACTERS) return
    }
  }

  /** Comes with whatever is asked, as a timer would hold a process that has nothing to do any more. */
  function sweep() {
    const now = Date.now()
    // A clock that was set back must not put the next time off for as long.
    if (Math.abs(now - sweptAt) < SWEEP_INTERVAL) return
    sweptAt = now
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now) remove(key)
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
      if (find(key)?.value === holder) remove(key)
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

function countLong({ length }: string): number {
  return length < LONG ? 0 : length
}
