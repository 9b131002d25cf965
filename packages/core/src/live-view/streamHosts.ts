import { FishbowlError } from '../errors.js'
import { isSharedDomain } from './sharedDomains.js'

/** Which hosts may be shown as a live view. */
export interface StreamPolicy {
  /**
   * Hosts to allow besides `DEFAULT_STREAM_HOSTS`: exact ones, or `*.` and a suffix, where the star
   * stands for exactly one label. Wildcards that could admit other tenants are refused, by the public
   * suffix list: the suffix must be below a domain that somebody registered and of which no names are
   * for rent, and must not end in the code of a country that is rarely used. One of sixty other
   * domains is refused with them; name its hosts whole.
   */
  allowedStreamHosts?: readonly string[] | undefined
  /**
   * Also allows `http:` on `localhost`, `*.localhost`, `127.0.0.1` and `[::1]`, for development.
   *
   * @default false
   */
  allowInsecureLocalhost?: boolean | undefined
  /**
   * The origin of the page that shows the live view. A frame of the same origin could undo its own
   * sandbox, so such a URL is refused.
   *
   * @default `location.origin` in a browser
   */
  pageOrigin?: string | undefined
}

/**
 * The hosts on which TinyFish serves live browsers. `*.` stands for exactly one label.
 *
 * @see https://docs.tinyfish.ai/key-concepts/runs
 */
export const DEFAULT_STREAM_HOSTS: readonly string[] = [
  'stream.mino.ai',
  'stream.agent.tinyfish.ai',
  'tetra-streaming.tinyfish.io',
  '*.fra0-tinyfish.unikraft.app',
  '*.lax1-tinyfish.unikraft.app',
  '*.aws-eu-west-1-tinyfish.unikraft.app',
  '*.tetra-data.production.tinyfish.io',
]

/**
 * The endings below which a wildcard may stand: those of which `isSharedDomain` knows the domains with
 * names for rent. With those of all countries they would weigh a page down half as much again.
 */
const FLAT_ENDING = /^(?:[a-z]{3,}|ai|ch|co|de|dk|eu|io|nl|tv)$/
/** Those with more endings below them than the usual ones, such as `police.uk`. */
const DEEP_ENDING = /^(?:at|au|be|ca|es|fi|fr|ie|in|it|nz|se|sg|uk)$/
/** The usual endings below endings. */
const SECOND_ENDING = /^(?:co|com|edu|gov|mil|net|nom|off|org)$/

/**
 * A region of Unikraft, which customers share. With a dash (`fra0-tinyfish`) it is one customer's
 * own.
 */
const SHARED_REGION = /^[a-z0-9]+\.(?:unikraft\.app|kraft\.host)$/

/** A host name, perhaps with a star for its first label. */
const HOST = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/

/** What `allowInsecureLocalhost` admits, but for `[::1]`: a CSP cannot name IPv6 addresses. */
const localhostSources = ['http://localhost:*', 'http://127.0.0.1:*', 'http://*.localhost:*']

/**
 * The lists that were checked already: a policy is asked on every render, mostly with the same
 * list.
 */
const checkedHosts = new WeakMap<readonly string[], readonly string[]>()

/**
 * Lists the sources that the page's CSP must allow in `frame-src` for live views to appear. They
 * come from the same hosts that `checkStreamingUrl` lets pass.
 *
 * @throws {FishbowlError} `invalid_input` when the policy itself is not safe.
 * @example
 * `frame-src ${frameSources().join(' ')}`
 */
export function frameSources(policy: StreamPolicy = {}): string[] {
  const sources = getStreamHosts(policy).map((host) => `https://${host}`)
  return policy.allowInsecureLocalhost ? [...sources, ...localhostSources] : sources
}

/**
 * Lists the hosts that a policy allows, in lower case.
 *
 * @throws {FishbowlError} `invalid_input` when one of `allowedStreamHosts` is not a host, or is a
 * wildcard that could admit other tenants.
 */
export function getStreamHosts({ allowedStreamHosts }: StreamPolicy): readonly string[] {
  if (!allowedStreamHosts) return DEFAULT_STREAM_HOSTS
  const known = checkedHosts.get(allowedStreamHosts)
  if (known) return known

  const hosts = [...new Set([...DEFAULT_STREAM_HOSTS, ...allowedStreamHosts.map(checkHost)])]
  checkedHosts.set(allowedStreamHosts, hosts)
  return hosts
}

/** Tells whether a host is one of `hosts`. */
export function matchesHost(host: string, hosts: readonly string[]): boolean {
  return hosts.some((pattern) => {
    if (!pattern.startsWith('*.')) return host === pattern
    const suffix = pattern.slice(1)
    const label = host.slice(0, -suffix.length)
    // A dot would be more than the one label that the star stands for.
    return host.endsWith(suffix) && label !== '' && !label.includes('.')
  })
}

function checkHost(pattern: string): string {
  const host = pattern.toLowerCase()
  if (!HOST.test(host) || host.includes('xn--')) {
    throw refuse(pattern, 'is not a host name (no scheme, port or path, ASCII only)')
  }
  if (host.startsWith('*.') && admitsOthers(host.slice(2))) {
    throw refuse(pattern, 'could also admit pages of other people')
  }
  return host
}

/**
 * Tells whether a wildcard may admit pages of others. It does not know every ending, so that it refuses
 * some that would not.
 */
function admitsOthers(suffix: string): boolean {
  const labels = suffix.split('.')
  const [second = '', ending = ''] = labels.slice(-2)
  const isFlat = FLAT_ENDING.test(ending) && !SECOND_ENDING.test(second)
  if (!FLAT_ENDING.test(ending) && !DEEP_ENDING.test(ending)) return true
  /** The most labels that the name which somebody registered can have. */
  const most = isFlat ? 2 : 3
  // Right below that name, too, others may have pages: each customer of a shop or a host has.
  if (labels.length <= most || SHARED_REGION.test(suffix)) return true
  return [-2, -most].some((start) => isSharedDomain(labels.slice(start).join('.')))
}

function refuse(pattern: string, why: string): FishbowlError {
  return new FishbowlError({
    code: 'invalid_input',
    message: `allowedStreamHosts contains "${pattern}", which ${why}. Name each host whole, such as "stream.example.com", or write "*.streams.example.com": a name below a domain that you alone own, and that no provider of pages or storage rents out.`,
  })
}
