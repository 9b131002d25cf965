import type {
  DehydrateRunOptions,
  FishbowlProviderProps,
  GetToken,
  ResultCsvOptions,
  Run,
  RunActionsProps,
  RunFormProps,
  RunListProps,
  RunLiveViewProps,
  RunSummaryProps,
  RunViewerProps,
  UseRunOptions,
  UseStartRunOptions,
} from '@fishbowl/react'
import {
  createClient,
  dehydrateRun,
  FishbowlError,
  FishbowlProvider,
  frameSources,
  getResultCsv,
  isFishbowlQuery,
  LiveRunBadge,
  runKeys,
  RunForm,
  RunList,
  RunResult,
  RunStatusBadge,
  RunViewer,
  useRun,
  useRuns,
  useStartRun,
} from '@fishbowl/react'
import { RunViewerShell } from '@fishbowl/react/shell'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { DehydratedState } from '@tanstack/react-query'
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useRef } from 'react'
import { createRoot } from 'react-dom/client'

import '@fishbowl/react/styles.css'
import '@fishbowl/react/themes/material.css'
import '@fishbowl/react/themes/shadcn.css'

declare const products: StandardSchemaV1<unknown, { products: { name: string; price: number }[] }>
const getToken: GetToken = async ({ renew }) => (renew ? null : 'token')
const client = createClient({ endpoint: '/api/fishbowl', getToken })

/** Passes on what it may not have been given itself. */
function Report({
  runId,
  canCancel,
  locale,
}: {
  runId?: string
  canCancel?: boolean
  locale?: string
}) {
  const viewer = useRef<HTMLElement>(null)
  return (
    <FishbowlProvider
      client={client}
      locale={locale}
      messages={{ statusRunning: 'Working' }}
      onEvent={(event) => event.type}
    >
      <RunViewer
        className="report"
        ref={viewer}
        runId={runId}
        canCancel={canCancel}
        schema={products}
        onRunAgain={(run) => run.goal}
      />
    </FishbowlProvider>
  )
}

/** The names of what may be left out and yet not be `undefined`. */
type Unforwardable<Options> = {
  [Name in keyof Options]-?: object extends Pick<Options, Name>
    ? undefined extends Required<Options>[Name]
      ? never
      : Name
    : never
}[keyof Options]

declare const unforwardable: Unforwardable<
  RunActionsProps &
    RunFormProps &
    RunListProps &
    RunLiveViewProps &
    RunSummaryProps &
    RunViewerProps
>
declare const unforwardableOption: Unforwardable<
  DehydrateRunOptions & ResultCsvOptions & UseRunOptions & UseStartRunOptions
>
declare const unforwardableSetting: Exclude<
  Unforwardable<FishbowlProviderProps>,
  'client' | 'endpoint'
>
export const nothing: never[] = [unforwardable, unforwardableOption, unforwardableSetting]

function Product({ runId }: { runId: string }): ReactElement | null {
  const { run, outcome, query } = useRun(runId, { schema: products })
  if (query.error) return <p>{query.error instanceof FishbowlError ? query.error.code : ''}</p>
  if (!run || outcome?.type !== 'succeeded') return <LiveRunBadge runId={runId} />
  const names: string[] = outcome.data.products.map(({ name }) => name)
  return (
    <>
      <RunStatusBadge run={run} title={names.join()} />
      <RunResult run={run} />
    </>
  )
}

function Runs({ state }: { state: DehydratedState }) {
  const runs: Run[] | undefined = useRuns({ status: 'RUNNING' }).data?.pages.flatMap(
    (page) => page.runs,
  )
  const start = useStartRun({ stream: true })
  return (
    <HydrationBoundary state={state}>
      <RunForm stream onStart={({ runId }) => runId} />
      <button
        onClick={() =>
          start.mutate({ url: 'https://tidewater.example', goal: 'List the lanterns' })
        }
      >
        {runs?.length}
      </button>
      <RunList style={{ color: 'navy' }} onSelect={(runId) => runId} />
      <RunViewerShell endpoint="/api/fishbowl" runId={null} />
    </HydrationBoundary>
  )
}

const queryClient = new QueryClient()
const state = await dehydrateRun('id', {
  handler: async () => new Response(),
  headers: new Headers(),
})
await queryClient.invalidateQueries({ queryKey: runKeys.all(client) })
queryClient.removeQueries({ predicate: isFishbowlQuery })
export const csv: string | null = getResultCsv([{ name: 'Lantern' }], { delimiter: ';' })
export const policy = `frame-src ${frameSources({ allowInsecureLocalhost: true }).join(' ')}`

createRoot(document.body).render(
  <QueryClientProvider client={queryClient}>
    <Report />
    <Product runId="id" />
    <Runs state={state} />
  </QueryClientProvider>,
)
