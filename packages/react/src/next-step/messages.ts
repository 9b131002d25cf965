/** What can be done after a run has ended, or when it cannot be shown, if the host does it. */
export const nextStepMessages = {
  runAgain: 'Run again',
  runAgainForCustomer: 'Start again',
  retryIn: (time: string) => `Try again in ${time}`,
  retryNow: 'You can try again now.',
  editGoal: 'Change the goal',
  editGoalForCustomer: 'Change the request',
  addCredit: 'Add credit',
  requestAccess: 'Ask for access',
  signIn: 'Sign in',
}
