'use client'

import { FishbowlProvider, RunViewer } from '@fishbowl/react'

import { getToken } from '../../getToken'

export function CustomerRun({ runId }: { runId: string }) {
  return (
    <FishbowlProvider endpoint="/api/customer" getToken={getToken}>
      <RunViewer runId={runId} />
    </FishbowlProvider>
  )
}
