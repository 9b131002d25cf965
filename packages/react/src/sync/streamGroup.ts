import type { FishbowlClient, GetToken } from '@fishbowl/core'
import { FishbowlError } from '@fishbowl/core'

import { takeLock } from './browserLock.js'
import { readClaims } from './viewerScopes.js'

/** The pages of a browser that share one event stream. */
export interface StreamGroup {
  /** The name of their lock and of their channel. No token, and no name of a viewer, can be read in it. */
  readonly name: string
  /** The server that they talk to. */
  readonly origin: string
}

/** Who is on the page. */
export interface PageViewer {
  client: FishbowlClient
  /** What the provider gets tokens from. `null` where the host has made the client. */
  getToken: GetToken | null
}

/** Of the names of locks and channels. Pages with another version of what they say to each other have others. */
const PREFIX = 'fishbowl 1'

/**
 * Finds the pages that may share a stream with this one: those that talk to the same endpoint for the same
 * viewer, who may see and do the same there. Where it is not known who the viewer is, the page is alone.
 */
export async function findStreamGroup(viewer: PageViewer): Promise<StreamGroup> {
  const { href, origin } = new URL(viewer.client.endpoint, location.href)
  const rights = await describeViewer(viewer).catch(() => null)
  const name = await hash(JSON.stringify([href, rights ?? crypto.randomUUID()]))
  return { name: `${PREFIX} ${name}`, origin }
}

async function describeViewer({ client, getToken }: PageViewer): Promise<string | null> {
  if (!getToken) return client.scope === client.endpoint ? null : client.scope
  const token = await getToken({ renew: false })
  // The browser sends the same cookies for all pages, and each page looks at what it may see for itself.
  if (token === null) return ''
  const claims = readClaims(token)
  if (!claims) return token
  // When a token is renewed, these change and the rights stay.
  const { iat: _iat, exp: _exp, nbf: _nbf, jti: _jti, ...rights } = claims
  const entries = Object.entries(rights).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String).toSorted() : value,
  ])
  return JSON.stringify(entries.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
}

async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * How many streams one browser holds open to one server, whoever they are for. Without HTTP/2 it has six
 * connections for all tabs, and pages and reads need the others.
 */
const MAX_STREAMS = 2

/** Reads a stream while there is room for one more. Throws `unavailable`, and opens none, where there is not. */
export async function* readInRoom<T>(
  group: StreamGroup,
  open: () => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const leave = await takeRoom(group)
  // At once, and not when the stream has noticed: a page that is about to be frozen has no time left.
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  try {
    yield* open()
  } finally {
    leave()
  }
}

/** Takes one of the few places for streams to a server. Gives the function that frees it. */
async function takeRoom({ origin }: StreamGroup): Promise<() => void> {
  for (let index = 0; index < MAX_STREAMS; index += 1) {
    const { isHeld, release } = takeLock(`${PREFIX} stream ${index} to ${origin}`)
    if (await isHeld) return release
  }
  throw createRoomError()
}

function createRoomError(): FishbowlError {
  return new FishbowlError({
    code: 'unavailable',
    message:
      'Other tabs have all the event streams open that one browser may hold to this server. The runs are polled until one of them is closed.',
  })
}
