import { screen } from '@testing-library/react'

import type { UseRunOptions } from '../src/hooks/useRun.js'
import { useRun } from '../src/hooks/useRun.js'

/** Shows what `useRun` says of a run, in one line. */
export function RunProbe({ runId, options }: { runId: string | null; options?: UseRunOptions }) {
  const { run, outcome, liveView, connection } = useRun(runId, options)
  return (
    <output>
      {run?.status ?? 'no run'} {outcome?.type ?? 'no outcome'} {liveView.state} {connection.state}
    </output>
  )
}

/** The line that the probe shows now. */
export const status = () => screen.getByRole('status').textContent
