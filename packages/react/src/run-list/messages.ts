import { formatCount } from '../ui/messages.js'

/** What `RunList` says. */
export const listMessages = {
  listLabel: 'Runs',
  listLabelForCustomer: 'Tasks',
  listStatus: 'Status',
  listGoal: 'Goal',
  listGoalForCustomer: 'Task',
  listStarted: 'Started',
  listDuration: 'Duration',
  listSteps: 'Steps',
  listActions: 'Actions',
  listFilterLabel: 'Find runs',
  listFilterLabelForCustomer: 'Find tasks',
  listSearch: 'Search runs',
  listSearchForCustomer: 'Search',
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
  listEmptyTitleForCustomer: 'Nothing yet',
  listEmptyText: 'Runs appear here as soon as they are started.',
  listEmptyTextForCustomer: 'What is started appears here.',
  listNoMatchTitle: 'No runs match',
  listNoMatchTitleForCustomer: 'Nothing matches',
  listNoMatchText: 'Try other words, another status or a longer period.',
  listClear: 'Clear filters',
  listLoading: 'Loading runs',
  listLoadingForCustomer: 'Loading',
  listFailedTitle: 'The runs could not be loaded',
  listFailedTitleForCustomer: 'This could not be loaded',
  listForbiddenText: 'You are not allowed to see all of them.',
  listOfflineText: 'They are loaded as soon as you are back.',
  listLost: 'New ones do not arrive at the moment. Trying again.',
  listMore: 'Show more',
  listMoreFailed: 'More could not be loaded.',
  listLoadingMore: 'Loading…',
  listCount: (shown: number, total: number | null) =>
    total === null || total <= shown
      ? shown === 1
        ? '1 run'
        : `${formatCount(shown)} runs`
      : `${formatCount(shown)} of ${formatCount(total)} runs`,
  listCountForCustomer: (shown: number, total: number | null) =>
    total === null || total <= shown
      ? formatCount(shown)
      : `${formatCount(shown)} of ${formatCount(total)}`,
  listNew: (count: number) => (count === 1 ? '1 new run' : `${formatCount(count)} new runs`),
  listNewForCustomer: (count: number) => `${formatCount(count)} new`,
  listViewer: 'Chosen run',
  listViewerForCustomer: 'Details',
  listCloseViewer: 'Close',
  listCancel: (goal: string) => `Cancel: ${goal}`,
  listRunAgain: (goal: string) => `Run again: ${goal}`,
  listRunAgainForCustomer: (title: string) => `Start again: ${title}`,
}

export type ListMessages = typeof listMessages
