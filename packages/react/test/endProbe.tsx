import type { Run } from '@fishbowl/core'
import { createManualClock } from '@fishbowl/emulator'
import { vi } from 'vitest'

import type { UseRunOptions } from '../src/hooks/useRun.js'
import { useRun } from '../src/hooks/useRun.js'
import { aPoll, createTestbed } from './createTestbed.js'

/** Milliseconds in which a poll is due, and what it brings is told. */
export const aPollAndMore = aPoll + 100

/** An `onSettled`, of which `told` gives what it was told. */
export const makeNote = () =>
  vi.fn((run: Run, outcome: { type: string }) => `${run.runId} ${outcome.type}`)

/** What was told, such as `run_1 succeeded`. */
export const told = (note: ReturnType<typeof makeNote>) =>
  note.mock.results.map(({ value }) => value as string)

/** Shows the status of a run. */
export function EndProbe({ runId, ...options }: { runId: string } & UseRunOptions) {
  const { run } = useRun(runId, options)
  return <output>{run?.status}</output>
}

/** A run that goes on until it is ended. */
export function startEndless(scenario: 'success' | 'failed-agent' | 'null-result' = 'success') {
  const clock = createManualClock()
  const testbed = createTestbed({ clock })
  const start = () => testbed.emulator.runs.start({ scenario, age: 4_000 }).runId
  return { ...testbed, start, runId: start(), note: makeNote(), end: () => clock.advance(60_000) }
}
