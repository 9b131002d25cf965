import { formatCount } from '../ui/messages.js'

/** What `RunList` says. */
export const listMessages = {
  listLabel: 'Runs',
  listStatus: 'Status',
  listGoal: 'Goal',
  listStarted: 'Started',
  listDuration: 'Duration',
  listSteps: 'Steps',
  listActions: 'Actions',
  listFilterLabel: 'Find runs',
  listSearch: 'Search runs',
  listAnyStatus: 'Any status',
  listStatusPending: 'Queued',
  listStatusRunning: 'Running',
  listStatusCompleted: 'Completed',
  listStatusFailed: 'Failed',
  listStatusCancelled: 'Cancelled',
  listFrom: 'From',
  listTo: 'To',
  listOrder: 'Order',
  listNewest: 'Newest first',
  listOldest: 'Oldest first',
  listColumns: 'Columns',
  listEmptyTitle: 'No runs yet',
  listEmptyText: 'Runs appear here as soon as they are started.',
  listNoMatchTitle: 'No runs match',
  listNoMatchText: 'Try other words, another status or a longer time.',
  listClear: 'Clear filters',
  listLoading: 'Loading runs',
  listFailedTitle: 'The runs could not be loaded',
  listOfflineText: 'The runs are loaded as soon as you are back.',
  listLost: 'New runs do not arrive at the moment. Trying again.',
  listMore: 'Show more',
  listMoreFailed: 'More runs could not be loaded.',
  listLoadingMore: 'Loading…',
  listCount: (shown: number, total: number | null) =>
    total === null || total <= shown
      ? shown === 1
        ? '1 run'
        : `${formatCount(shown)} runs`
      : `${formatCount(shown)} of ${formatCount(total)} runs`,
  listNew: (count: number) => (count === 1 ? '1 new run' : `${formatCount(count)} new runs`),
  listViewer: 'Chosen run',
  listCloseViewer: 'Close',
  listCancel: (goal: string) => `Cancel: ${goal}`,
  listRunAgain: (goal: string) => `Run again: ${goal}`,
}

export type ListMessages = typeof listMessages
