import { lazyPart } from './lazyPart.js'
import { liveViewParts } from './liveViewParts.js'
import type { RunEndProps } from './RunEnd.js'
import type { RunRecordingProps } from './RunRecording.js'
import type { RunStepsProps } from './RunSteps.js'

// A viewer shows its live browser first; what follows comes in the meantime.

export const RunEndPanel = lazyPart<RunEndProps>(async () => (await import('./RunEnd.js')).RunEnd)
export const RunRecordingPanel = lazyPart<RunRecordingProps>(
  async () => (await import('./RunRecording.js')).RunRecording,
)
export const RunStepsPanel = lazyPart<RunStepsProps>(
  async () => (await import('./RunSteps.js')).RunSteps,
)

/** Loads all of them, so that a later one is there even when the host has put out another build. */
export function preloadPanels(): void {
  for (const panel of [liveViewParts, RunEndPanel, RunRecordingPanel, RunStepsPanel])
    void panel.preload()
}
