/** What can be done with a run, by `RunActions` and beside its ends. */
export const actionMessages = {
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelFailed: 'The run could not be cancelled. Try again.',
  runAgain: 'Run again',
  retryIn: (time: string) => `Retry in ${time}`,
  retryNow: 'You can try again now.',
}
