import type { ShareGrant } from '../src/share/createShareLink.js'
import { createShareLink } from '../src/share/createShareLink.js'
import type { ViewerTokenKeys } from '../src/tokens/keys.js'
import { SECRET } from './viewerTokens.js'

/** Makes a link to `run_1`, or to what the test is about. */
export function share(
  grant: Partial<ShareGrant> = {},
  tokens: ViewerTokenKeys = { secret: SECRET },
): Promise<string> {
  const endpoint = 'https://app.example.com/api/fishbowl'
  return createShareLink({ runs: ['run_1'], endpoint, ...grant }, tokens)
}

/** What the page of a link sends. */
export function bearerOf(link: string): { Authorization: string } {
  return { Authorization: `Bearer ${link.slice(link.indexOf('#') + 1)}` }
}
