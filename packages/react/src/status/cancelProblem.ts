import type { FishbowlError } from '@fishbowl/core'

import type { actionMessages } from './messages.js'

/** Says why a run was not cancelled: to try again helps nobody who may not. */
export function getCancelProblem(
  { code }: FishbowlError,
  { cancelFailed, cancelRefused }: typeof actionMessages,
): string {
  const isRefusal = code === 'forbidden' || code === 'unauthorized' || code === 'not_found'
  return isRefusal ? cancelRefused : cancelFailed
}
