import * as z from 'zod/mini'

import { parseRuns } from './parseRun.js'
import type { Run } from './run.js'
import { boolean, number, orElse, parseWire, text, wireObject } from './wire.js'

/** One page of a list of runs. The runs have neither steps nor a recording. */
export interface RunPage {
  runs: Run[]
  /** How many runs there are on all pages. */
  total: number | null
  /** Pass it as `cursor` to get the next page. */
  nextCursor: string | null
  hasMore: boolean
}

const pagination = { total: number, nextCursor: text, hasMore: boolean }
const runPageSchema = wireObject({
  data: z.array(z.unknown()),
  pagination: orElse(wireObject(pagination), { total: null, nextCursor: null, hasMore: null }),
})

/**
 * Reads the answer to a request for a list of runs. Items that are not runs are passed over.
 *
 * @throws {FishbowlError} `invalid_response` when there is no list in it.
 * @see https://docs.tinyfish.ai/api-reference/runs/list-runs
 */
export function parseRunPage(json: unknown): RunPage {
  const { data, pagination } = parseWire(runPageSchema, json, 'a page of runs')
  const { total, nextCursor, hasMore } = pagination
  // Without a cursor the next page would be the first one again.
  return {
    runs: parseRuns(data),
    total,
    nextCursor,
    hasMore: nextCursor !== null && hasMore !== false,
  }
}
