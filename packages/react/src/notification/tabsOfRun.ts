import { isRecord } from '@fishbowl/core/internal'

import { isLookedAt, watchAttention } from '../dom/attention.js'
import type { BrowserLock } from '../sync/browserLock.js'
import { takeLock } from '../sync/browserLock.js'

/** What tells of an end. Each gives how to take it back, once the end has been seen. */
interface EndSignals {
  /** On each page that nobody looks at. */
  mark: () => () => void
  /** On one of them alone. */
  call: () => () => void
}

/** The place of a page among those that want to tell of the end of a run. */
export interface TabsOfRun {
  /** Tells of the end, unless somebody looks at one of the pages, or has done so since. */
  tellEnd: (signals: EndSignals) => Promise<void>
  /** Takes no part any longer. What has been told stays until it is seen. */
  leave: () => void
}

/**
 * What a page says of an end: that somebody was told of it, so that whoever finds out later does not tell again;
 * and that it was seen, so that all take back what tells of it.
 */
type EndNews = 'told' | 'seen'

/** What this page has said or heard of ends, by run. */
const known = new Map<string, EndNews>()

/**
 * Lets the pages of a browser agree on who tells of the end of a run. Who is looked at holds a lock of the run
 * together with others; who wants to tell needs it alone, and keeps it until the end has been seen. So two that
 * learn of the end in the same moment do not both tell, nor does one while another is looked at.
 * Where there are no locks or channels, each page is alone.
 *
 * @param run Which run it is, of which endpoint.
 */
export function joinTabs(run: string): TabsOfRun {
  const name = `fishbowl end of ${run}`
  const channel = openChannel(hear)
  const stopWatching = watchAttention(noteAttention)
  let lock: BrowserLock | null = null
  /** How to take back what tells of the end. `null` while nothing does. */
  let signs: (() => void)[] | null = null
  let hasLeft = false

  function noteAttention(isLooked: boolean) {
    if (isLooked && signs) {
      say('seen')
      takeBack()
    }
    lock?.release()
    lock = isLooked && !hasLeft ? takeLock(name, 'shared') : null
    lock?.isHeld.catch(() => undefined)
  }
  noteAttention(isLookedAt())

  function say(news: EndNews) {
    known.set(run, news)
    channel?.postMessage({ news, run })
  }

  function hear(about: string, news: EndNews) {
    if (about !== run) return
    if (known.get(run) !== 'seen') known.set(run, news)
    if (news === 'seen') takeBack()
  }

  function takeBack() {
    for (const undo of signs ?? []) undo()
    signs = null
    lock?.release()
    lock = null
    if (hasLeft) close()
  }

  function close() {
    stopWatching()
    lock?.release()
    channel?.close()
  }

  return {
    async tellEnd({ mark, call }) {
      if (isLookedAt()) return say('seen')
      if (signs || known.get(run) === 'seen') return
      signs = [mark()]
      lock = takeLock(name)
      const isMine = await lock.isHeld.catch(() => true)
      // Somebody may have looked, or another hook of this page told, in the meantime.
      if (!isMine || !signs || known.has(run)) return
      say('told')
      signs.push(call())
    },

    leave() {
      hasLeft = true
      if (!signs) close()
    },
  }
}

/** Opens what pages talk on. Anybody of the origin may, so only what ours say is heard. */
function openChannel(hear: (run: string, news: EndNews) => void): BroadcastChannel | null {
  try {
    const channel = new BroadcastChannel('fishbowl ends')
    channel.addEventListener('message', ({ data }) => {
      const { run, news } = isRecord(data) ? data : {}
      if (typeof run === 'string' && (news === 'told' || news === 'seen')) hear(run, news)
    })
    return channel
  } catch {
    return null
  }
}
