import type { FishbowlErrorCode, RunOutcome, StreamRefusal } from '@fishbowl/core'

/** A part of `RunViewer` that can fail without the others. */
export type PanelName = 'summary' | 'live_view' | 'result' | 'error' | 'recording' | 'steps'

/** What `onEvent` is told. It never carries a URL, a token or anything that a web page wrote. */
export type FishbowlEvent =
  | { type: 'outcome'; runId: string; outcome: RunOutcome['type'] }
  | { type: 'read_failed'; runId: string; code: FishbowlErrorCode }
  | { type: 'cancel_failed'; runId: string; code: FishbowlErrorCode }
  | { type: 'live_view_mounted'; runId: string }
  | { type: 'live_view_loaded'; runId: string }
  | { type: 'live_view_blocked'; runId: string; directive: string; origin: string }
  | { type: 'live_view_focus_stolen'; runId: string; count: number }
  | { type: 'live_view_refused'; runId: string; reason: StreamRefusal; host: string | undefined }
  | { type: 'live_view_expired'; runId: string }
  | { type: 'panel_failed'; runId: string; panel: PanelName }
