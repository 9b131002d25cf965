/** What customers are told where there is no live browser: why is nothing that they could change. */
const NOT_SHOWN = 'The live browser cannot be shown here'
const GOES_ON = 'That changes nothing about the work, and nothing is needed of you.'

/** What `RunLiveView` says around the frame, or in the place of one. */
export const liveViewMessages = {
  reload: 'Reload',
  liveViewLabel: 'Live browser',
  liveViewPicture: (status: string) => `Live browser: ${status}`,
  liveViewFrameTitle: (runId: string) => `Live browser, run ${runId}`,
  liveViewFrameTitleForCustomer: () => 'Live browser',
  liveViewViewOnly: 'View only',
  liveViewHide: 'Hide',
  liveViewShow: 'Show live browser',
  liveViewOpen: 'Open',
  liveViewOpenLabel: 'Open the live browser in a new tab',
  liveViewFullscreen: 'Full screen',
  liveViewExitFullscreen: 'Exit full screen',
  liveViewHiddenTitle: 'The live browser is hidden',
  liveViewHiddenText: 'Nothing is loaded for it until you show it.',
  liveViewQueuedTitle: 'Waiting for the run to start',
  liveViewQueuedTitleForCustomer: 'Not started yet',
  liveViewQueuedText: 'The live browser appears here as soon as a browser is free.',
  liveViewStartingTitle: 'Waiting for the live browser',
  liveViewStartingText: 'The run has started. Its browser is getting ready.',
  liveViewStartingTextForCustomer: 'Work has begun. The browser is getting ready.',
  liveViewWithheldTitle: 'The live browser is not shown to you',
  liveViewWithheldTitleForCustomer: NOT_SHOWN,
  liveViewWithheldText: 'You are allowed to see the run, but not its browser.',
  liveViewWithheldTextForCustomer: GOES_ON,
  liveViewNoneTitle: 'No live view',
  liveViewNoneText: 'It ended without a live browser that can be shown.',
  liveViewConnecting: 'Connecting to the live browser.',
  liveViewSlow: 'The live browser is taking longer than usual. You can reload it.',
  liveViewNavigated: 'The page in the live browser has been reloaded or left.',
  liveViewOffline: 'You are offline. The picture might be frozen.',
  liveViewEndsSoon: 'The live view ends in less than a minute.',
  liveViewControlled: 'You are in control',
  liveViewTurnTitle: 'Not shown, to keep this page fast',
  liveViewTurnText: 'Other live browsers on this page are being shown.',
  liveViewWatch: 'Watch',
  liveViewPausedTitle: 'The live view is paused',
  liveViewPausedText: 'The page in it tried to take your keyboard.',
  liveViewPausedScrollText: 'The page in it tried to scroll this page.',
  liveViewResume: 'Resume',
  liveViewBlockedTitle: 'This page does not allow the live browser',
  liveViewBlockedTitleForCustomer: NOT_SHOWN,
  liveViewBlockedText: (directive: string, origin: string) =>
    `Its Content-Security-Policy blocked it. Whoever runs this page can add ${origin} to ${directive}.`,
  liveViewBlockedTextForCustomer: () => GOES_ON,
  liveViewKeptOutText: (origin: string) =>
    `Its Cross-Origin-Embedder-Policy keeps ${origin} out, and this browser has no way around it. Open it in a new tab, or in another browser.`,
  liveViewKeptOutTextForCustomer: () => GOES_ON,
  liveViewSameOriginTitle: 'The live browser was taken away',
  liveViewSameOriginText:
    'It was sent on to a page of this website, where it could have reached what you see here.',
  liveViewSameOriginTextForCustomer: GOES_ON,
  liveViewNoDocumentTitle: 'Nothing came from the live browser',
  liveViewNoDocumentText: 'It did not answer in time. The work might still be going on.',
  liveViewNotLoadedTitle: 'The live browser could not be loaded',
  liveViewNotLoadedText:
    'A part of this page did not arrive. If it does not come now, reload the page.',
  liveViewMayBeAvailable: (time: string, left: string) =>
    `This has ended. Its browser might be available until ${time}, ${left} left.`,
  liveViewExpiredTitle: 'The live view has ended',
  liveViewExpiredText: (time: string) => `It was available until ${time} at the latest.`,
  liveViewRefusedTitle: 'This live view is not shown',
  liveViewRefusedTitleForCustomer: NOT_SHOWN,
  liveViewRefusedHost: (host: string) =>
    `It is on ${host}, which is no known TinyFish host. If you trust it, add it to allowedStreamHosts.`,
  liveViewRefusedHostForCustomer: () => GOES_ON,
  liveViewRefusedUrl: 'Its address is not one that can be shown safely.',
  liveViewRefusedUrlForCustomer: GOES_ON,
  liveViewUnknownTitle: 'The live view might have ended',
  liveViewUnknownText: 'It is not known whether or when it ended.',
  liveViewTryAnyway: 'Try to load it',
}

export type LiveViewMessages = typeof liveViewMessages
