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
