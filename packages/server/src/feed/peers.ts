import { isRunId } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { RunStore } from '../store/runStore.js'
import type { SnapshotNews } from './runSnapshot.js'
import { isSnapshotNews } from './runSnapshot.js'

/** Where processes tell each other of runs. */
const CHANNEL = 'runs'
/** The key of the lease that the leader holds. */
const LEADER_KEY = 'leader'

/**
 * What a process does for the others. The leader reads the runs that any of them watches, and followers
 * wait for the leader's news. A process that cannot reach the others reads its own runs.
 */
export type PeerRole = 'leader' | 'follower' | 'alone'

/** The other processes that share the store, as one of them sees them. */
export interface Peers {
  /** Tells the others what is watched here, and finds out the role of this process. Never rejects. */
  meet(watching: readonly string[]): Promise<PeerRole>
  /** Gives the ids of the runs that the others watch. */
  getWatched(): Set<string>
  /** Tells whether the others watch a run, without a list of all. */
  isWatched(runId: string): boolean
  /** Tells the others of a snapshot. Never rejects: they look at the store from time to time. */
  tell(news: SnapshotNews): Promise<void>
  /** Asks whoever reads a run to read it now. Never rejects. */
  hint(runId: string): Promise<void>
  /** Hands the lead over and stops listening. Never rejects. */
  leave(): Promise<void>
}

interface PeersOptions {
  store: RunStore
  /** Milliseconds that a leader leads after its last sign of life, and others count as alive. */
  lease: number
  onNews: (news: SnapshotNews) => void
  onHint: (runId: string) => void
  /** Told when the others watch a run that they did not watch before. */
  onWatched: () => void
}

/** Joins the processes that share a store. */
export function createPeers(options: PeersOptions): Peers {
  const { store, lease, onNews, onHint, onWatched } = options
  const ownName = crypto.randomUUID()
  const others = new Map<string, { runIds: ReadonlySet<string>; heardAt: number }>()
  /** There is one at most: it is a promise, as processes meet again before it has been made. */
  let subscription: Promise<() => void> | null = null
  /** Epoch milliseconds at which a message of this process last came back. */
  let heardSelfAt = 0

  function receive(text: string) {
    const message = parseMessage(text)
    if (!message) return
    if (message.from === ownName) {
      if (message.watching) heardSelfAt = Date.now()
      return
    }
    const { from, watching, news, hint } = message
    if (watching) {
      const known = others.get(from)?.runIds ?? new Set()
      if (watching.length > 0) others.set(from, { runIds: new Set(watching), heardAt: Date.now() })
      else others.delete(from)
      if (watching.some((runId) => !known.has(runId))) onWatched()
    }
    if (news) onNews(news)
    if (hint) onHint(hint)
  }

  async function listen(): Promise<void> {
    if (subscription) return void (await subscription)
    const own = store.subscribe(CHANNEL, receive)
    subscription = own
    try {
      await own
      heardSelfAt = Date.now()
    } catch (error) {
      if (subscription === own) subscription = null
      throw error
    }
  }

  /** A process that was killed says no goodbye, and one that follows never asks what the others watch. */
  function forgetSilent() {
    for (const [name, { heardAt }] of others) {
      if (Date.now() - heardAt > lease) others.delete(name)
    }
  }

  const send = (message: Omit<PeerMessage, 'from'>) =>
    store.publish(CHANNEL, JSON.stringify({ from: ownName, ...message }))

  return {
    async meet(watching) {
      try {
        forgetSilent()
        await listen()
        await send({ watching: [...watching] })
        // A process that does not hear itself does not hear the others either.
        if (Date.now() - heardSelfAt > lease) {
          await store.release(LEADER_KEY, ownName)
          return 'alone'
        }
        return (await store.lease(LEADER_KEY, ownName, lease)) ? 'leader' : 'follower'
      } catch {
        return 'alone'
      }
    },
    getWatched() {
      forgetSilent()
      return new Set([...others.values()].flatMap(({ runIds }) => [...runIds]))
    },
    isWatched(runId) {
      forgetSilent()
      return [...others.values()].some(({ runIds }) => runIds.has(runId))
    },
    tell: (news) => send({ news }).catch(() => undefined),
    hint: (hint) => send({ hint }).catch(() => undefined),
    async leave() {
      const left = subscription
      subscription = null
      others.clear()
      try {
        await send({ watching: [] })
        await store.release(LEADER_KEY, ownName)
      } catch {
        // A lease that cannot be released runs out by itself.
      } finally {
        left?.then((unsubscribe) => unsubscribe()).catch(() => undefined)
      }
    },
  }
}

interface PeerMessage {
  from: string
  /** The ids of all runs that the sender watches. */
  watching?: string[]
  news?: SnapshotNews
  /** The id of a run that somebody should read. */
  hint?: string
}

function parseMessage(text: string): PeerMessage | null {
  try {
    const message: unknown = JSON.parse(text)
    if (!isRecord(message) || typeof message.from !== 'string') return null
    const { from, watching, news, hint } = message
    return {
      from,
      ...(Array.isArray(watching) && { watching: watching.filter(isRunId) }),
      ...(isSnapshotNews(news) && { news }),
      ...(isRunId(hint) && { hint }),
    }
  } catch {
    return null
  }
}
