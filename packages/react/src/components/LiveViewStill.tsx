'use client'

import type { Run, RunStep } from '@fishbowl/core'
import { useState } from 'react'

import { useStepPicture } from '../hooks/useStepPicture.js'

/** A still in the place of a live browser that waits for its turn: the last step that has a picture. */
export function LiveViewStill({ run }: { run: Run }) {
  // One picture, not one for each step that follows: the wait is there to spare the page.
  const [step] = useState(() => run.steps.at(-1))
  return step ? <Still runId={run.runId} step={step} /> : null
}

function Still({ runId, step }: { runId: string; step: RunStep }) {
  const picture = useStepPicture(runId, step)
  if (picture.state !== 'ready') return null
  return <img className="fishbowl-run-live-view-still" src={picture.url} alt="" />
}
