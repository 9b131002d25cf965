import { formatCount } from '../ui/messages.js'

/** What `RunSteps` says, and what is read out as the steps come. */
export const stepMessages = {
  stepsJump: 'Jump to newest',
  stepsNone: 'No steps yet',
  stepsNoneEnded: 'It ended without a step',
  stepUntitled: 'Step',
  stepAnnouncement: (step: number, action: string) => `Step ${formatCount(step)}: ${action}`,
  stepDone: 'Done',
  stepRunning: 'running',
  stepPicture: 'Picture',
  stepPictureLabel: (step: number) => `Picture of step ${formatCount(step)}`,
  stepPictureClose: 'Close the picture',
  stepPictureLoading: 'Loading the picture',
  stepPictureNone: 'There is no picture of this step.',
  stepPictureFailed: 'The picture could not be loaded.',
  stepPictureInvalid: 'This is not a picture that can be shown.',
  stepPictureBlocked: 'This page’s policy hides the picture.',
}

export type StepMessages = typeof stepMessages
