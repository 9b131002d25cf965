import { getResultText } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'

import { isApproximate } from './formatNumber.js'
import { getResultShape, readField } from './resultShape.js'
import type { JsonObject } from './resultShape.js'

/**
 * The rows of a run's table with all the digits of numbers too long for JavaScript, in steps for
 * `runInSlices`. `null` when there are no such numbers, when the browser cannot tell their digits, or
 * when a schema made other rows of the result.
 */
export function* readExactRows(
  run: Run,
  rows: readonly JsonObject[],
): Generator<void, readonly JsonObject[] | null, undefined> {
  if (!(yield* hasApproximate(rows))) return null
  const shown = getResultShape(run.result)
  if (shown.kind !== 'table' || shown.rows !== rows) return null
  try {
    const exact = getResultShape(JSON.parse(getResultText(run), keepDigits))
    return exact.kind === 'table' ? exact.rows : null
  } catch {
    // Too deep for the browser to look at each number.
    return null
  }
}

function* hasApproximate(rows: readonly JsonObject[]): Generator<void, boolean, undefined> {
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      const value = readField(row, key)
      if (typeof value === 'number' && isApproximate(value)) return true
    }
    yield
  }
  return false
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || !isApproximate(value)) return value
  return /^-?\d+$/.test(source) ? BigInt(source) : source
}
