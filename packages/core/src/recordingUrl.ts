import type { StreamPolicy } from './streamHosts.js'

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
  if (typeof url !== 'string' || !URL.canParse(url)) return null
  const { protocol, hostname, username, password, href } = new URL(url)
  const isSafe = protocol === 'https:'
  const isLocal = protocol === 'http:' && allowInsecureLocalhost && isLocalhost(hostname)
  return (isSafe || isLocal) && !username && !password ? href : null
}

function isLocalhost(hostname: string): boolean {
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isLoopback || hostname.endsWith('.localhost')
}
