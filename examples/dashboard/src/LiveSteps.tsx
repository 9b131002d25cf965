import { RunSteps, useRun } from '@fishbowl/react'

/** What the agent does, while it does it; once the run has ended, the viewer has its steps. */
export function LiveSteps({ runId }: { runId: string }) {
  const { run, outcome } = useRun(runId)
  const isUnderWay = outcome?.type === 'pending' || outcome?.type === 'running'
  return run && isUnderWay && <RunSteps run={run} className="live-steps" />
}
