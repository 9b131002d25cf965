import type { FishbowlClient, Run, RunEvent, StartRunInput } from '@fishbowl/core'
import {
  applyRunEvent,
  FishbowlError,
  isTerminal,
  mergeStreamedRun,
  parseRun,
} from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'

import { buildRunQuery } from './runQuery.js'
import type { RunMerger, RunQuery } from './runTrack.js'
import { getTrack, isCached, noteStream, noteStreamedEnd, noteStreamLost } from './runTrack.js'
import { getRunTracker } from './runTracker.js'

export interface StartStreamOptions {
  client: FishbowlClient
  queryClient: QueryClient
  /**
   * The provider's streams: whoever aborts one leaves it, and its run is polled from then on. A start
   * that is under way is not among them, as aborting it would lose a run that goes on.
   */
  openStreams: Set<AbortController>
}

/** Milliseconds. A heartbeat comes about every 30 seconds: when two are missing, the connection is dead. */
const LONGEST_SILENCE = 75_000
/** Milliseconds between two looks at whether the stream is silent, or nobody watches. */
const CHECK_INTERVAL = 10_000
/** Browsers open six connections to a server without HTTP/2, and reads need some of them. */
const MAX_STREAMS = 4

/**
 * Starts a run through its event stream, and writes what that tells into the cache that `useRun` reads.
 * Resolves as soon as the run's id is known; rejects as `client.startRun` does, and never starts twice.
 *
 * The stream belongs to no component, because the form that starts a run is seldom what shows it; it
 * lasts as long as somebody shows the run. One that nobody watches would hold a connection for nothing:
 * it is left after two checks in a row, so that a change of page does not end it.
 */
export async function startStreamedRun(
  options: StartStreamOptions,
  input: StartRunInput,
): Promise<{ runId: string }> {
  try {
    return await new Promise((resolve, reject) => {
      // Once the run is known, neither the end of its stream nor an error is news to the caller.
      readStream(options, input, resolve).then(() => reject(createNamelessError()), reject)
    })
  } catch (error) {
    if (isUnknownPath(error)) return options.client.startRun(input)
    throw error
  }
}

/** Reads the stream to its end. */
async function readStream(
  options: StartStreamOptions,
  input: StartRunInput,
  onStart: (started: { runId: string }) => void,
) {
  const { client, queryClient, openStreams } = options
  const controller = new AbortController()
  let begun: BegunRun | null = null
  let heardAt = Date.now()
  let unwatchedChecks = 0
  const timer = setInterval(() => {
    unwatchedChecks = begun && !isWatched(begun.query, queryClient) ? unwatchedChecks + 1 : 0
    const isSilent = Date.now() - heardAt > LONGEST_SILENCE
    if (isSilent || unwatchedChecks > 1) controller.abort(createSilenceError())
  }, CHECK_INTERVAL)
  try {
    for await (const event of client.streamRun(input, { signal: controller.signal })) {
      heardAt = Date.now()
      const runId = 'runId' in event ? event.runId : null
      if (!begun && runId !== null) {
        begun = beginRun(runId, options, input)
        makeRoom(openStreams)
        openStreams.add(controller)
        onStart({ runId })
      }
      if (begun && !isCached(begun.query, queryClient)) return
      if (begun) showEvent(begun, event)
    }
  } finally {
    clearInterval(timer)
    openStreams.delete(controller)
    if (begun && isCached(begun.query, queryClient)) endStream(begun, queryClient)
  }
}

/** A run of react-query's cache, and what puts together what is known of it. */
interface BegunRun {
  query: RunQuery
  merger: StartMerger
}

/** Puts the run into the cache as far as it is known from the input. */
function beginRun(
  runId: string,
  { client, queryClient }: StartStreamOptions,
  { goal, outputSchema }: StartRunInput,
): BegunRun {
  const query = buildRunQuery(queryClient, client, runId)
  const fields = { goal, output_schema: outputSchema }
  const run = parseRun({ run_id: runId, status: 'PENDING', ...fields })
  const merger = createStartMerger(run)
  noteStream(query, merger, Date.now())
  query.setData(run)
  return { query, merger }
}

function makeRoom(openStreams: Set<AbortController>) {
  const [oldest] = openStreams
  if (openStreams.size >= MAX_STREAMS) oldest?.abort()
}

function showEvent({ query, merger }: BegunRun, event: RunEvent) {
  const shown = query.state.data
  const run = shown && merger.addEvent(event, shown)
  if (!run || run === shown) return
  if (isTerminal(run.status) && !isTerminal(shown.status)) noteStreamedEnd(query, Date.now())
  query.setData(run)
}

function endStream({ query, merger }: BegunRun, queryClient: QueryClient) {
  if (getTrack(query).isStreaming) {
    merger.endStream()
    noteStreamLost(query, Date.now())
    getRunTracker(queryClient).tell(query)
  }
  // A read brings what the stream has missed, and what it does not tell at all.
  void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
}

function isWatched(query: RunQuery, queryClient: QueryClient): boolean {
  return isCached(query, queryClient) && query.isActive()
}

/** Whether the endpoint does not know of streams. By no other error is it certain that nothing was started. */
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

/** Unlike a push, an event does not hold the whole run, so the run is put together event by event. */
interface StartMerger extends RunMerger {
  /** Gives the run to show: `shown` itself when the event brings nothing new. */
  addEvent(event: RunEvent, shown: Run): Run
  /** From here on reads know better where the live view is. */
  endStream(): void
}

function createStartMerger(begun: Run): StartMerger {
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
