import type { StreamEnd, StreamFrame } from '../page/streamFrame.js'
import { getStreamFrame } from '../page/streamFrame.js'
import { FRAME_INTERVAL, renderStreamPage } from '../page/streamPage.js'
import type { EmulatorStore, RunRecord } from '../store.js'

/** Milliseconds after its run's end for which a stream page can be opened. */
const PAGE_LIFETIME = 24 * 60 * 60_000

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self' ws: wss:",
}

/** One stream page of a run, as its address names it. */
interface StreamPage {
  record: RunRecord
  /** Counted from 0: a run may have several pages, one after the other. */
  index: number
}

/** Answers a request for a stream page. No key is needed: the address is the secret. */
export function answerStreamPage(url: URL, store: EmulatorStore): Response | undefined {
  if (!url.pathname.startsWith('/tf-')) return undefined
  const page = findStreamPage(url.pathname, store)
  if (!page)
    return new Response('Not found', { status: 404, headers: { 'Cache-Control': 'no-store' } })
  const state = getPageState(page, store)
  const frames = state === 'live' ? 'websocket' : state
  return new Response(renderStreamPage({ frames }), {
    status: state === 'expired' ? 410 : 200,
    headers,
  })
}

/**
 * Plays what a stream page draws, until its browser is gone or the signal aborts. `undefined` when no
 * page has this WebSocket address.
 */
export function playFrames(
  url: URL,
  store: EmulatorStore,
  signal?: AbortSignal,
): AsyncGenerator<StreamFrame | StreamEnd, void> | undefined {
  const pathname = url.pathname.replace(/\/frames$/, '')
  const page = pathname === url.pathname ? undefined : findStreamPage(pathname, store)
  return page && playPage(page, store, signal)
}

async function* playPage(page: StreamPage, store: EmulatorStore, signal?: AbortSignal) {
  const { steps, endsAt } = store.getScript(page.record)
  while (getPageState(page, store) === 'live') {
    yield getStreamFrame(steps, store.clock.now() - page.record.createdAt, endsAt)
    await store.clock.sleep(FRAME_INTERVAL, signal)
  }
  yield { type: 'ended' } satisfies StreamEnd
}

function findStreamPage(pathname: string, store: EmulatorStore): StreamPage | undefined {
  const [, sessionId, index] = /^\/tf-([\w-]+)\/stream\/(\d+)$/.exec(pathname) ?? []
  const record = sessionId === undefined ? undefined : store.findSession(sessionId)
  const latest = record && store.getMoment(record).stream
  if (!record || latest == null || Number(index) > latest) return undefined
  return { record, index: Number(index) }
}

function getPageState(
  { record, index }: StreamPage,
  store: EmulatorStore,
): 'live' | 'ended' | 'expired' {
  const { stream, endedAt } = store.getMoment(record)
  if (endedAt === null) return stream === index ? 'live' : 'ended'
  const isExpired = store.clock.now() >= record.createdAt + endedAt + PAGE_LIFETIME
  return isExpired ? 'expired' : 'ended'
}
