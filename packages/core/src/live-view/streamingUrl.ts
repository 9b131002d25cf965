import type { StreamPolicy } from './streamHosts.js'
import { getStreamHosts, matchesHost } from './streamHosts.js'

/** Why a URL may not be shown as a live view. */
export type StreamRefusal =
  | 'not_a_string'
  | 'too_long'
  | 'forbidden_character'
  | 'unsupported_scheme'
  | 'invalid_url'
  | 'credentials'
  | 'invalid_host'
  | 'insecure'
  | 'port'
  | 'host_not_allowed'
  /** It leads to what drives a browser through a socket of its query, such as the DevTools. */
  | 'control_address'
  | 'same_origin'

/** Whether a URL may be shown as a live view, and in which form. */
export type StreamingUrlCheck =
  | { ok: true; href: string; origin: string }
  /** `host` is the ASCII host name, when the URL could be read that far. */
  | { ok: false; reason: StreamRefusal; host?: string }

/** Characters. */
export const MAX_URL_LENGTH = 2048
/**
 * A control, format (zero-width, bidi), unassigned or space character: `URL` silently drops some of
 * them.
 */
export const FORBIDDEN_CHARACTER = /[\p{C}\p{Z}\\]/u
const HTTP_AUTHORITY = /^https?:\/\/([^/?#]*)/i
const HOST_NAME = /^(?:[a-z0-9-]+\.)*[a-z0-9-]+$/
const LOCALHOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Decides whether a run's `streamingUrl` may be embedded. Use only the `href` that it returns, in
 * frames and in links, and check again whenever the URL changes.
 *
 * @throws {FishbowlError} `invalid_input` when the policy itself is not safe.
 * @example
 * const check = checkStreamingUrl(run.streamingUrl, { allowedStreamHosts: ['stream.example.com'] })
 * if (!check.ok) console.warn(`Refused: ${check.reason}`)
 */
export function checkStreamingUrl(url: unknown, policy: StreamPolicy = {}): StreamingUrlCheck {
  const hosts = getStreamHosts(policy)
  if (typeof url !== 'string') return { ok: false, reason: 'not_a_string' }
  if (url.length > MAX_URL_LENGTH) return { ok: false, reason: 'too_long' }
  // This comes before parsing, which would turn 'java\nscript:' into 'javascript:'.
  if (FORBIDDEN_CHARACTER.test(url)) return { ok: false, reason: 'forbidden_character' }

  const authority = HTTP_AUTHORITY.exec(url)?.[1]
  if (authority === undefined) return { ok: false, reason: 'unsupported_scheme' }
  const parsed = parseUrl(url)
  if (!parsed) return { ok: false, reason: 'invalid_url' }

  const reason = findFault(parsed, authority, policy, hosts)
  if (reason) return { ok: false, reason, host: parsed.hostname }

  parsed.hash = ''
  return { ok: true, href: parsed.href, origin: parsed.origin }
}

function findFault(
  url: URL,
  authority: string,
  { allowInsecureLocalhost = false, pageOrigin = globalThis.location?.origin }: StreamPolicy,
  hosts: readonly string[],
): StreamRefusal | undefined {
  const { hostname } = url
  if (authority.includes('@')) return 'credentials'
  // The parser makes ordinary hosts of full-width letters, '%73' and '2130706433': the host must
  // stand in the URL as the parser gives it.
  if (authority.replace(/[A-Z]/g, lower).replace(/:\d*$/, '') !== hostname) return 'invalid_host'
  if (url.origin === pageOrigin) return 'same_origin'

  const isLocal = url.protocol === 'http:' && LOCALHOST.test(hostname)
  if (isLocal && allowInsecureLocalhost)
    return isControlAddress(url) ? 'control_address' : undefined
  if (!HOST_NAME.test(hostname) || /(?:^|\.)xn--/.test(hostname)) return 'invalid_host'
  if (url.protocol !== 'https:') return 'insecure'
  if (url.port !== '') return 'port'
  if (!matchesHost(hostname, hosts)) return 'host_not_allowed'
  return isControlAddress(url) ? 'control_address' : undefined
}

/** The pages of DevTools, whichever version, and the endpoints of the protocol behind them. */
const DEVTOOLS_PATH =
  /\/(?:devtools|(?:inspector|(?:devtools|js|node|ndb|worker)_app)\.html|json)(?:\/|$)/i
/** Names of parameters that take a socket, without what is neither a letter nor a digit. */
const SOCKET_NAME =
  /^(?:browser|remote|debug(?:ger)?|cdp)?(?:wss?|websocket|socket|cdp)(?:debuggerurl|url|uri|endpoint|address|host|server|path)?$/
/** What leads to a socket, in whatever parameter. */
const SOCKET_VALUE = /\bwss?:|\/devtools\/|websockify/i

/**
 * Tells whether an address is of a page that connects to whatever socket its query names. On an
 * allowed host it would show, and let a viewer drive, a browser of somebody else.
 */
function isControlAddress({ pathname, searchParams }: URL): boolean {
  if (DEVTOOLS_PATH.test(decode(pathname))) return true
  const isVnc = /vnc\w*\.html$/i.test(pathname)
  return [...searchParams].some(
    ([name, value]) =>
      SOCKET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, '')) ||
      SOCKET_VALUE.test(decode(value)) ||
      (isVnc && ['host', 'port', 'path'].includes(name)),
  )
}

/** Takes one more layer of `%` off: some pages decode twice. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** For single ASCII letters: `toLowerCase` of a whole host would let the Kelvin sign pass for a k. */
const lower = (letter: string) => letter.toLowerCase()

/**
 * Parses a URL, `undefined` when it is not one. In Node 20 `URL.canParse` says of nearly every address with an
 * umlaut that it is none, once it has been called often.
 */
export function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}
