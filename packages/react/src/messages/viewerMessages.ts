/** What `RunViewer` says around its parts. */
export const viewerMessages = {
  viewerLabel: (goal: string) => (goal ? `Run: ${goal}` : 'Run'),
  resultTab: 'Result',
  detailsTab: 'Details',
  liveViewTab: 'Live browser',
  recordingTab: 'Recording',
  stepsTab: (steps: number) => (steps ? `Steps ${steps}` : 'Steps'),
  panelFailedTitle: 'This part could not be shown',
  panelFailedText: 'The rest of the page is not affected.',
  watchRecording: 'Watch the recording',
  showStepPictures: 'Step pictures',
}
