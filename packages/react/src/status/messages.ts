import { formatCount } from '../ui/messages.js'

/** What a run came to, as `RunStatusBadge` and `LiveRunBadge` say it. */
export const statusMessages = {
  statusPending: 'Queued',
  statusPendingForCustomer: 'Waiting',
  statusRunning: 'Running',
  statusRunningForCustomer: 'In progress',
  statusSucceeded: 'Succeeded',
  statusSucceededForCustomer: 'Done',
  statusGoalFailed: 'Goal not reached',
  statusGoalFailedForCustomer: 'Not completed',
  statusNoResult: 'No result',
  statusNoResultForCustomer: 'Nothing found',
  statusWithheld: 'Ended',
  statusInvalidResult: 'Unexpected result',
  statusFailed: 'Failed',
  statusCancelled: 'Cancelled',
  statusUnknown: (status: string) => (status ? `Unknown: ${status}` : 'Unknown'),
  statusUnknownForCustomer: () => 'Unknown',
  statusLoading: 'Loading',
  statusUnavailable: 'Unavailable',
}

export type StatusMessages = typeof statusMessages

/** What `RunCounters` says around the badges. */
export const counterMessages = {
  countersLabel: 'Runs by outcome',
  countersLabelForCustomer: 'How it stands',
  counter: (count: number, label: string) => `${formatCount(count)} ${label.toLowerCase()}`,
}

/** What `RunSummary` says beside the data of a run. */
export const summaryMessages = {
  summaryDuration: 'Duration',
  summaryStarted: 'Started',
  summaryCreated: 'Created',
  summarySite: 'Site',
  summaryProfile: 'Profile',
  summaryProxy: 'Proxy',
  summaryAttached: 'used',
  summaryRunId: 'Run id',
  summaryRunPage: 'In TinyFish',
  openRunPage: 'Open in TinyFish',
  copyRunId: 'Copy the run id',
  copySelected: 'Selected, copy it by hand',
}

/** What is said of how far a run is. */
export const progressMessages = {
  progressWaiting: 'Waiting to start',
  progressWorking: 'Working on it',
  progressStep: (step: number, usual: number) =>
    `step ${formatCount(step)} of about ${formatCount(usual)}`,
  progressUsualLabel: 'Usual duration',
  progressUsual: (time: string) => `usually takes about ${time}`,
  progressNearlyDone: 'nearly done',
  progressLate: (time: string) => `longer than the usual ${time}`,
}

/** What `RunActions` says of cancelling. */
export const actionMessages = {
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelFailed: 'It could not be cancelled. Try again.',
  cancelRefused: 'It was not cancelled: you are not allowed to cancel it.',
}

/** What several components say of a run. */
export const runMessages = {
  steps: (steps: number) => (steps === 1 ? '1 step' : `${formatCount(steps)} steps`),
  currentStep: (step: number) => `step ${formatCount(step)}`,
  goalUnknown: 'Untitled run',
  goalUnknownForCustomer: 'Automated task',
  stepsLabel: 'Steps',
}
