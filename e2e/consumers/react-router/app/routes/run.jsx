import { dehydrateRun, FishbowlProvider, LiveRunBadge, RunViewer } from '@fishbowl/react'
import { HydrationBoundary } from '@tanstack/react-query'

import { handler } from '../handler.server'

export const loader = ({ params, request }) =>
  dehydrateRun(params.runId, { handler, headers: request.headers })

export default function Run({ loaderData, params }) {
  return (
    <FishbowlProvider endpoint="/api/fishbowl" transport="push" allowInsecureLocalhost>
      <HydrationBoundary state={loaderData}>
        <LiveRunBadge runId={params.runId} />
        <RunViewer runId={params.runId} />
      </HydrationBoundary>
    </FishbowlProvider>
  )
}
