import { formatCount } from '../ui/messages.js'

/** What `RunViewer` says around its panels. */
export const viewerMessages = {
  viewerLabel: (goal: string) => (goal ? `Run: ${goal}` : 'Run'),
  resultTab: 'Result',
  detailsTab: 'Details',
  liveViewTab: 'Live browser',
  recordingTab: 'Recording',
  stepsTab: (steps: number) => (steps ? `Steps ${formatCount(steps)}` : 'Steps'),
  panelFailedTitle: 'This part could not be shown',
  panelFailedText: 'The rest of the page is not affected.',
  watchRecording: 'Watch the recording',
  showStepPictures: 'Step pictures',
  watchWithheldTitle: 'The run goes on',
  watchWithheldText: 'What it does is not shown to you. What it comes to is said here.',
}

/** What `RunViewer` says of the connection to the endpoint, and of a run that it cannot read. */
export const connectionMessages = {
  loadingRun: 'Loading the run',
  connectionLost: 'The connection was lost. Trying again.',
  connectionOffline: 'You are offline. Updates go on when you are back.',
  connectionStopped: (problem: string) => `Updates have stopped. ${problem}.`,
  connectionStalled: 'This run has not ended within a day. Updates have stopped.',
  errorNotFoundTitle: 'This run was not found',
  errorNotFoundText: 'It does not exist, or you may not see it.',
  errorUnauthorizedTitle: 'You are not signed in',
  errorUnauthorizedText: 'Sign in again to see this run.',
  errorForbiddenTitle: 'You may not see this run',
  errorForbiddenText: 'Ask the person who started it for access.',
  errorGoneTitle: 'This run is no longer kept',
  errorGoneText: 'It was removed.',
  errorInvalidIdTitle: 'This is not a run id',
  errorInvalidIdText: 'A run id has letters, digits, hyphens and underscores only.',
  errorReadTitle: 'The run could not be loaded',
  errorReadText: 'The server did not give an answer that can be read.',
  errorNoOriginTitle: 'The server does not know this page',
  errorNoOriginText:
    'The page has the origin “null”, as it is a file or in a web view. Open it at its address on the web.',
  errorOfflineTitle: 'You are offline',
  errorOfflineText: 'The run is loaded as soon as you are back.',
  errorRetrying: (problem: string) => `${problem} Trying again.`,
}
