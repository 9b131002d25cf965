/** What `RunLiveView` says to a viewer who may take control. Only the code of a frame needs these texts. */
export const controlMessages = {
  liveViewTakeControl: 'Take control',
  liveViewExitControl: 'Exit control',
  liveViewControlHint:
    'Lets your mouse and keyboard into the live browser. Leave it with Exit control or F6.',
  liveViewControlWarning: 'What you type goes to a remote browser: type no passwords of your own.',
  liveViewSkip: 'Skip the live browser',
}
