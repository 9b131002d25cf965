import { FishbowlError } from '@fishbowl/core'

import type { CheckedKeys, ViewerTokenKeys } from './keys.js'
import { checkTokenKeys } from './keys.js'
import type { Revocations } from './revocations.js'

/** Which viewer tokens a handler takes. The keys are those that `createViewerToken` gets. */
export interface ViewerTokenOptions extends ViewerTokenKeys {
  /** Ends tokens early. @default none are revoked */
  revocations?: Revocations | undefined
  /** Requests a minute that one token may send. @default 300 */
  maxRequests?: number | undefined
  /** Requests a minute that all tokens of one subject may send. @default 600 */
  maxSubjectRequests?: number | undefined
  /** Event streams that one token may have open, in one process. @default 2 */
  maxStreams?: number | undefined
  /** Event streams that all tokens of one subject may have open, in one process. @default 20 */
  maxSubjectStreams?: number | undefined
}

/** The default limits of a subject. They also hold where the host names subjects without tokens. */
export const subjectLimits = { maxSubjectRequests: 600, maxSubjectStreams: 20 }

/** The options with their defaults. */
export interface CheckedTokens extends CheckedKeys {
  revocations: Pick<Revocations, 'isRevoked'>
  maxRequests: number
  maxSubjectRequests: number
  maxStreams: number
  maxSubjectStreams: number
}

/**
 * Checks the options that a host wrote.
 *
 * @throws {FishbowlError} `invalid_input` when one is not usable.
 */
export function checkTokenOptions(options: ViewerTokenOptions): CheckedTokens {
  const limits = {
    maxRequests: options.maxRequests ?? 300,
    maxSubjectRequests: options.maxSubjectRequests ?? subjectLimits.maxSubjectRequests,
    maxStreams: options.maxStreams ?? 2,
    maxSubjectStreams: options.maxSubjectStreams ?? subjectLimits.maxSubjectStreams,
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (!(limit >= 1)) {
      throw new FishbowlError({
        code: 'invalid_input',
        message: `createRunHandler was given a \`${name}\` that is not a number from 1 on. Leave it out for the default, or write Infinity for no limit.`,
      })
    }
  }
  return {
    ...checkTokenKeys(options, 'createRunHandler'),
    ...limits,
    revocations: options.revocations ?? { isRevoked: async () => false },
  }
}
