import type { Run } from '@fishbowl/core'
import type { ReactElement } from 'react'

import * as Fishbowl from '../src/index.js'
import { makeCompletedRun, makeRun } from './makeRun.js'

const step = { id: '1', action: 'Open the shop', status: 'RUNNING', duration: null }
const done = { ...step, status: 'COMPLETED', duration: '1.2s', timestamp: '2026-03-01T10:00:09Z' }
const failed = makeRun({
  status: 'FAILED',
  finished_at: '2026-03-01T10:01:40Z',
  error: { message: 'Crashed', category: 'SYSTEM_FAILURE', code: 'E1', retry_after: 30 },
})
const other = makeRun({
  status: 'FAILED',
  goal: 'Read the \u202Eprices',
  error: {
    message: 'No card',
    category: 'BILLING_FAILURE',
    help_url: 'https://docs.tinyfish.ai/billing',
    help_message: 'Add one.',
  },
})
const hinted = makeCompletedRun(null, { profile_hint: { reason: 'auth_wall', message: 'Sign in' } })
/** A run in each shape that a part shows differently. */
export const runs: readonly Run[] = [
  makeRun({ status: 'PENDING', started_at: null, goal: null }),
  makeRun(),
  makeRun({ steps: [step], goal: `A long goal ${'and more '.repeat(400)}`, num_of_steps: 1 }),
  makeRun({ steps: [done, { ...step, id: '2', action: 'Read \u200B the\u202Elist' }] }),
  makeRun({ streaming_url: 'https://evil.example/' }),
  makeRun({ streaming_url: 'https://tf-a.fra0-tinyfish.unikraft.app/stream/0' }),
  makeCompletedRun([{ name: 'Rope', price: 12.5 }], { steps: [done] }),
  makeCompletedRun({
    title: 'Shop',
    url: 'https://bücher.example/',
    big: 1e25,
    nested: { a: [1] },
  }),
  makeCompletedRun(Array.from({ length: 150 }, (_, id) => ({ id, note: `Lamp ${id} `.repeat(9) }))),
  makeCompletedRun('A text of prose, which is the result. '.repeat(80)),
  makeCompletedRun({ error: 'The site is down' }),
  hinted,
  failed,
  other,
  makeRun({ status: 'CANCELLED', finished_at: '2026-03-01T10:01:00Z' }),
  makeRun({ status: 'PAUSED' }),
  makeRun({ status: 'COMPLETED', video_url: 'javascript:alert(1)' }),
]

/** Every part that shows one run, with all that it can offer. */
export const parts: Record<string, (run: Run) => ReactElement> = {
  RunActions: (run) => (
    <Fishbowl.RunActions
      run={run}
      isCancelling={run.steps.length > 0}
      onCancel={() => {}}
      onRunAgain={() => {}}
    />
  ),
  RunCounters: (run) => (
    <Fishbowl.RunCounters
      counts={Fishbowl.countRuns([run], new Map([[run.runId, { type: 'running' }]]))}
    />
  ),
  RunError: (run) => <Fishbowl.RunError run={run} onRunAgain={() => {}} />,
  RunLiveView: (run) => <Fishbowl.RunLiveView run={run} />,
  RunRecording: (run) => <Fishbowl.RunRecording run={run} />,
  RunResult: (run) => <Fishbowl.RunResult run={run} />,
  RunStatusBadge: (run) => <Fishbowl.RunStatusBadge run={run} />,
  RunSteps: (run) => <Fishbowl.RunSteps run={run} />,
  RunSummary: (run) => (
    <Fishbowl.RunSummary run={run} url="https://a.example" canOpenRunPage={run.steps.length > 0} />
  ),
}
