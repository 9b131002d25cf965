// A door: the panels of a viewer are loaded from here, once the viewer itself is shown.
import { createLazyComponent } from '../dom/lazy.js'
import { frameCode } from '../live-view/frameCode.js'
import type { RunRecordingProps } from '../recording/RunRecording.js'
import type { RunStepsProps } from '../steps/RunSteps.js'
import type { RunEndProps } from './RunEnd.js'

export const RunEndPanel = createLazyComponent<RunEndProps>(
  async () => (await import('./RunEnd.js')).RunEnd,
)
export const RunRecordingPanel = createLazyComponent<RunRecordingProps>(
  async () => (await import('../recording/RunRecording.js')).RunRecording,
)
export const RunStepsPanel = createLazyComponent<RunStepsProps>(
  async () => (await import('../steps/RunSteps.js')).RunSteps,
)

/**
 * Loads the code of all panels, shown or not. A host may publish another build in the meantime, and then
 * the code of this one can no longer be loaded.
 */
export function preloadPanels(): void {
  const panels = [frameCode, RunEndPanel, RunRecordingPanel, RunStepsPanel]
  for (const panel of panels) void panel.preload()
}
