import type { StreamEnd, StreamFrame } from '../page/streamFrame.js'
import { getStreamFrame } from '../page/streamFrame.js'
import { FRAME_INTERVAL, renderStreamPage } from '../page/streamPage.js'
import type { RunRecord, RunStore } from '../store.js'
import { getScript } from '../store.js'

/** How long after its run's end a live view can be opened. */
const LIFETIME = 24 * 60 * 60_000

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self' ws: wss:",
}

/** One browser of a run, as its address names it. */
interface Stream {
  record: RunRecord
  /** A run may have several, one after the other. */
  index: number
}

/** Answers a request for a stream page. No key is needed: the address is the secret. */
export function answerStreamPage(url: URL, store: RunStore): Response | undefined {
  if (!url.pathname.startsWith('/tf-')) return undefined
  const stream = findStream(url.pathname, store)
  if (!stream)
    return new Response('Not found', { status: 404, headers: { 'Cache-Control': 'no-store' } })
  const state = getStreamState(stream, store)
  const frames = state === 'live' ? 'websocket' : state
  return new Response(renderStreamPage({ frames }), {
    status: state === 'expired' ? 410 : 200,
    headers,
  })
}

/** Plays what a stream page draws, until its browser is gone or the signal aborts. */
export function playStream(
  url: URL,
  store: RunStore,
  signal?: AbortSignal,
): AsyncGenerator<StreamFrame | StreamEnd, void> | undefined {
  const page = url.pathname.replace(/\/frames$/, '')
  const stream = page === url.pathname ? undefined : findStream(page, store)
  return stream && playFrames(stream, store, signal)
}

async function* playFrames(stream: Stream, store: RunStore, signal?: AbortSignal) {
  const { steps, endsAt } = getScript(stream.record)
  while (getStreamState(stream, store) === 'live') {
    yield getStreamFrame(steps, store.clock.now() - stream.record.createdAt, endsAt)
    await store.clock.sleep(FRAME_INTERVAL, signal)
  }
  yield { type: 'ended' } satisfies StreamEnd
}

function findStream(pathname: string, store: RunStore): Stream | undefined {
  const [, sessionId, index] = /^\/tf-([\w-]+)\/stream\/(\d+)$/.exec(pathname) ?? []
  const record = sessionId === undefined ? undefined : store.findSession(sessionId)
  const latest = record && store.getMoment(record).stream
  if (!record || latest == null || Number(index) > latest) return undefined
  return { record, index: Number(index) }
}

function getStreamState({ record, index }: Stream, store: RunStore): 'live' | 'ended' | 'expired' {
  const { stream, endedAt } = store.getMoment(record)
  if (endedAt === null) return stream === index ? 'live' : 'ended'
  const isExpired = store.clock.now() >= record.createdAt + endedAt + LIFETIME
  return isExpired ? 'expired' : 'ended'
}
