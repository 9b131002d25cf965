/** What `RunList` shows of each run beside its goal. */
export type RunListColumn = 'status' | 'started' | 'duration' | 'steps' | 'actions'

/** In the order in which they are shown; the goal stands after the status. */
export const runListColumns: readonly RunListColumn[] = [
  'status',
  'started',
  'duration',
  'steps',
  'actions',
]

export type CellName = RunListColumn | 'goal'

/** The cells of each row, in order. */
export function getCellNames(columns: readonly RunListColumn[]): CellName[] {
  const all: CellName[] = ['status', 'goal', 'started', 'duration', 'steps', 'actions']
  return all.filter((name) => name === 'goal' || columns.includes(name))
}
