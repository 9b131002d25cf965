import type { StreamPolicy } from './streamHosts.js'
import { getStreamHosts } from './streamHosts.js'

/** What `allowInsecureLocalhost` admits, as far as a CSP can say it: it knows no IPv6 addresses. */
const LOCALHOST_SOURCES = ['http://localhost:*', 'http://127.0.0.1:*', 'http://*.localhost:*']

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
  return policy.allowInsecureLocalhost ? [...sources, ...LOCALHOST_SOURCES] : sources
}
