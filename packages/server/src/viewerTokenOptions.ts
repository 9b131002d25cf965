import type { Revocations } from './revocations.js'
import { createRevocations } from './revocations.js'
import type { CheckedKeys, ViewerTokenKeys } from './viewerTokenKeys.js'
import { checkTokenKeys } from './viewerTokenKeys.js'

/** Which viewer tokens a handler takes. The keys are those that `createViewerToken` gets. */
export interface ViewerTokenOptions extends ViewerTokenKeys {
  /** Ends tokens early. @default none are revoked */
  revocations?: Revocations | undefined
}

/** Options with their defaults. */
export interface CheckedTokens extends CheckedKeys {
  revocations: Revocations
}

/** Checks what a host wrote. */
export function checkTokenOptions(options: ViewerTokenOptions): CheckedTokens {
  return {
    ...checkTokenKeys(options, 'createRunHandler'),
    revocations: options.revocations ?? createRevocations(),
  }
}
