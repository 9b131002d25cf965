import type { Run } from '@fishbowl/core'

/** Any JSON of the host or the web, whose names are not ours to change. */
const OPAQUE: ReadonlySet<string> = new Set(['result', 'outputSchema'])

/** Writes a run as the API does: the reverse of `parseRun`. */
export function toWireRun(run: Run): Record<string, unknown> {
  return snakeKeys(run)
}

function snakeKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      OPAQUE.has(name) ? field : toWire(field),
    ]),
  )
}

function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire)
  return typeof value === 'object' && value !== null ? snakeKeys(value) : value
}
