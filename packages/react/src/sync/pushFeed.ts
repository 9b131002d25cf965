import type { FishbowlClient } from '@fishbowl/core'
import { FishbowlError, isRunId } from '@fishbowl/core'
import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'
import type { Query, QueryClient } from '@tanstack/react-query'
import { focusManager, onlineManager } from '@tanstack/react-query'

import type { PushedQuery } from './pushedQuery.js'
import { createPushedQuery } from './pushedQuery.js'
import type { RunQuery } from './runQuery.js'
import { runKeys } from './runQuery.js'

/** A stream that lasted for as many milliseconds was a good one. */
const GOOD_LIFE = 10_000
/** From a failure to the next try, at first and at most, in milliseconds. */
const MIN_PAUSE = 2_000
const MAX_PAUSE = 60_000
/** The same where the server has no push. */
const RARELY = 10 * 60_000
/** Timers with a longer delay fire at once. */
const MAX_DELAY = 2 ** 31 - 1

export interface PushFeedOptions {
  client: FishbowlClient
  queryClient: QueryClient
  /** Ends it, and lets the runs be polled. */
  signal: AbortSignal
}

/**
 * Follows the active runs that are shown below a provider on one event stream, whoever shows them, and
 * writes what it tells into the cache that polls write into. While there is no stream the runs are
 * polled as usual. Beyond 100 runs, the less important ones are polled.
 */
export async function followShownRuns({ client, queryClient, signal }: PushFeedOptions) {
  const queries = new Map<string, PushedQuery>()
  /** The ids of the stream that is open or on its way. */
  let told: string[] = []
  /** Ends what is being waited for: the stream, or the next try. */
  let turn = new AbortController()
  let isHidden = !focusManager.isFocused()
  let failures = 0
  let retryAt = 0

  const pick = () =>
    [...queries]
      .filter(([, query]) => query.isWanted(isHidden))
      .toSorted(([, a], [, b]) => a.getPlace() - b.getPlace())
      // One stream's worth: a second stream would take a second connection.
      .slice(0, MAX_RUNS_A_REQUEST)

  /** Runs that come and go together change the stream once. */
  const check = createDebounce(() => {
    const before = told.filter((runId) => !queries.get(runId)?.isOver())
    const after = new Set(pick().map(([runId]) => runId))
    // For a run that has ended the stream stays as it is.
    const isSame = before.length === after.size && before.every((runId) => after.has(runId))
    if (!isSame) turn.abort()
  })

  function track(query: Query) {
    const runId = getRunId(query, client)
    if (runId === null || queries.has(runId)) return
    queries.set(runId, createPushedQuery(query as unknown as RunQuery, queryClient))
  }

  /** Reads one stream to its end. */
  async function readStream(picked: [string, PushedQuery][], until: AbortSignal) {
    let openedAt = Infinity
    const streamed = new Map(picked)
    // The lowest: of several runs the one that changed first may have been told last, or not yet.
    const sinceVersion = Math.min(...picked.map(([, { version }]) => version))
    let error: unknown = null
    try {
      const pushes = client.readPushes([...streamed.keys()], { sinceVersion, signal: until })
      for await (const news of pushes) {
        if (until.aborted) return
        if (openedAt === Infinity) {
          openedAt = Date.now()
          for (const query of streamed.values()) query.begin()
        }
        if (news.type === 'run') streamed.get(news.run.runId)?.take(news)
        else if (news.type === 'error') streamed.get(news.runId)?.refuse()
        // What has not ended by now is nothing that the server can tell of.
        else if (news.type === 'end') return streamed.forEach((query) => query.refuse())
      }
    } catch (thrown) {
      error = thrown
    }
    if (!until.aborted) noteEnd(openedAt, error)
  }

  /** Decides when to come back, and who tells of the runs until then. */
  function noteEnd(openedAt: number, error: unknown) {
    const now = Date.now()
    const wasOpen = openedAt < Infinity
    failures = now - openedAt >= GOOD_LIFE ? 0 : failures + 1
    if (wasOpen && failures <= 1) {
      // At the end of its token, which nobody has to see. Those who were cut do not all come at once.
      retryAt = error === null ? now : now + Math.random() * 1_000
      return
    }
    for (const query of queries.values()) query.end()
    const pause = hasNoPush(error) ? RARELY : Math.min(MIN_PAUSE * 2 ** (failures - 1), MAX_PAUSE)
    const asked = FishbowlError.isInstance(error) ? (error.retryAfter ?? 0) : 0
    retryAt = now + Math.max(pause * (0.8 + 0.4 * Math.random()), asked)
  }

  const leave = [
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      const runId = getRunId(query, client)
      if (runId === null || type === 'observerResultsUpdated') return
      if (type === 'removed') queries.delete(runId)
      else track(query)
      check.ask()
    }),
    onlineManager.subscribe((isOnline) => {
      if (!isOnline) return
      retryAt = 0
      turn.abort()
    }),
    watchHiding((hidden) => {
      isHidden = hidden
      check.ask()
    }),
    check.stop,
  ]
  signal.addEventListener('abort', () => turn.abort())
  queryClient.getQueryCache().getAll().forEach(track)

  while (!signal.aborted) {
    turn = new AbortController()
    const picked = pick()
    told = picked.map(([runId]) => runId)
    for (const [runId, query] of queries) if (!told.includes(runId)) query.end()
    if (picked.length === 0) await sleep(MAX_DELAY, turn.signal)
    else if (retryAt > Date.now()) await sleep(retryAt - Date.now(), turn.signal)
    else await readStream(picked, turn.signal)
  }
  for (const end of leave) end()
  for (const query of queries.values()) query.end()
}

/** The id of the run that a query of the cache holds, or `null` for anything else. */
function getRunId({ queryKey }: Query, client: FishbowlClient): string | null {
  const runId = queryKey[3]
  if (queryKey.length !== 4 || !isRunId(runId)) return null
  return runKeys.run(client, runId).every((part, index) => part === queryKey[index]) ? runId : null
}

/** Such a server does not get one from one minute to the next. */
function hasNoPush(error: unknown): boolean {
  if (!FishbowlError.isInstance(error)) return false
  return error.code === 'invalid_response' || [404, 405, 501].includes(error.status ?? 0)
}

function sleep(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(wake, Math.min(time, MAX_DELAY))
    signal.addEventListener('abort', wake, { once: true })
  })
}

/** Calls are made up for by one call, when there were none for `quiet` milliseconds or after `longest`. */
export function createDebounce(call: () => void, { quiet = 150, longest = 1_000 } = {}) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = Infinity

  function stop() {
    clearTimeout(timer)
    latest = Infinity
  }

  return {
    ask() {
      const now = performance.now()
      latest = Math.min(latest, now + longest)
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          stop()
          call()
        },
        Math.min(quiet, Math.max(0, latest - now)),
      )
    },
    stop,
  }
}

/** Milliseconds. A look into another tab changes nothing. */
const GRACE = 30_000

/** Tells when the page has been hidden for a while, and when it is seen again. Gives what ends it. */
export function watchHiding(onChange: (isHidden: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = focusManager.subscribe((isFocused) => {
    clearTimeout(timer)
    if (isFocused) onChange(false)
    else timer = setTimeout(onChange, GRACE, true)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
