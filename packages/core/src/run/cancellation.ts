import { runId, runStatus } from './parseRun.js'
import { parseWire, text, wireObject } from './wire.js'

/** The answer to a request to cancel a run. */
export interface Cancellation {
  runId: string
  /** The run's true status. A run that had already ended keeps the status it ended with. */
  status: string
  /** ISO 8601. `null` when the run was not cancelled. */
  cancelledAt: string | null
  /** Set when there was nothing to cancel, such as `Run already finished`. */
  message: string | null
}

const cancellationSchema = wireObject({
  runId,
  status: runStatus,
  cancelledAt: text,
  message: text,
})

/**
 * Reads the answer to a request to cancel a run.
 *
 * @throws {FishbowlError} `invalid_response` when the run id or the status is missing.
 * @see https://docs.tinyfish.ai/api-reference/runs/cancel-run
 */
export function parseCancellation(json: unknown): Cancellation {
  return parseWire(cancellationSchema, json, 'a cancellation')
}
