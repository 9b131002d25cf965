/** How a run ended when there is no result, or not the one that was asked for. */
export const outcomeMessages = {
  goalFailedTitle: 'The goal was not reached',
  goalFailedText: 'The browser worked. Try a more specific goal, or another start page.',
  withheldTitle: 'The run has ended',
  withheldText: 'Its result is not shown here, so whether the goal was reached is not known.',
  noResultTitle: 'The run came back without a result',
  noResultText:
    'The browser worked, but nothing was found. Say in the goal what to extract, and where it is.',
  invalidResultTitle: 'The result is not of the expected shape',
  invalidResultText: 'The run completed, but these parts differ from what was asked for.',
  resultMoreIssues: (count: number) => `${count} more`,
  cancelledTitle: 'The run was cancelled',
  cancelledText: 'It stopped before it was done, so there is no result.',
  resultShow: 'Show result',
  resultHide: 'Hide result',
}

export type OutcomeMessages = typeof outcomeMessages
