import { dehydrateRun } from '@fishbowl/react'
import { headers } from 'next/headers'

import { GET as handler } from '../../api/fishbowl/[...path]/route'
import { Report } from './report'

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params
  const state = await dehydrateRun(runId, { handler, headers: await headers() })
  return <Report runId={runId} state={state} />
}
