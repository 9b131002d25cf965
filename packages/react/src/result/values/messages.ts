import { formatCount } from '../../ui/messages.js'

/** The texts around the data of a result. */
export const resultMessages = {
  resultSource: 'Extracted from web pages',
  resultRows: (count: number) => (count === 1 ? '1 row' : `${formatCount(count)} rows`),
  resultShowMore: (count: number) => `Show ${formatCount(count)} more`,
  resultShowAll: 'Show all of it',
  resultTextCut: (shown: number, length: number) =>
    `The first ${formatCount(shown)} of ${formatCount(length)} characters. The download has them all.`,
  resultApproximate: '(approximate)',
  resultCircular: '[circular]',
  resultUnreadable: '[cannot be read]',
  resultTreeLabel: 'Result as a tree',
  resultExpandAll: 'Expand all',
  resultExpandedPart: 'There is more to expand.',
  resultCollapseAll: 'Collapse all',
  resultChosen: (name: string) => `Value of ${name}`,
  resultItems: (count: number) => (count === 1 ? '1 item' : `${formatCount(count)} items`),
  resultFields: (count: number) => (count === 1 ? '1 field' : `${formatCount(count)} fields`),
  resultTooDeep: 'Deeper levels are not shown. The download has them.',
  resultYes: 'yes',
  resultNo: 'no',
  resultRegion: 'Result, extracted from web pages',
  resultTableLabel: 'Result',
  resultTableOf: (name: string) => `Table of ${name}`,
  resultColumnsCut: (count: number) =>
    `The first ${formatCount(count)} columns. The tree and the download have them all.`,
  resultFieldNote: (key: string, description: string) =>
    description ? `${key}: ${description}` : key,
  resultRow: (row: number) => `row ${formatCount(row)}`,
  resultDetail: (name: string, row: number) => `${name}, row ${formatCount(row)}`,
  resultViews: 'Show as',
  resultViewTable: 'Table',
  resultViewRecord: 'Fields',
  resultViewTree: 'Tree',
  resultViewText: 'Text',
  resultViewRaw: 'Raw',
  resultRawLabel: 'Result as JSON',
  resultRawCut: (lines: number) =>
    `The first ${formatCount(lines)} lines. The download has them all.`,
  resultSearch: 'Search the result',
  resultSearching: 'Searching…',
  resultNoMatch: 'No match',
  resultMatch: (position: number, count: number, hasMore: boolean) =>
    `${formatCount(position)} of ${formatCount(count)}${hasMore ? '+' : ''}`,
  resultMatchingRows: (count: number) =>
    count === 1 ? '1 row matches' : `${formatCount(count)} rows match`,
  resultPrevious: 'Previous match',
  resultNext: 'Next match',
  resultCopyFailed: 'Not copied. Download it instead.',
  resultDownload: (format: string) => `Download as ${format}`,
}

export type ResultMessages = typeof resultMessages

/** How a run ended when there is no result, or not the one that was asked for. */
export const outcomeMessages = {
  goalFailedTitle: 'The goal was not reached',
  goalFailedTitleForCustomer: 'This was not completed',
  goalFailedText: 'The browser worked. Try a more specific goal, or another start page.',
  goalFailedTextForCustomer:
    'The website was visited, but not all that was asked for could be done.',
  withheldTitle: 'The run has ended',
  withheldTitleForCustomer: 'This has ended',
  withheldText: 'Its result is not shown here, so whether the goal was reached is not known.',
  withheldTextForCustomer: 'What it came to is not shown here.',
  noResultTitle: 'The run came back without a result',
  noResultTitleForCustomer: 'Nothing was found',
  noResultText:
    'The browser worked, but nothing was found. Say in the goal what to extract, and where it is.',
  noResultTextForCustomer: 'The website was visited, but it had nothing that fits.',
  invalidResultTitle: 'The result is not of the expected shape',
  invalidResultTitleForCustomer: 'The result needs a closer look',
  invalidResultText: 'The run completed, but these parts differ from what was asked for.',
  invalidResultTextForCustomer: 'It is there, but parts of it are not as expected.',
  resultMoreIssues: (count: number) => `${formatCount(count)} more`,
  cancelledTitle: 'The run was cancelled',
  cancelledTitleForCustomer: 'This was stopped',
  cancelledText: 'It stopped before it was done, so there is no result.',
  resultShow: 'Show result',
  resultHide: 'Hide result',
}

export type OutcomeMessages = typeof outcomeMessages
