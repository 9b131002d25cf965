import * as z from 'zod/mini'

import { parseRuns } from './parseRun.js'
import type { Run } from './run.js'
import { orElse, parseWire, wireObject } from './wire.js'

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
