import type { RunEvent } from '@fishbowl/core'
import { applyRunEvent, isTerminal, parseRun } from '@fishbowl/core'

import type { HandlerError } from '../http/handlerError.js'
import type { RunStore } from '../store/runStore.js'
import type { RunReader } from '../tinyfish/upstream.js'
import { createAlarm } from './alarm.js'
import { createPeers } from './peers.js'
import { createReadLoop } from './readLoop.js'
import type { RunSnapshot } from './runSnapshot.js'
import { createRunTeller } from './runTeller.js'

/** Follows runs for any number of viewers at the price of one. */
export interface RunFeed {
  /**
   * Tells of a run: what is known at once, and then each change. The snapshots have rising versions.
   * Gives the function that ends it.
   */
  watch(runId: string, listener: (snapshot: RunSnapshot) => void): () => void
  /** Lets a run that is watched be read soon, because it is said to have changed. */
  refresh(runId: string): void
  /** Announces an event stream of a run. Gives the function that says that the stream is over. */
  hold(runId: string): () => void
  /** Tells all viewers of a run what an event of its stream says. */
  note(runId: string, event: RunEvent): void
}

interface RunFeedOptions {
  upstream: RunReader
  store: RunStore
  /** Milliseconds from one read of a run to the next. */
  pollInterval: number
  /** Requests a second to TinyFish, by all processes together. */
  maxPollRate: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  report: (error: HandlerError) => void
  /** Told when a run that is followed has ended. */
  onEnd?: (runId: string) => void
  /** Told when a run is said to have changed, to whichever process. */
  onHint?: (runId: string) => void
}

/** Milliseconds for which a leader leads after its last sign of life. */
const LEADER_LEASE = 5_000

/** Makes the feed of one process. It works only while somebody watches. */
export function createRunFeed(options: RunFeedOptions): RunFeed {
  const { store, onEnd, onHint } = options
  const alarm = createAlarm()
  const teller = createRunTeller({
    store,
    tellPeers: (news) => peers.tell(news),
    isReadForPeers: (runId) => loop.isReadForPeers(runId),
    onDue: () => alarm.ring(),
    onEnd: (runId) => onEnd?.(runId),
  })
  const peers = createPeers({
    store,
    lease: LEADER_LEASE,
    onNews: (news) => teller.takeNews(news),
    onHint: hint,
    onWatched: () => loop.followPeers(),
  })
  const loop = createReadLoop({ ...options, teller, peers, alarm })

  function hint(runId: string) {
    onHint?.(runId)
    teller.hint(runId)
  }

  return {
    watch(runId, listener) {
      const isNew = !teller.runs.has(runId)
      const run = teller.follow(runId)
      // The wrapper lets the same function watch twice.
      const own = (snapshot: RunSnapshot) => listener(snapshot)
      run.listeners.add(own)
      if (run.snapshot) listener(run.snapshot)
      loop.start(isNew)
      return () => {
        run.listeners.delete(own)
        if (run.listeners.size > 0) return
        teller.prune(run)
        loop.stopIfUnwatched()
      }
    },

    refresh(runId) {
      hint(runId)
      void peers.hint(runId)
    },

    hold(runId) {
      const run = teller.follow(runId)
      run.holds += 1
      return () => {
        run.holds -= 1
        teller.prune(run)
      }
    },

    note(runId, event) {
      const run = teller.follow(runId)
      const before = run.snapshot?.run ?? parseRun({ run_id: runId, status: 'PENDING' })
      const after = applyRunEvent(before, event)
      if (after === run.snapshot?.run) return
      teller.publishSoon(run, after)
      // Only a read tells the number of steps and the recording.
      if (isTerminal(after.status)) teller.makeDue(run)
    },
  }
}
