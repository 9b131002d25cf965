/** What the server says of a link that is good. */
export interface Link {
  /** The host's text, which is shown as it is. */
  title: string | null
  runs: string[]
  scope: string[]
  transport: 'poll' | 'push'
  allowedStreamHosts: string[]
  allowInsecureLocalhost: boolean
}

/** `ended` for a link that is over, or that is not of this server; `unreachable` when nobody can tell. */
export type LinkAnswer = Link | 'ended' | 'unreachable'

/** Milliseconds in which the server has to answer, well before it is asked again. */
const TIMEOUT = 8_000

/** Where the handler is: this page is right below. A slash at the end is a habit of some hosts. */
export const endpoint = location.pathname.replace(/\/view\/?$/, '')

/** A whole token: its signature is that of one of the two algorithms. */
const WHOLE = /^[\w-]+\.[\w-]+\.(?:[\w-]{43}|[\w-]{86})$/

/** Tells whether a right was copied whole. */
export function isWhole(right: string): boolean {
  return WHOLE.test(right)
}

/** Asks the server what a right is for, and whether it is still good. Never rejects. */
export async function askAbout(right: string): Promise<LinkAnswer> {
  try {
    const response = await fetch(`${endpoint}/view/link`, {
      headers: { Authorization: `Bearer ${right}` },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (response.ok) return readLink((await response.json()) as Wire)
    // Only a clear no ends a page: whatever else comes may have another reason, and pass.
    return response.status === 401 ? 'ended' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

/** The answer as it is sent. */
interface Wire {
  title: string | null
  runs: string[]
  scope: string[]
  transport: 'poll' | 'push'
  allowed_stream_hosts: string[]
  allow_insecure_localhost: boolean
}

function readLink({ allowed_stream_hosts, allow_insecure_localhost, ...rest }: Wire): Link {
  return {
    ...rest,
    allowedStreamHosts: allowed_stream_hosts,
    allowInsecureLocalhost: allow_insecure_localhost,
  }
}
