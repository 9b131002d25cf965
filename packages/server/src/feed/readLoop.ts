import { HandlerError } from '../http/handlerError.js'
import type { RunReader } from '../tinyfish/upstream.js'
import type { Alarm } from './alarm.js'
import { createBatchReader } from './batchReader.js'
import type { FollowedRun } from './followedRun.js'
import { noteReading } from './followedRun.js'
import type { PeerRole, Peers } from './peers.js'
import type { RunTeller } from './runTeller.js'

/** Milliseconds after which the store is looked at without news, because messages may get lost. */
const WATCHDOG = 30_000
/** Milliseconds after which processes tell each other at the latest that they are alive. */
const MEETING = 2_000
/** Milliseconds in which runs that begin to be watched are collected, and told to the others together. */
const TOGETHER = 50

/**
 * Reads runs while somebody watches here. Which ones depends on the role that it finds out when it meets
 * the other processes: a leader reads what any of them watches, a process that is alone reads what is
 * watched here, and a follower reads nothing.
 */
interface ReadLoop {
  /**
   * Begins to work, unless it works already.
   *
   * @param isNewRun Whether a run is watched that was not followed before. The others are told soon.
   */
  start(isNewRun: boolean): void
  /** Ends the work early if nobody watches here any longer. */
  stopIfUnwatched(): void
  /** Follows what the others watch, if this process leads. */
  followPeers(): void
  /** Tells whether this process leads and another one watches a run. */
  isReadForPeers(runId: string): boolean
}

interface ReadLoopOptions {
  upstream: RunReader
  teller: RunTeller
  peers: Peers
  /** Wakes the loop when something has happened. */
  alarm: Alarm
  /** Milliseconds from one read of a run to the next. */
  pollInterval: number
  /** Requests a second to TinyFish, by all processes together. */
  maxPollRate: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  report: (error: HandlerError) => void
}

export function createReadLoop(options: ReadLoopOptions): ReadLoop {
  const { teller, peers, alarm, pollInterval, report } = options
  const { runs } = teller
  const reader = createBatchReader({
    ...options,
    onReading(run, reading) {
      const snapshot = noteReading(run, reading, pollInterval)
      if (snapshot) teller.publish(run, snapshot)
    },
    onEnd: () => alarm.ring(),
  })
  /** `null` until the first meeting is over. */
  let role: PeerRole | null = null
  let isWorking = false
  /** Epoch milliseconds of the next meeting. */
  let meetAt = 0

  async function work(): Promise<void> {
    isWorking = true
    // A request that was on its way when the work ended may have left something to read.
    reader.stop()
    let reloadAt = Date.now() + WATCHDOG
    meetAt = 0
    while (isWanted()) {
      const now = Date.now()
      if (now >= meetAt) {
        meetAt = now + Math.min(pollInterval, MEETING)
        void meet()
      }
      if (now >= reloadAt) {
        reloadAt = now + WATCHDOG
        loadAll()
      }
      const readAt = role === 'leader' || role === 'alone' ? reader.start(getWaiting) : Infinity
      await alarm.sleepUntil(Math.min(meetAt, reloadAt, readAt))
    }
    role = null
    reader.stop()
    pruneAll()
    await peers.leave()
    isWorking = false
    // Somebody may have begun to watch while the others were told.
    if (isWanted()) void work()
  }

  function isWanted(): boolean {
    for (const run of runs.values()) if (isWatchedHere(run)) return true
    return false
  }

  async function meet(): Promise<void> {
    const watching = [...runs.values()].filter(isWatchedHere).map(({ runId }) => runId)
    const next = await peers.meet(watching)
    if (!isWorking) return
    const isNew = next !== role
    role = next
    if (role === 'leader') followPeers()
    else pruneAll()
    if (isNew && role === 'alone') report(createStoreError())
    // A process that has just become a follower has not heard what the leader told before.
    if (isNew && role === 'follower') loadAll()
    if (isNew) alarm.ring()
  }

  function followPeers() {
    if (role !== 'leader') return
    for (const runId of peers.getWatched()) teller.follow(runId)
    pruneAll()
  }

  function isReadForPeers(runId: string): boolean {
    return role === 'leader' && peers.isWatched(runId)
  }

  function getWaiting(): FollowedRun[] {
    return [...runs.values()].filter(
      ({ isReading, listeners, runId }) =>
        !isReading && (listeners.size > 0 || isReadForPeers(runId)),
    )
  }

  function loadAll() {
    for (const run of runs.values()) void teller.load(run)
  }

  function pruneAll() {
    for (const run of runs.values()) teller.prune(run)
  }

  return {
    start(isNewRun) {
      if (isNewRun) meetAt = Math.min(meetAt, Date.now() + TOGETHER)
      if (!isWorking) void work()
      else if (isNewRun) alarm.ring()
    },
    stopIfUnwatched() {
      if (!isWanted()) alarm.ring()
    },
    followPeers,
    isReadForPeers,
  }
}

function isWatchedHere({ listeners, snapshot }: FollowedRun): boolean {
  return listeners.size > 0 && !snapshot?.isSettled
}

function createStoreError(): HandlerError {
  return new HandlerError('STORE_UNREACHABLE', {
    message:
      'The store cannot be reached, so that this process reads for its own viewers only. It goes back to sharing by itself.',
  })
}
