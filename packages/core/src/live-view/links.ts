import type { StreamPolicy } from './streamHosts.js'
import { matchesHost } from './streamHosts.js'
import { FORBIDDEN_CHARACTER, MAX_URL_LENGTH, parseUrl } from './streamingUrl.js'

/** Where people read about TinyFish and set it up. `*.` stands for exactly one label. */
const helpHosts = ['tinyfish.ai', '*.tinyfish.ai']
/** Where an address without a host leads to. */
const DASHBOARD = 'https://agent.tinyfish.ai'

/**
 * Decides whether a run's `videoUrl` may be played, and gives it in the form to use, else `null`. It
 * has to be `https:` without a name and a password; any host will do, as a video runs no scripts.
 *
 * @example
 * const src = checkRecordingUrl(run.videoUrl)
 */
export function checkRecordingUrl(
  url: unknown,
  { allowInsecureLocalhost = false }: StreamPolicy = {},
): string | null {
  const parsed = typeof url === 'string' ? parseUrl(url) : undefined
  if (!parsed) return null
  const { protocol, hostname, username, password, href } = parsed
  const isSafe = protocol === 'https:'
  const isLocal = protocol === 'http:' && allowInsecureLocalhost && isLocalhost(hostname)
  return (isSafe || isLocal) && !username && !password ? href : null
}

function isLocalhost(hostname: string): boolean {
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isLoopback || hostname.endsWith('.localhost')
}

/**
 * Decides whether an address that came with a run (`error.helpUrl`, `profileHint.setupUrl`) may
 * become a link, and gives it in the form to use, else `null`. It has to be `https:` on one of
 * TinyFish's hosts; a path alone, such as `/profiles`, is taken to be on the TinyFish dashboard.
 *
 * @example
 * const href = checkHelpUrl(run.error?.helpUrl)
 */
export function checkHelpUrl(url: unknown): string | null {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH) return null
  if (FORBIDDEN_CHARACTER.test(url)) return null
  const absolute = /^\/(?!\/)/.test(url) ? DASHBOARD + url : url
  const authority = /^https:\/\/([^/?#]*)/i.exec(absolute)?.[1]?.toLowerCase()
  // The host is compared as it was written. That refuses a name or a port before it, and characters
  // that the parser would turn into one of the hosts.
  if (authority === undefined || !matchesHost(authority, helpHosts)) return null
  const parsed = parseUrl(absolute)
  return parsed?.hostname === authority ? parsed.href : null
}
