'use client'

import type { Run } from '@fishbowl/core'
import { useState } from 'react'

import { useLatest } from '../dom/useLatest.js'
import type { EndWatch } from '../sync/endWatch.js'
import { createEndWatch } from '../sync/endWatch.js'

/**
 * Tells of runs that end after they were shown to go on: of each of them once for the component, however often its
 * effects run. `null` when nobody wants to know.
 */
export function useEndWatch(onEnd: ((run: Run) => void) | undefined): EndWatch | null {
  const latest = useLatest(onEnd)
  // In a task of its own: the end is on screen by then, and what the host throws ends nothing of ours.
  const [watch] = useState(() =>
    createEndWatch((run) => void setTimeout(() => latest.current?.(run))),
  )
  return onEnd ? watch : null
}
