import { createClient, FishbowlError, getPollDelay } from '@fishbowl/core'
import type { DehydratedState } from '@tanstack/react-query'
import { dehydrate, QueryClient } from '@tanstack/react-query'

import { runKeys } from './runKeys.js'

/** Who asks for a page, and where its handler is. */
export interface DehydrateRunOptions {
  /** What `createRunHandler` gave you. It is called as it is, without a request over the network. */
  handler: (request: Request) => Promise<Response>
  /** The headers of the request for the page, by which the handler knows who asks. */
  headers: Headers
  /** The `endpoint` of the page's `FishbowlProvider`. @default '/api/fishbowl' */
  endpoint?: string | undefined
}

/** What belongs to the request for the page, and would say something else of the one for the run. */
const pageHeaders = ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type']
const notPassed = [...pageHeaders, 'host', 'if-none-match', 'origin', 'transfer-encoding']

/**
 * Reads a run on your server, by the rules of your handler: whoever asks for the page gets in its HTML what they
 * may see of the run, and nothing where they may not see it. Give the state to react-query's
 * `HydrationBoundary` around what shows the run, inside the `FishbowlProvider`.
 *
 * The addresses of the live view and of the recording are secrets, and are left to a read of the page. So is a
 * run that goes on, and one that cannot be read, so that the page can say why. One that has settled and has no
 * such address for this viewer is not read again. With `getToken`, pages know who is
 * there only once a token came, and take no state from a server.
 *
 * @example
 * const state = await dehydrateRun(runId, { handler, headers: await headers() })
 * return <HydrationBoundary state={state}><Report runId={runId} /></HydrationBoundary>
 */
export async function dehydrateRun(
  runId: string,
  { handler, headers, endpoint = '/api/fishbowl' }: DehydrateRunOptions,
): Promise<DehydratedState> {
  const passed = [...headers].filter(
    ([name]) => !notPassed.includes(name) && !name.startsWith('sec-'),
  )
  const client = createClient({
    // No such host is asked: the handler looks at the path.
    endpoint: new URL(endpoint, 'http://page.internal').href,
    scope: endpoint,
    headers: Object.fromEntries(passed),
    fetch: handler,
  })
  const queryClient = new QueryClient()
  try {
    const run = await client.getRun(runId)
    const queryKey = runKeys.run(client, runId)
    queryClient.setQueryData(queryKey, { ...run, streamingUrl: null, videoUrl: null })
    // So the page reads the run at once, by whatever clock it goes.
    const isComplete = run.streamingUrl === null && run.videoUrl === null
    if (!isComplete || getPollDelay(run) !== false) {
      queryClient.getQueryCache().find({ queryKey })?.invalidate()
    }
  } catch (error) {
    if (!FishbowlError.isInstance(error)) throw error
  }
  return dehydrate(queryClient)
}

/**
 * Tells whether a query is one of Fishbowl's, to leave them out where your page keeps its cache: the secret
 * address of the live browser is in them.
 *
 * @example
 * persistQueryClient({ queryClient, persister, dehydrateOptions: {
 *   shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) && !isFishbowlQuery(query),
 * } })
 */
export function isFishbowlQuery({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] === 'fishbowl'
}
