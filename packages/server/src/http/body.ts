import { HandlerError } from './handlerError.js'

/** Milliseconds that a viewer may take to send a body. */
const MAX_SENDING = 60_000

/**
 * Reads the JSON body of a viewer's request. Rejects with a `HandlerError` when the body is longer than
 * `maxBytes` or is not JSON.
 */
export async function readRequestJson(request: Request, maxBytes: number): Promise<unknown> {
  const tooLarge = () => new HandlerError('REQUEST_TOO_LARGE')
  if (Number(request.headers.get('Content-Length')) > maxBytes) throw tooLarge()
  // Whoever has read it already is the host, whose log should hear of it.
  const wasRead = request.bodyUsed
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), MAX_SENDING)
  const bytes = await readBytes(request.body, maxBytes, controller.signal)
    .catch((error: unknown) => {
      // A body that breaks off, or is not what its headers said, is the sender's fault.
      throw wasRead ? error : new HandlerError('CLIENT_GONE')
    })
    .finally(() => clearTimeout(timer))
  if (!bytes) throw tooLarge()
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new HandlerError('INVALID_INPUT', { message: 'The body is not JSON.' })
  }
}

/**
 * Reads a body. As soon as the body turns out to be longer than `maxBytes`, this gives `null` and leaves
 * the rest unread. Rejects when the signal aborts, and leaves a body that may never end.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = []
  let size = 0
  const isWhole = await readPieces(body, signal, (piece) => {
    size += piece.byteLength
    pieces.push(piece)
    return size <= maxBytes
  })
  return isWhole ? join(pieces, size) : null
}

/**
 * Reads a body piece by piece, until `take` says that it wants no more. Says whether all was read. Rejects
 * as `readBytes` does.
 */
export async function readPieces(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
  take: (piece: Uint8Array) => boolean,
): Promise<boolean> {
  if (!body) return true
  const reader = body.getReader()
  const leave = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return true
      if (!take(value)) return false
    }
  } finally {
    signal.removeEventListener('abort', leave)
    reader.releaseLock()
  }
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  return bytes
}
