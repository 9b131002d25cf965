import { FishbowlError } from '../errors.js'
import { MAX_RUNS_A_REQUEST } from '../run/run.js'
import type { ReadPushesOptions, RunPush } from './readPushes.js'

/** News of one run. */
type RunNews = RunPush & { type: 'run' }

/** Those who want to be told of runs. */
export interface StreamFollower {
  /** The runs to tell of, the most important ones first, each with the version of its last news. */
  pick(): Iterable<readonly [runId: string, version: number]>
  /** Whether there is nothing more to be told of a run. */
  isOver(runId: string): boolean
  /** Of these runs a stream tells from now on, and of no others: those are to be polled. */
  setStreamed(runIds: ReadonlySet<string>): void
  /** Takes news of a run of the stream. */
  take(news: RunNews): void
  /** The stream can tell no more of this run. If it has not ended, a read finds out why. */
  refuse(runId: string): void
}

/** A stream that is followed until its signal aborts. */
export interface FollowedStream {
  /** Resolves when the signal has aborted and the stream is left. Never rejects. */
  readonly over: Promise<void>
  /** Looks anew at which runs are picked. */
  review(): void
  /** Makes the next try at once, for instance as the browser is online again. */
  retry(): void
}

/** Milliseconds without the first sign of life, which the server gives at once, until polls stand in. */
const FIRST_SIGN = 3_000
/** Milliseconds without it until a stream is left: something on its way keeps back what is sent. */
const MAX_WAIT = 10_000
/** Milliseconds of silence until polls stand in. By then the heartbeat of every 8 seconds is missing. */
const MAX_QUIET = 12_000
/**
 * Milliseconds from the first sign of life of a stream to its last one, without a pause. Then a heartbeat
 * came through, and the end was no failure: proxies cut streams after half a minute, servers are restarted.
 */
const GOOD_STREAM_LIFE = 7_000
/** Milliseconds from a failure to the next try, at first and at most. */
const MIN_PAUSE = 2_000
const MAX_PAUSE = 60_000
/** Milliseconds to the next try where the server has no push. */
const NO_PUSH_PAUSE = 10 * 60_000
/** Milliseconds. Timers with a longer delay fire at once. */
const MAX_TIMER_DELAY = 2 ** 31 - 1

/**
 * Follows up to 100 runs on one event stream, and opens another one when it ends or other runs are picked.
 * While there is none, the follower polls.
 */
export function followStream(
  readPushes: (runIds: string[], options: ReadPushesOptions) => AsyncIterable<RunPush>,
  follower: StreamFollower,
  signal: AbortSignal,
): FollowedStream {
  /** The runs of the stream that is open or on its way. */
  let picked = new Map<string, number>()
  let streamed: ReadonlySet<string> = new Set()
  /** Aborting it ends what the loop waits for: the stream, or the pause before the next one. */
  let round = new AbortController()
  let failures = 0
  /**
   * Whether the first sign of life is enough for the polls to end, or a heartbeat has to come through as
   * well: a buffer on the way may let the first events through, and keep the next ones.
   */
  let isTrusted = true
  /** Epoch milliseconds. */
  let retryAt = 0

  // More runs would need a second stream, which would take a second connection.
  const pick = () => new Map([...follower.pick()].slice(0, MAX_RUNS_A_REQUEST))

  function setStreamed(runIds: Iterable<string>) {
    streamed = new Set(runIds)
    follower.setStreamed(streamed)
  }

  /** Reads one stream to its end. */
  async function readStream(until: AbortSignal) {
    /** Epoch milliseconds of the first sign of life of those that came without a pause, and of the last one. */
    let aliveSince = Infinity
    let seenAt = 0
    let isLate = false
    const lateTimer = setTimeout(() => {
      isLate = true
      round.abort()
    }, MAX_WAIT)
    const standIn = () => {
      aliveSince = Infinity
      isTrusted = false
      setStreamed([])
    }
    let quietTimer = setTimeout(standIn, FIRST_SIGN)
    // The lowest version: with a higher one the server would leave out news that another run waits for.
    const sinceVersion = Math.min(...picked.values())
    let error: unknown = null
    try {
      for await (const push of readPushes([...picked.keys()], { sinceVersion, signal: until })) {
        if (until.aborted) return
        clearTimeout(lateTimer)
        clearTimeout(quietTimer)
        quietTimer = setTimeout(standIn, MAX_QUIET)
        seenAt = Date.now()
        aliveSince = Math.min(aliveSince, seenAt)
        isTrusted ||= seenAt - aliveSince >= GOOD_STREAM_LIFE
        if (isTrusted && streamed.size < picked.size) setStreamed(picked.keys())
        if (push.type === 'run') follower.take(push)
        else if (push.type === 'error') follower.refuse(push.runId)
        // The server has told all it can, so it cannot tell of the runs that have not ended by now.
        else if (push.type === 'end') {
          for (const runId of picked.keys()) follower.refuse(runId)
          return
        }
      }
    } catch (thrown) {
      error = thrown
    } finally {
      clearTimeout(lateTimer)
      clearTimeout(quietTimer)
    }
    if (isLate || !until.aborted) planReturn(seenAt - aliveSince, error)
  }

  /** Decides when to come back, and who tells of the runs until then. */
  function planReturn(life: number, error: unknown) {
    const now = Date.now()
    failures = life >= GOOD_STREAM_LIFE ? 0 : failures + 1
    if (life >= 0 && failures <= 1) {
      // The runs stay with the stream, since nobody has to see that a token has run out. After a failure
      // many pages may have been cut off, which must not all come back at once.
      retryAt = error === null ? now : now + Math.random() * 1_000
      return
    }
    setStreamed([])
    const pause = lacksPush(error)
      ? NO_PUSH_PAUSE
      : Math.min(MIN_PAUSE * 2 ** (failures - 1), MAX_PAUSE)
    const asked = FishbowlError.isInstance(error) ? (error.retryAfter ?? 0) : 0
    retryAt = now + Math.max(pause * (0.8 + 0.4 * Math.random()), asked)
  }

  async function follow() {
    while (!signal.aborted) {
      round = new AbortController()
      picked = pick()
      const kept = [...streamed].filter((runId) => picked.has(runId))
      if (kept.length < streamed.size) setStreamed(kept)
      if (picked.size === 0) await sleep(MAX_TIMER_DELAY, round.signal)
      else if (retryAt > Date.now()) await sleep(retryAt - Date.now(), round.signal)
      else await readStream(round.signal)
    }
    setStreamed([])
  }

  signal.addEventListener('abort', () => round.abort())
  return {
    over: follow(),
    review() {
      const before = [...picked.keys()].filter((runId) => !follower.isOver(runId))
      const after = pick()
      // A run that has ended needs no other stream: the one that is open says no more of it.
      const isSame = before.length === after.size && before.every((runId) => after.has(runId))
      if (!isSame) round.abort()
    },
    retry() {
      retryAt = 0
      round.abort()
    },
  }
}

/** Whether the answer shows that the server has no push, which it will not have in a minute either. */
function lacksPush(error: unknown): boolean {
  if (!FishbowlError.isInstance(error) || error.status === undefined) return false
  return error.code === 'invalid_response' || [404, 405, 501].includes(error.status)
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
