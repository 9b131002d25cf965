import { toJsonText } from '@fishbowl/core/internal'

import { HandlerError } from './handlerError.js'

/**
 * Values that may be in something that is nested too deep for `JSON.stringify`. The way round takes ten
 * times as long, so that a page of the web could hold up the process with megabytes of brackets.
 */
const MAX_DEEP_VALUES = 20_000

/**
 * Writes as JSON what TinyFish sent. A page that the agent read may have nested it so deep that
 * `JSON.stringify` overflows the stack: then it is written all the same if it is small.
 *
 * @throws {HandlerError} `UPSTREAM_INVALID_RESPONSE` when it is not.
 */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    if (isSmall(value)) return toJsonText(value)
    throw new HandlerError('UPSTREAM_INVALID_RESPONSE', {
      message: 'A run has a result that is nested too deep to be passed on.',
    })
  }
}

/** Counts values, without a call for each level. */
function isSmall(root: unknown): boolean {
  const waiting = [root]
  for (let count = 0; count < MAX_DEEP_VALUES; count += 1) {
    if (waiting.length === 0) return true
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const field of Object.values(value)) waiting.push(field)
    if (waiting.length > MAX_DEEP_VALUES) return false
  }
  return false
}

/** Tells whether a value is nested deeper than so many levels. */
export function isDeeperThan(levels: number, root: unknown): boolean {
  let level = [root]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}
