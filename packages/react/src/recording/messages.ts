/** What `RunRecording` says. */
export const recordingMessages = {
  recordingLabel: 'Recording',
  recordingRenewing: 'Getting the recording again',
  recordingFailedTitle: 'The recording could not be loaded',
  recordingFailedText: 'It might be gone, or this page might not be allowed to play it.',
  recordingRefusedTitle: 'This recording is not shown',
  recordingRefusedText: 'Its address is not one that can be played safely.',
  recordingWaitingTitle: 'The recording is not there yet',
  recordingWaitingText: 'It takes a moment to be made after the end.',
  recordingNoneTitle: 'No recording',
  recordingNoneText: 'No recording was made.',
}
