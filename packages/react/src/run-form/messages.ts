/** What `RunForm` says. */
export const formMessages = {
  formUrl: 'Start page',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Goal',
  formGoalPlaceholder: 'Extract the first ten products with name, price and stock',
  formSubmit: 'Start run',
  formSubmitting: 'Starting…',
  formUrlInvalid: 'Enter a web address that starts with https:// or http://.',
  formGoalMissing: 'Say what the run should do.',
  formFailed: 'The run was not started.',
  formFailedField: (field: string, problem: string) =>
    `The run was not started, because of “${field}”: ${problem}`,
  formUncertain:
    'It is not known whether the run was started. Look at the latest runs before you try again.',
  formFailedPayment: 'The run was not started: the account has no credit left.',
  formFailedForbidden: 'The run was not started: you may not start runs.',
  formFailedRateLimited: 'The run was not started: too many at once. Wait a moment.',
}

export type FormMessages = typeof formMessages
