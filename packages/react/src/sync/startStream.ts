import type { FishbowlClient, Run, RunEvent, StartRunInput } from '@fishbowl/core'
import {
  applyRunEvent,
  FishbowlError,
  isTerminal,
  mergeStreamedRun,
  parseRun,
} from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'

import type { RunQuery } from './runQuery.js'
import { runQueryOptions } from './runQuery.js'
import type { StreamedRun } from './runTrack.js'
import { getPollLog, logStream, logStreamedEnd, streamedRuns } from './runTrack.js'

/** A heartbeat comes about every 30 seconds: when two are missing, the connection is dead. */
const LONGEST_SILENCE = 75_000
const CHECK_INTERVAL = 10_000
/** Browsers open six connections to a server without HTTP/2, and reads need some of them. */
const MAX_STREAMS = 4

const startedRuns = new WeakMap<RunQuery, StartedRun>()

export interface StreamSettings {
  client: FishbowlClient
  queryClient: QueryClient
  /**
   * The provider's streams: whoever aborts one leaves it, and its run is polled from then on. A start
   * that is under way is not among them, as aborting it would lose a run that goes on.
   */
  openStreams: Set<AbortController>
}

type RunKey = RunQuery['queryKey']
type OnStart = (started: { runId: string }) => void

/**
 * Starts a run through its event stream, and folds what that tells into the cache that `useRun` reads.
 * Resolves as soon as the run's id is known; rejects as `client.startRun` does, and never starts twice.
 *
 * The stream belongs to no component, because the form that starts a run is seldom what shows it; it
 * lasts as long as somebody shows the run. One that nobody watches would hold a connection for nothing:
 * it is left after two checks in a row, so that a change of page does not end it.
 */
export async function startStreamedRun(
  settings: StreamSettings,
  input: StartRunInput,
): Promise<{ runId: string }> {
  try {
    return await new Promise((resolve, reject) => {
      // Once the run is known, neither the end of its stream nor an error is news to the caller.
      followStream(settings, input, resolve).then(() => reject(createNamelessError()), reject)
    })
  } catch (error) {
    if (isUnknownPath(error)) return settings.client.startRun(input)
    throw error
  }
}

async function followStream(settings: StreamSettings, input: StartRunInput, onStart: OnStart) {
  const { client, queryClient, openStreams } = settings
  const controller = new AbortController()
  let query: RunQuery | null = null
  let heardAt = Date.now()
  let unwatchedChecks = 0
  const timer = setInterval(() => {
    unwatchedChecks = query && !isWatched(query, queryClient) ? unwatchedChecks + 1 : 0
    const isSilent = Date.now() - heardAt > LONGEST_SILENCE
    if (isSilent || unwatchedChecks > 1) controller.abort(createSilenceError())
  }, CHECK_INTERVAL)
  try {
    for await (const event of client.streamRun(input, { signal: controller.signal })) {
      heardAt = Date.now()
      const runId = 'runId' in event ? event.runId : null
      if (!query && runId !== null) {
        query = beginRun(runId, settings, input)
        makeRoom(openStreams)
        openStreams.add(controller)
        onStart({ runId })
      }
      if (query && !isCached(query, queryClient)) return
      if (query) tell(query, event)
    }
  } finally {
    clearInterval(timer)
    openStreams.delete(controller)
    if (query && isCached(query, queryClient)) endStream(query, queryClient)
  }
}

function beginRun(
  runId: string,
  { client, queryClient }: StreamSettings,
  { goal, outputSchema }: StartRunInput,
): RunQuery {
  const options = queryClient.defaultQueryOptions(runQueryOptions(client, runId))
  const query = queryClient.getQueryCache().build(queryClient, options)
  const fields = { goal, output_schema: outputSchema }
  const run = parseRun({ run_id: runId, status: 'PENDING', ...fields })
  const startedRun = createStreamedRun(run)
  startedRuns.set(query, startedRun)
  streamedRuns.set(query, startedRun)
  logStream(query, true, Date.now())
  query.setData(run)
  return query
}

function tell(query: RunQuery, event: RunEvent) {
  const shown = query.state.data
  const run = shown && startedRuns.get(query)?.addEvent(event, shown)
  if (!run || run === shown) return
  if (isTerminal(run.status) && !isTerminal(shown.status)) logStreamedEnd(query, Date.now())
  query.setData(run)
}

function endStream(query: RunQuery, queryClient: QueryClient) {
  const run = query.state.data
  if (run && getPollLog(query).isStreaming) {
    startedRuns.get(query)?.endStream()
    logStream(query, false, Date.now())
    // The change of the connection has to reach the screen.
    query.setData({ ...run })
  }
  // What the stream has missed, or does not tell at all.
  void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
}

function makeRoom(openStreams: Set<AbortController>) {
  const [oldest] = openStreams
  if (openStreams.size >= MAX_STREAMS) oldest?.abort()
}

function isWatched(query: RunQuery, queryClient: QueryClient): boolean {
  return isCached(query, queryClient) && query.isActive()
}

/** A host that clears the cache, for instance at sign-out, wants nothing back in it. */
function isCached(query: RunQuery, queryClient: QueryClient): boolean {
  const { queryHash } = query
  return queryClient.getQueryCache().get<Run, FishbowlError, Run, RunKey>(queryHash) === query
}

/** Only then is it certain that nothing was started: the endpoint does not know of streams. */
function isUnknownPath(error: unknown): boolean {
  return FishbowlError.isInstance(error) && [404, 405, 501].includes(error.status ?? 0)
}

function createSilenceError(): FishbowlError {
  return new FishbowlError({
    code: 'timeout',
    message:
      'The event stream of a run that was being started went silent. The run may have been started: look at the list of runs before you start it again.',
  })
}

function createNamelessError(): FishbowlError {
  return new FishbowlError({
    code: 'invalid_response',
    message:
      'The event stream ended without the id of its run. The run may have been started: look at the list of runs before you start it again.',
  })
}

/** A run that was started by its own event stream, put together from the stream and from reads. */
export interface StartedRun extends StreamedRun {
  /** Gives the run to show: `shown` itself when the event brings nothing new. */
  addEvent(event: RunEvent, shown: Run): Run
  /** From here on reads know better where the live view is. */
  endStream(): void
}

export function createStreamedRun(begun: Run): StartedRun {
  let told = begun
  let lastRead: Run | null = null

  const merge = () => (lastRead ? mergeStreamedRun(lastRead, told) : told)

  return {
    addEvent(event, shown) {
      const before = told
      told = applyRunEvent(told, event)
      return told === before ? shown : merge()
    },
    addRead(read, shown) {
      if (read === lastRead && shown) return shown
      lastRead = read
      return merge()
    },
    endStream() {
      told = { ...told, streamingUrl: null }
    },
  }
}
