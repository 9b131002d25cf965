import { createRandom, createUuid } from './random.js'
import { getRecordingBytes } from './recordingVideo.js'
import type { RunRecord, RunStore } from './store.js'

/** How long an address of a recording works, counted from the read that gave it. */
const LIFETIME = 15 * 60_000

const openHeaders = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** Gives the path of a run's recording, which works for 15 minutes from now. */
export function signRecording(record: RunRecord, now: number): string {
  const expires = now + LIFETIME
  return `/tf-${record.sessionId}/recording.webm?expires=${expires}&signature=${sign(record, expires)}`
}

/** Answers a request for a recording. No key is needed: the address is the secret. */
export function answerRecording(request: Request, url: URL, store: RunStore): Response | undefined {
  const sessionId = /^\/tf-([\w-]+)\/recording\.webm$/.exec(url.pathname)?.[1]
  if (sessionId === undefined) return undefined
  const record = store.findSession(sessionId)
  if (!record || !store.getMoment(record).isRecorded) return refuse(404, 'Not found')

  const expires = Number(url.searchParams.get('expires'))
  if (url.searchParams.get('signature') !== sign(record, expires)) {
    return refuse(403, 'The signature does not match')
  }
  if (store.clock.now() >= expires) return refuse(403, 'The request has expired')
  return answerVideo(request.headers.get('Range'))
}

/** Answers with all of it or with one range of bytes: video elements ask for ranges to seek. */
function answerVideo(range: string | null): Response {
  const bytes = getRecordingBytes()
  const headers = { ...openHeaders, 'Content-Type': 'video/webm', 'Accept-Ranges': 'bytes' }
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (!from && !to) return new Response(bytes, { headers })

  const start = from ? Number(from) : Math.max(0, bytes.length - Number(to))
  const end = from && to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1
  if (start > end) {
    return refuse(416, 'There are no such bytes', { 'Content-Range': `bytes */${bytes.length}` })
  }
  return new Response(bytes.slice(start, end + 1), {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end}/${bytes.length}` },
  })
}

/** Enough of a signature for an address that expires to be told from one that was made up. */
function sign({ seed }: RunRecord, expires: number): string {
  return createUuid(createRandom(seed + expires))
}

function refuse(status: number, text: string, headers?: Record<string, string>): Response {
  return new Response(text, { status, headers: { ...openHeaders, ...headers } })
}
