'use client'

import type { Run, RunStep } from '@fishbowl/core'
import { useEffect, useState } from 'react'

import { useStepPicture } from '../hooks/useStepPicture.js'

/** The turn of a live browser that is in view comes within moments, in milliseconds. */
const PATIENCE = 1_000

/** A still in the place of a live browser that waits for its turn: the last step that has a picture. */
export function LiveViewStill({ run }: { run: Run }) {
  // One picture, not one for each step that follows: the wait is there to spare the page.
  const [step] = useState(() => run.steps.at(-1))
  return step ? <Still runId={run.runId} step={step} /> : null
}

function Still({ runId, step }: { runId: string; step: RunStep }) {
  const [isWanted, setIsWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsWanted(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const picture = useStepPicture(runId, step, { enabled: isWanted })
  if (picture.state !== 'ready') return null
  return <img className="fishbowl-run-live-view-still" src={picture.url} alt="" />
}
