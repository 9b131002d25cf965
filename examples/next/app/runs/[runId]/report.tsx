'use client'

import { FishbowlProvider, RunViewer } from '@fishbowl/react'
import type { DehydratedState } from '@tanstack/react-query'
import { HydrationBoundary } from '@tanstack/react-query'

import { frames } from '../../frames'

export function Report({ runId, state }: { runId: string; state: DehydratedState }) {
  return (
    <FishbowlProvider endpoint="/api/fishbowl" transport="push" {...frames}>
      <HydrationBoundary state={state}>
        <RunViewer runId={runId} />
      </HydrationBoundary>
    </FishbowlProvider>
  )
}
