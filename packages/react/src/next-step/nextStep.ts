import type { FishbowlErrorCode, RunOutcome } from '@fishbowl/core'

/** What can be done after something went wrong. All but `readAgain` is done by the host. */
export type NextStep =
  | 'runAgain'
  | 'editGoal'
  | 'addCredit'
  | 'requestAccess'
  | 'signIn'
  | 'readAgain'

/** What went wrong: what a run came to, whose fault that was, or why a run cannot be read. */
export type Trouble =
  | 'goal_failed'
  | 'no_result'
  | 'invalid_result'
  | 'cancelled'
  | 'SYSTEM_FAILURE'
  | 'AGENT_FAILURE'
  | 'BILLING_FAILURE'
  | 'UNKNOWN'
  | FishbowlErrorCode

/**
 * What helps after each trouble, the best first. To read again what is refused or gone helps nobody, and
 * neither does it to run the same again when the goal was at fault, unless there is nothing better.
 */
const steps: Record<Trouble, readonly NextStep[]> = {
  SYSTEM_FAILURE: ['runAgain'],
  UNKNOWN: ['runAgain'],
  AGENT_FAILURE: ['editGoal', 'runAgain'],
  BILLING_FAILURE: ['addCredit', 'runAgain'],
  goal_failed: ['editGoal', 'runAgain'],
  no_result: ['editGoal', 'runAgain'],
  invalid_result: ['editGoal', 'runAgain'],
  cancelled: ['runAgain'],
  unauthorized: ['signIn', 'readAgain'],
  payment_required: ['addCredit', 'readAgain'],
  forbidden: ['requestAccess'],
  // Also what somebody may not see is answered as not found, so that nobody learns that it exists.
  not_found: ['requestAccess'],
  gone: [],
  invalid_input: [],
  bad_request: [],
  rate_limited: ['readAgain'],
  timeout: ['readAgain'],
  server_error: ['readAgain'],
  unavailable: ['readAgain'],
  network_error: ['readAgain'],
  invalid_response: ['readAgain'],
}

/** Gives the one thing to offer, of those that can be done here. */
export function getNextStep(
  trouble: Trouble,
  canDo: (step: NextStep) => boolean,
): NextStep | undefined {
  return steps[trouble].find(canDo)
}

/** Gives what went wrong with a run; `undefined` for one that goes on, or ended well as far as is known. */
export function getRunTrouble(outcome: RunOutcome): Trouble | undefined {
  if (outcome.type !== 'failed')
    return outcome.type in steps ? (outcome.type as Trouble) : undefined
  const category = outcome.error.category.toUpperCase()
  return Object.hasOwn(steps, category) ? (category as Trouble) : 'UNKNOWN'
}
