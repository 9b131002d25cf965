import { parseTimestamp } from '../run/timestamp.js'

/** Milliseconds. An answer that took longer says too little about the server's time. */
const MAX_ROUND_TRIP = 5_000

/**
 * The server's time at the end of a run's text, where the handler puts it. The pattern cannot match
 * inside a text, as quotes are escaped there, nor inside a nested object, as it takes one brace only.
 */
const SERVER_NOW = /,\s*"server_now"\s*:\s*"([^"\\]*)"\s*\}\s*$/

/** Knows how wrong this machine's clock is, by the times that the server puts into its answers. */
export interface ServerClock {
  /** Milliseconds to add to `Date.now()`; 0 until known. */
  getOffset(): number
  /** Calls a listener whenever the offset has changed. Returns a function that ends this. */
  subscribe(listener: () => void): () => void
  /** Learns from the `server_now` (ISO 8601) of an answer. */
  observe(serverNow: unknown, answer: { sentAt: number; receivedAt: number }): void
}

/**
 * Makes a clock that trusts the answer which came back fastest, because it leaves the least doubt.
 */
export function createServerClock(): ServerClock {
  let offset = 0
  let shortest = MAX_ROUND_TRIP
  const listeners = new Set<() => void>()

  return {
    getOffset: () => offset,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    observe(serverNow, { sentAt, receivedAt }) {
      const serverTime = parseTimestamp(serverNow)
      const roundTrip = receivedAt - sentAt
      if (serverTime === null || roundTrip < 0 || roundTrip > MAX_ROUND_TRIP) return
      const found = Math.round(serverTime - (sentAt + receivedAt) / 2)
      // A round trip makes each offset wrong by half of it at most. A greater difference means that
      // this machine's clock has been set since, so that the old offset is worth nothing.
      const wasSet = Math.abs(found - offset) > MAX_ROUND_TRIP
      if (roundTrip > shortest && !wasSet) return
      shortest = roundTrip
      if (found === offset) return
      offset = found
      for (const listener of listeners) listener()
    },
  }
}

/**
 * Takes the server's time out of a run's JSON text. The time differs in every answer, and the rest is
 * compared with the answer before: a large run that has not changed is not even parsed.
 */
export function splitServerNow(text: string): { text: string; serverNow: string | null } {
  const tail = text.slice(-100)
  const match = SERVER_NOW.exec(tail)
  if (!match) return { text, serverNow: null }
  const rest = text.slice(0, text.length - tail.length + match.index)
  return { text: `${rest}}`, serverNow: match[1] ?? null }
}
