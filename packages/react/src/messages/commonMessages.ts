/** What small parts say that are found in many others. */
export const commonMessages = {
  close: 'Close',
  showMore: 'Show more',
  showLess: 'Show less',
  opensInNewTab: '(opens in a new tab)',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Try again',
}
