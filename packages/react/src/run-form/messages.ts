/** What `RunForm` says. */
export const formMessages = {
  formUrl: 'Start page',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Goal',
  formGoalForCustomer: 'What is to be done',
  formGoalPlaceholder: 'Extract the first ten products with name, price and stock',
  formSubmit: 'Start run',
  formSubmitForCustomer: 'Start',
  formSubmitting: 'Starting…',
  formUrlInvalid: 'Enter a web address that starts with https:// or http://.',
  formGoalMissing: 'Say what should be done.',
  formFieldProblem: (problem: string) => problem,
  formFieldProblemForCustomer: () => 'This was not accepted. Change it, and try again.',
  formFailed: 'The run was not started.',
  formFailedForCustomer: 'It was not started.',
  formFailedField: (field: string, problem: string) =>
    `The run was not started, because of “${field}”: ${problem}`,
  formFailedFieldForCustomer: () => 'It was not started.',
  formUncertain:
    'It is not known whether the run was started. Look at the latest runs before you try again.',
  formUncertainForCustomer:
    'It is not known whether it was started. Wait a moment before you try again.',
  formFailedPayment: 'The run was not started: the account has no credit left.',
  formFailedPaymentForCustomer: 'It was not started, which was not because of you.',
  formFailedForbidden: 'The run was not started: you are not allowed to start runs.',
  formFailedForbiddenForCustomer: 'It was not started: you are not allowed to start it.',
  formFailedRateLimited: 'The run was not started: too many at once. Wait a moment.',
  formFailedRateLimitedForCustomer: 'It was not started: too many at once. Wait a moment.',
}

export type FormMessages = typeof formMessages
