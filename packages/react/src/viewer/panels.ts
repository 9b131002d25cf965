import { createLazyComponent } from '../dom/lazy.js'
import { frameCode } from '../live-view/frameCode.js'
import type { RunRecordingProps } from '../recording/RunRecording.js'
import type { RunStepsProps } from '../steps/RunSteps.js'
import type { RunEndProps } from './RunEnd.js'

// A viewer shows first what is known of its run; what is in its tabs comes in the meantime.

export const RunEndPanel = createLazyComponent<RunEndProps>(
  async () => (await import('./RunEnd.js')).RunEnd,
)
export const RunRecordingPanel = createLazyComponent<RunRecordingProps>(
  async () => (await import('../recording/RunRecording.js')).RunRecording,
)
export const RunStepsPanel = createLazyComponent<RunStepsProps>(
  async () => (await import('../steps/RunSteps.js')).RunSteps,
)

/** Loads all of them, so that a later one is there even when the host has put out another build. */
export function preloadPanels(): void {
  const panels = [frameCode, RunEndPanel, RunRecordingPanel, RunStepsPanel]
  for (const panel of panels) void panel.preload()
}
