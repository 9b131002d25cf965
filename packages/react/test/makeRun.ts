import { parseRun } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'

/** A run as the API would send it, with these fields of the wire. */
export function makeRun(fields: Record<string, unknown> = {}): Run {
  return parseRun({
    run_id: 'run_1',
    status: 'RUNNING',
    goal: 'Extract the first ten products',
    created_at: '2026-03-01T10:00:00Z',
    started_at: '2026-03-01T10:00:05Z',
    finished_at: null,
    num_of_steps: null,
    result: null,
    error: null,
    streaming_url: null,
    steps: [],
    ...fields,
  })
}

export function makeCompletedRun(result: unknown, fields: Record<string, unknown> = {}): Run {
  return makeRun({
    status: 'COMPLETED',
    finished_at: '2026-03-01T10:01:30Z',
    num_of_steps: 14,
    result,
    ...fields,
  })
}
