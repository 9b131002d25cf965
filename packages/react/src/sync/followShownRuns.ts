import type { FishbowlClient } from '@fishbowl/core'
import { FishbowlError, isRunId } from '@fishbowl/core'
import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'
import type { Query, QueryClient } from '@tanstack/react-query'
import { focusManager, onlineManager } from '@tanstack/react-query'

import type { FollowedRun } from './followedRun.js'
import { createFollowedRun } from './followedRun.js'
import { runKeys } from './runKeys.js'
import type { RunQuery } from './runQuery.js'

export interface FollowShownRunsOptions {
  client: FishbowlClient
  queryClient: QueryClient
  /** Ends the stream, and lets the runs be polled. */
  signal: AbortSignal
}

/** Milliseconds. The end of a stream that lasted for as long is no failure. */
const GOOD_STREAM_LIFE = 10_000
/** Milliseconds from a failure to the next try, at first and at most. */
const MIN_PAUSE = 2_000
const MAX_PAUSE = 60_000
/** Milliseconds to the next try where the server has no push. */
const NO_PUSH_PAUSE = 10 * 60_000
/** Milliseconds. Timers with a longer delay fire at once. */
const MAX_TIMER_DELAY = 2 ** 31 - 1
/** Milliseconds for which a hidden tab keeps its stream: a look into another tab changes nothing. */
const HIDDEN_GRACE = 30_000

/**
 * Follows the active runs that are shown below a provider on one event stream, whoever shows them, and
 * writes what it tells into the cache that polls write into. While there is no stream the runs are
 * polled as usual. Beyond 100 runs, the less important ones are polled.
 */
export async function followShownRuns({ client, queryClient, signal }: FollowShownRunsOptions) {
  const runs = new Map<string, FollowedRun>()
  /** The ids of the runs of the stream that is open or on its way. */
  let streamedIds: string[] = []
  /** Aborting it ends what the loop below waits for: the stream, or the pause before the next one. */
  let round = new AbortController()
  let isHidden = !focusManager.isFocused()
  let failures = 0
  /** Epoch milliseconds. */
  let retryAt = 0

  const pick = () =>
    [...runs]
      .filter(([, run]) => run.isWanted(isHidden))
      .toSorted(([, a], [, b]) => a.getPlace() - b.getPlace())
      // More would need a second stream, which would take a second connection.
      .slice(0, MAX_RUNS_A_REQUEST)

  // Runs often come and go together, for instance with a page: the stream changes once for all of them.
  const review = createDebounce(() => {
    const before = streamedIds.filter((runId) => !runs.get(runId)?.isOver())
    const after = new Set(pick().map(([runId]) => runId))
    // A run that has ended needs no other stream: the one that is open says no more of it.
    const isSame = before.length === after.size && before.every((runId) => after.has(runId))
    if (!isSame) round.abort()
  })

  function add(query: Query) {
    const runId = getRunId(query, client)
    if (runId === null || runs.has(runId)) return
    runs.set(runId, createFollowedRun(query as unknown as RunQuery, queryClient))
  }

  /** Reads one stream to its end. */
  async function readStream(picked: [string, FollowedRun][], until: AbortSignal) {
    let openedAt = Infinity
    const streamed = new Map(picked)
    // The lowest version: with a higher one the server would leave out news that another run waits for.
    const sinceVersion = Math.min(...picked.map(([, { version }]) => version))
    let error: unknown = null
    try {
      const pushes = client.readPushes([...streamed.keys()], { sinceVersion, signal: until })
      for await (const news of pushes) {
        if (until.aborted) return
        if (openedAt === Infinity) {
          openedAt = Date.now()
          for (const run of streamed.values()) run.begin()
        }
        if (news.type === 'run') streamed.get(news.run.runId)?.take(news)
        else if (news.type === 'error') streamed.get(news.runId)?.refuse()
        // The server has told all it can, so it cannot tell of the runs that have not ended by now.
        else if (news.type === 'end') return streamed.forEach((run) => run.refuse())
      }
    } catch (thrown) {
      error = thrown
    }
    if (!until.aborted) planReturn(openedAt, error)
  }

  /** Decides when to come back, and who tells of the runs until then. */
  function planReturn(openedAt: number, error: unknown) {
    const now = Date.now()
    const wasOpen = openedAt < Infinity
    failures = now - openedAt >= GOOD_STREAM_LIFE ? 0 : failures + 1
    if (wasOpen && failures <= 1) {
      // The runs stay marked as streaming, since nobody has to see that a token has run out. After a
      // failure many pages may have been cut off, which must not all come back at once.
      retryAt = error === null ? now : now + Math.random() * 1_000
      return
    }
    for (const run of runs.values()) run.end()
    const pause = lacksPush(error)
      ? NO_PUSH_PAUSE
      : Math.min(MIN_PAUSE * 2 ** (failures - 1), MAX_PAUSE)
    const asked = FishbowlError.isInstance(error) ? (error.retryAfter ?? 0) : 0
    retryAt = now + Math.max(pause * (0.8 + 0.4 * Math.random()), asked)
  }

  const subscriptions = [
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      const runId = getRunId(query, client)
      if (runId === null || type === 'observerResultsUpdated') return
      if (type === 'removed') runs.delete(runId)
      else add(query)
      review.ask()
    }),
    onlineManager.subscribe((isOnline) => {
      if (!isOnline) return
      retryAt = 0
      round.abort()
    }),
    watchHiding((hidden) => {
      isHidden = hidden
      review.ask()
    }),
    review.stop,
  ]
  signal.addEventListener('abort', () => round.abort())
  queryClient.getQueryCache().getAll().forEach(add)

  while (!signal.aborted) {
    round = new AbortController()
    const picked = pick()
    streamedIds = picked.map(([runId]) => runId)
    for (const [runId, run] of runs) if (!streamedIds.includes(runId)) run.end()
    if (picked.length === 0) await sleep(MAX_TIMER_DELAY, round.signal)
    else if (retryAt > Date.now()) await sleep(retryAt - Date.now(), round.signal)
    else await readStream(picked, round.signal)
  }
  for (const unsubscribe of subscriptions) unsubscribe()
  for (const run of runs.values()) run.end()
}

/** The id of the run that a query of the cache holds, or `null` for anything else. */
function getRunId({ queryKey }: Query, client: FishbowlClient): string | null {
  const runId = queryKey[3]
  if (queryKey.length !== 4 || !isRunId(runId)) return null
  const runKey = runKeys.run(client, runId)
  return runKey.every((item, index) => item === queryKey[index]) ? runId : null
}

/** Whether the server has no push, which it will not have in a minute either. */
function lacksPush(error: unknown): boolean {
  if (!FishbowlError.isInstance(error)) return false
  return error.code === 'invalid_response' || [404, 405, 501].includes(error.status ?? 0)
}

/** Waits for some milliseconds, or until the signal is aborted. */
function sleep(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(wake, Math.min(time, MAX_TIMER_DELAY))
    signal.addEventListener('abort', wake, { once: true })
  })
}

/**
 * Makes one call for many that are asked for: once none has been for `quiet` milliseconds, but at the
 * latest `longest` milliseconds after the first.
 */
function createDebounce(call: () => void, { quiet = 150, longest = 1_000 } = {}) {
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

/** Tells when the page has been hidden for a while, and when it is seen again. Gives what ends it. */
function watchHiding(onChange: (isHidden: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = focusManager.subscribe((isFocused) => {
    clearTimeout(timer)
    if (isFocused) onChange(false)
    else timer = setTimeout(onChange, HIDDEN_GRACE, true)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
