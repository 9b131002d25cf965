import { parseTimestamp } from '../run/timestamp.js'

const MAX_ROUND_TRIP = 5_000

/** Knows how wrong this machine's clock is, by the times that the server puts into its answers. */
export interface ServerClock {
  /** Milliseconds to add to `Date.now()`; 0 until known. */
  getOffset(): number
  /** Learns from the `server_now` (ISO 8601) of an answer. */
  observe(serverNow: unknown, answer: { sentAt: number; receivedAt: number }): void
}

/** Makes a clock that trusts the answer which came back fastest, because it leaves the least doubt. */
export function createServerClock(): ServerClock {
  let offset = 0
  let shortest = MAX_ROUND_TRIP

  return {
    getOffset: () => offset,
    observe(serverNow, { sentAt, receivedAt }) {
      const serverTime = parseTimestamp(serverNow)
      const roundTrip = receivedAt - sentAt
      if (serverTime === null || roundTrip < 0 || roundTrip > MAX_ROUND_TRIP) return
      const found = Math.round(serverTime - (sentAt + receivedAt) / 2)
      // Each is wrong by half its round trip at most: more tells of a clock that has been set since.
      const wasSet = Math.abs(found - offset) > MAX_ROUND_TRIP
      if (roundTrip > shortest && !wasSet) return
      shortest = roundTrip
      offset = found
    },
  }
}

// Anchored at the end, where the handler puts the field. A quote inside JSON text is escaped, so this
// cannot match inside a value; one brace, so it cannot match inside a nested object.
const SERVER_NOW = /,\s*"server_now"\s*:\s*"([^"\\]*)"\s*\}\s*$/

/**
 * Takes the server's time out of a run's JSON text. It differs in every answer, and what is left is
 * compared with the answer before: a large unchanged run is not even parsed.
 */
export function splitServerNow(text: string): { text: string; serverNow: string | null } {
  const tail = text.slice(-100)
  const match = SERVER_NOW.exec(tail)
  if (!match) return { text, serverNow: null }
  const rest = text.slice(0, text.length - tail.length + match.index)
  return { text: `${rest}}`, serverNow: match[1] ?? null }
}
