import type { RunOutcome } from '@fishbowl/core'

/** A picture in lines, 12 by 12. */
export function Icon({ path, isSpinning = false }: { path: string; isSpinning?: boolean }) {
  return (
    <svg
      className="fishbowl-status-icon"
      data-spinning={isSpinning ? '' : undefined}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}

/** An icon whose shape tells of the outcome, so that nobody has to tell the outcomes apart by colour. */
export function StatusIcon({ outcome: { type } }: { outcome: Pick<RunOutcome, 'type'> }) {
  return <Icon path={shapes[type]} isSpinning={type === 'running'} />
}

const BANG = 'M6 2.5v4.5M6 9.4v.1'

const shapes: Record<RunOutcome['type'], string> = {
  pending: 'M6 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  running: 'M6 2a4 4 0 1 0 4 4',
  succeeded: 'm2.2 6.4 2.5 2.5 5-5.6',
  goal_failed: BANG,
  no_result: BANG,
  withheld: 'M3 6h.1M6 6h.1M9 6h.1',
  invalid_result: BANG,
  failed: 'm3 3 6 6m0-6-6 6',
  cancelled: 'M2.5 6h7',
  unknown: 'M4.2 4.4a1.9 1.9 0 1 1 2.6 1.7c-.5.2-.8.6-.8 1.1M6 9.4v.1',
}

/** The five meanings of colours; each has a text colour and a tint in the style sheet. */
export type Tone = 'running' | 'success' | 'attention' | 'danger' | 'idle'

const tones: Record<RunOutcome['type'], Tone> = {
  pending: 'idle',
  running: 'running',
  succeeded: 'success',
  goal_failed: 'attention',
  no_result: 'attention',
  withheld: 'idle',
  invalid_result: 'attention',
  failed: 'danger',
  cancelled: 'idle',
  unknown: 'idle',
}

/** What the colour of an outcome means. */
export function getTone(outcome: Pick<RunOutcome, 'type'>): Tone {
  return tones[outcome.type]
}
