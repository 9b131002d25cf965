'use client'

import type { Run, RunStep } from '@fishbowl/core'
import { useEffect, useState } from 'react'

import { useStepPicture } from '../hooks/useStepPicture.js'

/** Milliseconds. A live browser in view mostly gets its turn sooner, and then needs no picture. */
const LOAD_AFTER = 1_000

/** The picture of the run's last step, in the place of a live browser that waits for its turn. */
export function LiveViewStill({ run }: { run: Run }) {
  // The wait spares the page, so the picture does not change with each step that follows.
  const [step] = useState(() => run.steps.at(-1))
  return step ? <Still runId={run.runId} step={step} /> : null
}

function Still({ runId, step }: { runId: string; step: RunStep }) {
  const [isWanted, setIsWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsWanted(true), LOAD_AFTER)
    return () => clearTimeout(timer)
  }, [])
  const picture = useStepPicture(runId, step, { enabled: isWanted })
  if (picture.state !== 'ready') return null
  return <img className="fishbowl-run-live-view-still" src={picture.url} alt="" />
}
