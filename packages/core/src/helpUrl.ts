import { matchesHost } from './streamHosts.js'
import { FORBIDDEN_CHARACTER, MAX_URL_LENGTH, parseUrl } from './streamingUrl.js'

/** Where people read about TinyFish and set it up. `*.` stands for exactly one label. */
const HELP_HOSTS = ['tinyfish.ai', '*.tinyfish.ai']
/** What relative addresses are relative to. */
const DASHBOARD = 'https://agent.tinyfish.ai'

/**
 * Decides whether an address that came with a run (`error.helpUrl`, `profileHint.setupUrl`) may become a
 * link, and gives it in the form to use, else `null`. It has to be `https:` on one of TinyFish's hosts; a
 * path alone, such as `/profiles`, is taken to be on the TinyFish dashboard.
 *
 * @example
 * const href = checkHelpUrl(run.error?.helpUrl)
 */
export function checkHelpUrl(url: unknown): string | null {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH) return null
  if (FORBIDDEN_CHARACTER.test(url)) return null
  const absolute = /^\/(?!\/)/.test(url) ? DASHBOARD + url : url
  const authority = /^https:\/\/([^/?#]*)/i.exec(absolute)?.[1]?.toLowerCase()
  // Compared as it was written: no name or port, and nothing that the parser would turn into a host.
  if (authority === undefined || !matchesHost(authority, HELP_HOSTS)) return null
  const parsed = parseUrl(absolute)
  return parsed?.hostname === authority ? parsed.href : null
}
