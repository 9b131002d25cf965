/** What the page of a share link says itself. Each text is a sentence for somebody who was sent a link. */
export const pageMessages = {
  loading: 'Loading',
  incompleteTitle: 'This link is not complete',
  incompleteText: 'Open the whole link that was sent to you.',
  endedTitle: 'This link has ended',
  endedText: 'Ask whoever sent it to you for a new one.',
  unreachableTitle: 'This page cannot be loaded at the moment',
  unreachableText: 'It tries again by itself.',
  brokenTitle: 'This page could not be loaded',
  brokenText: 'Reload it to try again.',
  goneTitle: 'This is no longer available',
  place: (place: number, count: number) => `${place} of ${count}`,
}
