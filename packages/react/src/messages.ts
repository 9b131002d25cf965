import { resultMessages } from './resultMessages.js'

/**
 * Every text that Fishbowl shows. Replace any of them through `<FishbowlProvider messages>`.
 * Texts that hold a value are functions, so that a language can put it where it belongs.
 */
export const defaultMessages = {
  // The badge: what a run came to.
  statusPending: 'Queued',
  statusRunning: 'Running',
  statusSucceeded: 'Succeeded',
  statusGoalFailed: 'Goal not reached',
  statusNoResult: 'No result',
  statusInvalidResult: 'Unexpected result',
  statusFailed: 'Failed',
  statusCancelled: 'Cancelled',
  statusUnknown: (status: string) => (status ? `Unknown: ${status}` : 'Unknown'),

  // Times.
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number, seconds: number) =>
    seconds ? `${minutes} min ${seconds} s` : `${minutes} min`,
  hours: (hours: number, minutes: number) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  steps: (steps: number) => (steps === 1 ? '1 step' : `${steps} steps`),
  currentStep: (step: number) => `step ${step}`,
  timeElapsed: 'Time elapsed',

  // Everywhere.
  close: 'Close',
  showMore: 'Show more',
  showLess: 'Show less',
  opensInNewTab: '(opens in a new tab)',

  // RunSummary.
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
  copy: 'Copy',
  copyRunId: 'Copy the run id',
  copied: 'Copied',
  copySelected: 'Selected, copy it by hand',

  // RunViewer.
  viewerLabel: (goal: string) => (goal ? `Run: ${goal}` : 'Run'),
  goalUnknown: 'Untitled run',
  resultTab: 'Result',
  detailsTab: 'Details',
  liveViewTab: 'Live browser',
  recordingTab: 'Recording',
  stepsTab: (steps: number) => (steps ? `Steps ${steps}` : 'Steps'),
  panelFailedTitle: 'This part could not be shown',
  panelFailedText: 'The rest of the page is not affected.',
  watchRecording: 'Watch the recording',
  showStepPictures: 'Step pictures',

  // RunActions.
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelFailed: 'The run could not be cancelled. Try again.',
  runAgain: 'Run again',
  retry: 'Try again',
  retryIn: (time: string) => `Retry in ${time}`,
  retryNow: 'You can try again now.',
  reload: 'Reload',

  // RunLiveView.
  liveViewLabel: 'Live browser',
  liveViewPicture: (status: string) => `Live browser: ${status}`,
  liveViewFrameTitle: (runId: string) => `Live browser, run ${runId}`,
  liveViewViewOnly: 'View only',
  liveViewHide: 'Hide',
  liveViewShow: 'Show live browser',
  liveViewOpen: 'Open',
  liveViewOpenLabel: 'Open the live browser in a new tab',
  liveViewFullscreen: 'Full screen',
  liveViewExitFullscreen: 'Exit full screen',
  liveViewHiddenTitle: 'The live browser is hidden',
  liveViewHiddenText: 'The run goes on.',
  liveViewQueuedTitle: 'Waiting for the run to start',
  liveViewQueuedText: 'The live browser appears here as soon as a browser is free.',
  liveViewStartingTitle: 'Waiting for the live browser',
  liveViewStartingText: 'The run has started. Its browser is getting ready.',
  liveViewNoneTitle: 'No live view',
  liveViewNoneText: 'The run ended without a live browser that can be shown.',
  liveViewNothingSeen: 'Not seeing anything? Reload it, or open it in a new tab.',
  liveViewConnecting: 'Connecting to the live browser.',
  liveViewSlow: 'The live browser is taking longer than usual.',
  liveViewNavigated: 'The page in the live browser has been reloaded or left.',
  liveViewOffline: 'You are offline. The picture may stand still.',
  liveViewEndsSoon: 'The live view ends in less than a minute.',
  liveViewControlled: 'You are in control',
  liveViewTakeControl: 'Take control',
  liveViewExitControl: 'Exit control',
  liveViewControlHint:
    'Lets your mouse and keyboard into the live browser. Leave it with Exit control or F6.',
  liveViewSkip: 'Skip the live browser',
  liveViewTurnTitle: 'Not shown, to keep this page light',
  liveViewTurnText: 'The run goes on. Other live browsers on this page are being shown.',
  liveViewWatch: 'Watch',
  liveViewPausedTitle: 'The live view is paused',
  liveViewPausedText: 'The page in it tried to take your keyboard.',
  liveViewResume: 'Resume',
  liveViewBlockedTitle: 'This page does not allow the live browser',
  liveViewBlockedText: (directive: string, origin: string) =>
    `Its Content-Security-Policy blocked it. Whoever runs this page can add ${origin} to ${directive}.`,
  liveViewNoDocumentTitle: 'Nothing came from the live browser',
  liveViewNoDocumentText: 'It did not answer in time. The run may go on all the same.',
  liveViewMayBeAvailable: (time: string, left: string) =>
    `The run has ended. Its browser may be available until ${time}, ${left} left.`,
  liveViewExpiredTitle: 'The live view has ended',
  liveViewExpiredText: (time: string) =>
    `It could be watched for up to 24 hours after the run, until ${time}.`,
  liveViewRefusedTitle: 'This live view is not shown',
  liveViewRefusedHost: (host: string) =>
    `It is on ${host}, which is not a known TinyFish host. If you trust it, add it to allowedStreamHosts of <FishbowlProvider>.`,
  liveViewRefusedUrl: 'Its address is not one that can be shown safely.',
  liveViewUnknownTitle: 'The live view may have ended',
  liveViewUnknownText: 'It is not known when this run ended.',
  liveViewTryAnyway: 'Try to load it',

  // RunRecording.
  recordingLabel: 'Recording',
  recordingRenewing: 'Getting the recording again',
  recordingFailedTitle: 'The recording could not be loaded',
  recordingFailedText: 'It may be gone, or this page may not be allowed to play it.',
  recordingRefusedTitle: 'This recording is not shown',
  recordingRefusedText: 'Its address is not one that can be played safely.',
  recordingWaitingTitle: 'The recording is not there yet',
  recordingWaitingText: 'It takes a moment to be made after the run has ended.',
  recordingNoneTitle: 'No recording',
  recordingNoneText: 'This run was not recorded.',

  // RunSteps.
  stepsLabel: 'Steps',
  stepsJump: 'Jump to newest',
  stepsNone: 'No steps yet',
  stepsNoneEnded: 'The run ended without a step.',
  stepUntitled: 'Step',
  stepAnnouncement: (step: number, action: string) => `Step ${step}: ${action}`,
  stepDone: 'Done',
  stepRunning: 'running',
  stepPicture: 'Picture',
  stepPictureLabel: (step: number) => `Picture of step ${step}`,
  stepPictureClose: 'Close the picture',
  stepPictureLoading: 'Loading the picture',
  stepPictureNone: 'There is no picture of this step.',
  stepPictureFailed: 'The picture could not be loaded.',
  stepPictureInvalid: 'This is not a picture that can be shown.',
  stepPictureBlocked: 'This page’s policy hides the picture.',

  // RunResult and the other ends.
  ...resultMessages,
  goalFailedTitle: 'The goal was not reached',
  goalFailedText: 'The browser worked. Try a more specific goal, or another start page.',
  noResultTitle: 'The run came back without a result',
  noResultText:
    'The browser worked, but nothing was found. Say in the goal what to extract, and where it is.',
  invalidResultTitle: 'The result is not of the expected shape',
  invalidResultText: 'The run completed, but these parts differ from what was asked for.',
  resultMoreIssues: (count: number) => `${count} more`,
  cancelledTitle: 'The run was cancelled',
  cancelledText: 'It stopped before it was done, so there is no result.',

  // RunError.
  failedTitle: 'The run failed',
  failedUnknown: 'The cause is not known. Running it again may help.',
  failedSystemTitle: 'TinyFish had a problem',
  failedSystem: 'It was not your fault. Running it again usually helps.',
  failedAgentTitle: 'The agent could not do this',
  failedAgent: 'Change the goal, the start page or the browser profile.',
  failedBillingTitle: 'The account cannot pay for this run',
  failedBilling: 'Add credit, then run it again.',
  failedHelpLink: (host: string) => `Help on ${host}`,
  profileHintAuthWall: 'The site wants visitors to sign in. A browser profile can be signed in.',
  profileHintBotChallenge:
    'The site checks whether its visitors are people. A browser profile may get through.',
  profileHintOther: (reason: string) =>
    reason ? `A browser profile may help: ${reason}` : 'A browser profile may help.',
  profileHintLink: (host: string) => `Set up a profile on ${host}`,

  // The endpoint.
  loadingRun: 'Loading the run',
  connectionLost: 'The connection was lost. Trying again.',
  connectionOffline: 'You are offline. Updates go on when you are back.',
  connectionStopped: 'Updates have stopped.',
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
  errorOfflineTitle: 'You are offline',
  errorOfflineText: 'The run is loaded as soon as you are back.',
  errorRetrying: 'Trying again.',

  // RunForm.
  formUrl: 'Start page',
  formUrlPlaceholder: 'https://example.com',
  formGoal: 'Goal',
  formGoalPlaceholder: 'Extract the first ten products with name, price and stock',
  formSubmit: 'Start run',
  formSubmitting: 'Starting…',
  formUrlInvalid: 'Enter a web address that starts with https:// or http://.',
  formGoalMissing: 'Say what the run should do.',
  formFailed: 'The run was not started.',
  formUncertain:
    'It is not known whether the run was started. Look at the latest runs before you try again.',
  formFailedPayment: 'The run was not started: the account has no credit left.',
  formFailedForbidden: 'The run was not started: you may not start runs.',
  formFailedRateLimited: 'The run was not started: too many at once. Wait a moment.',

  // RunList.
  listLabel: 'Runs',
  listStatus: 'Status',
  listGoal: 'Goal',
  listStarted: 'Started',
  listEmptyTitle: 'No runs yet',
  listEmptyText: 'Runs appear here as soon as they are started.',
  listLoading: 'Loading runs',
  listFailedTitle: 'The runs could not be loaded',
  listMore: 'Show more',
  listLoadingMore: 'Loading…',
}

export type Messages = typeof defaultMessages
