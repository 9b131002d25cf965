import { FishbowlError } from '@fishbowl/core'

import { checkTokenKeys } from '../tokens/keys.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { readEndedToken } from '../tokens/tokenVerifier.js'
import { isTokenId } from '../tokens/viewerToken.js'

/**
 * Ends a share link for everybody who has it: requests are refused at once, and pages that show it end
 * within 30 seconds. Does nothing to a link that has ended.
 *
 * @param linkOrId The link, or the `id` that it was made with.
 * @param tokens Those of your handler, with their `revocations`.
 * @throws {FishbowlError} `invalid_input` when the link is not whole or of another key, or when there are no
 * `revocations`. The errors of the store are passed on: the link is not revoked then.
 * @example
 * await revokeShareLink(link, tokens)
 */
export async function revokeShareLink(linkOrId: string, tokens: ViewerTokenOptions): Promise<void> {
  const { revocations } = tokens
  if (!revocations) {
    fail('no `revocations`. Write tokens: { secret, revocations: createRevocations(store) }.')
  }
  await revocations.revokeToken(isTokenId(linkOrId) ? linkOrId : await readId(linkOrId, tokens))
}

/** A link may come from somebody who would like to end that of another, and so its signature counts. */
async function readId(link: unknown, tokens: ViewerTokenOptions): Promise<string> {
  const right = typeof link === 'string' ? link.slice(link.indexOf('#') + 1) : ''
  const token = await readEndedToken(right, checkTokenKeys(tokens, 'revokeShareLink'))
  if (token?.link) return token.id
  fail('neither the id of a link nor a whole link that one of the keys has signed.')
}

function fail(what: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `revokeShareLink was given ${what}` })
}
