import * as z from 'zod/mini'

import { tryParseRun } from './parseRun.js'
import type { Run } from './run.js'
import { boolean, number, orElse, parseWire, text, wireObject } from './wire.js'

/** The answer to a request for several runs at once. */
export interface RunBatch {
  runs: Run[]
  /** Ids that do not exist or belong to somebody else. */
  notFound: string[]
}

const runBatchSchema = wireObject({
  data: z.array(z.unknown()),
  notFound: orElse(z.array(z.unknown()), []),
})

/**
 * Reads the answer to a request for several runs. One bad item does not lose the others.
 *
 * @throws {FishbowlError} `invalid_response` when there is no list in it.
 * @see https://docs.tinyfish.ai/api-reference/runs/get-runs-by-ids
 */
export function parseRunBatch(json: unknown): RunBatch {
  const { data, notFound } = parseWire(runBatchSchema, json, 'a batch of runs')
  return { runs: parseRuns(data), notFound: notFound.filter((id) => typeof id === 'string') }
}

/** One page of a list of runs. The runs have neither steps nor a recording. */
export interface RunPage {
  runs: Run[]
  /** How many runs there are on all pages. */
  total: number | null
  /** Pass it as `cursor` to get the next page. */
  nextCursor: string | null
  /** Whether there is a next page. */
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
  return {
    runs: parseRuns(data),
    total,
    nextCursor,
    // A request without a cursor would bring the first page again.
    hasMore: nextCursor !== null && hasMore !== false,
  }
}

/** Reads the items of a list that are runs, and passes over those that are not. */
function parseRuns(items: readonly unknown[]): Run[] {
  return items.flatMap((item) => tryParseRun(item) ?? [])
}
