import { createManualClock } from '@fishbowl/emulator'
import { focusManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { vi } from 'vitest'

import { useRun } from '../src/hooks/useRun.js'
import { settle } from './createTestbed.js'

/** The settings of a provider whose runs are pushed. */
export const push = { transport: 'push' } as const

/** Runs that stay as they are. */
export const still = () => ({ clock: createManualClock() })

/** What the page has shown, in order. */
export const states: string[] = []

/** Shows the status of a run, and how it is followed. */
export function Watcher({ runId, whileHidden = false }: { runId: string; whileHidden?: boolean }) {
  const { run, connection } = useRun(runId, { whileHidden })
  states.push(`${run?.status} ${connection.state}`)
  return (
    <output>
      {run?.status} {connection.state}
    </output>
  )
}

export const Watchers = ({ runIds }: { runIds: string[] }) =>
  runIds.map((runId) => <Watcher key={runId} runId={runId} />)

/** What the watchers show now. */
export const shown = () => screen.getAllByRole('status').map((output) => output.textContent)

/** Until the module is loaded, the runs are read, and the stream is open. */
export async function connect() {
  await vi.dynamicImportSettled()
  await settle()
  await play(1_000)
}

/** Moves time on in steps so small that the stream keeps up. */
export async function play(milliseconds: number, step = 500) {
  for (let left = milliseconds; left > 0; left -= step) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, step)).then(() => {}))
    await settle()
  }
}

export async function setFocused(isFocused: boolean) {
  act(() => focusManager.setFocused(isFocused))
  await settle()
}
