import type { ReadPushesOptions, RunPush } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import type { FollowedStream, StreamFollower } from '@fishbowl/core/internal'
import { followStream, MAX_RUNS_A_REQUEST, parsePush } from '@fishbowl/core/internal'

import { createDebounce } from './debounce.js'
import type { PageMessage, Wish } from './pageMessage.js'
import { isPageMessage } from './pageMessage.js'
import type { StreamGroup } from './streamGroup.js'
import { readInRoom } from './streamGroup.js'
import { createWishes } from './wishes.js'

/** News of one run. */
type RunNews = RunPush & { type: 'run' }

/** A page that wants to be told of runs, on its own stream or on that of another page. */
export interface SharedFollower extends StreamFollower {
  /** Of these runs the stream of another page tells from now on, and of no others. */
  setShared(runIds: ReadonlySet<string>): void
  /** Takes what the stream of another page tells, if this page may see as much of the run. */
  takeShared(news: RunNews): void
}

interface SharedStreamOptions {
  group: StreamGroup
  readPushes: (runIds: string[], options: ReadPushesOptions) => AsyncIterable<RunPush>
  follower: SharedFollower
  signal: AbortSignal
}

/** What a page has while it leads. */
interface Lead {
  /** Aborted at its end. */
  until: AbortController
  stream: FollowedStream | null
  /** The runs of the stream. */
  told: string[]
}

/** Milliseconds between two signs of life of a page that waits for news. */
const BEAT = 5_000
/** Milliseconds in which the page that leads answers. One that does not is frozen, or stuck. */
const MAX_SILENCE = 1_500
/** Milliseconds by which the clock may have been set back since a page began to lead. */
const MAX_LEAP = 60_000

/**
 * Follows runs on one event stream that all pages of a group share. One of them leads: it holds the stream,
 * asks for what all of them want, and hands on what comes. The browser lets the next one lead when that one
 * is closed or crashes. Where pages cannot talk to each other there is no stream, and the follower polls.
 *
 * A page takes nothing on trust: it reads what another one hands on as if the server had sent it.
 */
export function shareStream(
  options: SharedStreamOptions,
): Pick<FollowedStream, 'review' | 'retry'> {
  const { group, readPushes, follower, signal } = options
  const page = crypto.randomUUID()
  const others = createWishes()
  /** The term of the page that leads. A later page has a higher one, so that an earlier one is not listened to. */
  let term = 0
  let leader: string | null = null
  let heardAt = 0
  /** What the other pages have last heard that this one wants. */
  let saidWish = ''
  let channel: BroadcastChannel | null = null
  /** Aborted when the page leaves the others. */
  let presence = new AbortController()
  /** Aborted when the page waits no longer to lead, or leads no longer. */
  let line = new AbortController()
  let lead: Lead | null = null
  const review = createDebounce(() => lead?.stream?.review())

  function say(message: PageMessage) {
    try {
      channel?.postMessage(message)
    } catch {
      channel = null
      leave()
    }
  }

  /** Says what this page wants, and that it is alive. */
  function sayWish(isDue: boolean) {
    if (lead) return
    const runs = [...follower.pick()].slice(0, MAX_RUNS_A_REQUEST).map((run) => [...run] as Wish)
    const wish = runs.map(([runId]) => runId).join()
    if (wish === saidWish && !isDue) return
    saidWish = wish
    say({ type: 'want', page, runs })
  }

  function sayLead() {
    if (lead) say({ type: 'lead', page, term, runIds: lead.told })
  }

  function join() {
    if (channel || signal.aborted) return
    try {
      channel = new BroadcastChannel(group.name)
    } catch {
      return
    }
    channel.addEventListener('message', ({ data }) => isPageMessage(data) && hear(data))
    presence = new AbortController()
    const { signal: until } = presence
    const timer = setInterval(() => beat(until), BEAT)
    until.addEventListener('abort', () => clearInterval(timer))
    waitInLine(false)
    sayWish(true)
  }

  function waitInLine(steal: boolean) {
    line.abort()
    line = new AbortController()
    void compete(line.signal, steal)
  }

  function leave() {
    line.abort()
    presence.abort()
    review.stop()
    if (!lead) say({ type: 'want', page, runs: [] })
    channel?.close()
    channel = null
    others.clear()
    endLead()
    follower.setStreamed(new Set())
  }

  /** Waits in line to lead. With `steal`, it takes the place of a page that does not answer. */
  async function compete(until: AbortSignal, steal = false) {
    const own: Lead = { until: new AbortController(), stream: null, told: [] }
    try {
      await navigator.locks.request(group.name, steal ? { steal } : { signal: until }, () => {
        if (until.aborted) return
        const end = new Promise((resolve) => own.until.signal.addEventListener('abort', resolve))
        beginLead(own)
        return end
      })
    } catch {
      // Another page has taken this one's place, or there are no locks: then the runs are polled.
    }
    if (lead === own) endLead()
    if (own.stream && !until.aborted) void compete(until)
  }

  function beginLead(own: Lead) {
    // What it wants goes with this page: the next one that leads would ask for it in vain.
    say({ type: 'want', page, runs: [] })
    saidWish = ''
    term = Math.max(term + 1, Date.now())
    lead = own
    sayLead()
    const { signal: until } = own.until
    own.stream = followStream(
      (runIds, pushOptions) =>
        readInRoom(group, () => readPushes(runIds, pushOptions), pushOptions.signal ?? until),
      createUnion(own),
      until,
    )
  }

  function endLead() {
    const ended = lead
    lead = null
    if (!ended) return
    ended.until.abort()
    follower.setStreamed(new Set())
  }

  /** Stands for the pages of the group in front of the stream. */
  function createUnion(own: Lead): StreamFollower {
    /** Others want these until they have heard, too. */
    const over = new Set<string>()
    // Its stream ends a moment after another page has begun to lead, and must not speak for that one.
    const isOld = () => lead !== own
    return {
      pick: () => others.unite(follower.pick(), over),
      isOver: (runId) => over.has(runId) || follower.isOver(runId),
      setStreamed(runIds) {
        if (isOld()) return
        own.told = [...runIds]
        follower.setStreamed(runIds)
        sayLead()
      },
      take(news) {
        if (isOld()) return
        const { run, version, text } = news
        if (isTerminal(run.status)) over.add(run.runId)
        follower.take(news)
        if (text === undefined || !others.isWanted(run.runId)) return
        say({ type: 'run', page, term, runId: run.runId, version, text })
        others.noteTold(run.runId, version)
      },
      refuse(runId) {
        if (isOld()) return
        over.add(runId)
        follower.refuse(runId)
        say({ type: 'refuse', page, term, runId })
      },
    }
  }

  function hear(message: PageMessage) {
    if (message.page === page) return
    if (message.type === 'want') return hearWish(message)
    // The browser gives the lock to one page only, so that another one that says it leads is out of date.
    if (lead || message.term < term || message.term > Date.now() + MAX_LEAP) return
    term = message.term
    heardAt = Date.now()
    if (message.page !== leader) {
      leader = message.page
      sayWish(true)
    }
    if (message.type === 'lead') follower.setShared(new Set(message.runIds))
    else if (message.type === 'refuse') follower.refuse(message.runId)
    else hearNews(message)
  }

  function hearWish({ page: other, runs }: PageMessage & { type: 'want' }) {
    others.set(other, runs)
    sayLead()
    review.ask()
  }

  function hearNews({ runId, version, text }: PageMessage & { type: 'run' }) {
    others.noteTold(runId, version)
    try {
      const news = parsePush(text, version)
      if (news.type === 'run' && news.run.runId === runId) follower.takeShared(news)
    } catch {
      // What is not the text of a run does not come from a page of ours.
    }
  }

  function beat(until: AbortSignal) {
    if (lead || [...follower.pick()].length === 0) return
    sayWish(true)
    const saidAt = Date.now()
    setTimeout(() => {
      if (!lead && !until.aborted && heardAt < saidAt) waitInLine(true)
    }, MAX_SILENCE)
  }

  // A page that is frozen, or kept for the way back, could not hand anything on.
  const listening = { signal }
  addEventListener('pagehide', leave, listening)
  document.addEventListener('freeze', leave, listening)
  addEventListener('pageshow', join, listening)
  document.addEventListener('resume', join, listening)
  signal.addEventListener('abort', leave)
  join()

  return {
    review() {
      lead?.stream?.review()
      sayWish(false)
    },
    retry: () => lead?.stream?.retry(),
  }
}
