import { formatCount } from '../ui/messages.js'

/** What a run came to, as `RunStatusBadge` and `LiveRunBadge` say it. */
export const statusMessages = {
  statusPending: 'Queued',
  statusRunning: 'Running',
  statusSucceeded: 'Succeeded',
  statusGoalFailed: 'Goal not reached',
  statusNoResult: 'No result',
  statusWithheld: 'Ended',
  statusInvalidResult: 'Unexpected result',
  statusFailed: 'Failed',
  statusCancelled: 'Cancelled',
  statusUnknown: (status: string) => (status ? `Unknown: ${status}` : 'Unknown'),
  statusLoading: 'Loading',
  statusUnavailable: 'Unavailable',
}

export type StatusMessages = typeof statusMessages

/** What `RunCounters` says around the badges. */
export const counterMessages = {
  countersLabel: 'Runs by outcome',
  counter: (count: number, label: string) => `${formatCount(count)} ${label.toLowerCase()}`,
}

/** What `RunSummary` says beside the data of a run. */
export const summaryMessages = {
  summaryDuration: 'Duration',
  summaryStarted: 'Started',
  summaryCreated: 'Queued',
  summarySite: 'Site',
  summaryProfile: 'Profile',
  summaryProxy: 'Proxy',
  summaryAttached: 'yes',
  summaryRunId: 'Run id',
  summaryRunPage: 'In TinyFish',
  openRunPage: 'Open in TinyFish',
  copyRunId: 'Copy the run id',
  copySelected: 'Selected, copy it by hand',
}

/** What `RunActions` says, and the button beside an error that runs it again. */
export const actionMessages = {
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelFailed: 'The run could not be cancelled. Try again.',
  cancelRefused: 'The run was not cancelled: you may not cancel it.',
  runAgain: 'Run again',
  retryIn: (time: string) => `Retry in ${time}`,
  retryNow: 'You can try again now.',
}

/** What several components say of a run. */
export const runMessages = {
  steps: (steps: number) => (steps === 1 ? '1 step' : `${formatCount(steps)} steps`),
  currentStep: (step: number) => `step ${formatCount(step)}`,
  goalUnknown: 'Untitled run',
  stepsLabel: 'Steps',
}
