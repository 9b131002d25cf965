'use client'

import type { Run } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import { forwardRef, memo } from 'react'

import { useClient } from '../context/context.js'
import { useRunQuery } from '../hooks/useRunQuery.js'
import { runMessages } from '../status/messages.js'
import { RunStatusBadge } from '../status/RunStatusBadge.js'
import type { RunTitle } from '../status/useRunTitle.js'
import { useRunTitle } from '../status/useRunTitle.js'
import { getLaterRun } from '../sync/runListQuery.js'
import { formatDuration } from '../ui/formatTime.js'
import { innerPart } from '../ui/innerPart.js'
import { timeMessages } from '../ui/messages.js'
import { cutText } from '../ui/textPieces.js'
import { ElapsedTime, Time } from '../ui/Time.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useMessages } from '../ui/useMessages.js'
import type { CellName } from './columns.js'
import type { RunListActionsProps } from './RunListActions.js'
import { hasAction, RunListActions } from './RunListActions.js'

const texts = { ...timeMessages, ...runMessages }

/** What `rowIndex` counts from: the header is row 1. */
export const FIRST_ROW = 2

/** Characters of a goal that are drawn: the style sheet cuts it at the edge of the cell. */
const LONGEST_GOAL = 500

export interface RunListRowProps extends Omit<RunListActionsProps, 'run' | 'tabIndex' | 'title'> {
  /** The run as the list has it. While it goes on, the row reads it itself. */
  run: Run
  /** The number of the row in the whole list, from 1, where the header is the first one. */
  rowIndex: number
  /** What the host calls runs. */
  title: RunTitle | undefined
  cells: readonly CellName[]
  isSelected: boolean
  /** The cell that the Tab key leads to, if it is in this row. */
  tabStop: CellName | undefined
  onSelect: ((run: Run) => void) | undefined
}

/** One run of a `RunList`. Renders again only when what it shows has changed. */
export const RunListRow = memo(
  forwardRef<HTMLDivElement, RunListRowProps>(function RunListRow(
    { run: listed, rowIndex, title, cells, isSelected, tabStop, onSelect, ...actions },
    ref,
  ) {
    const client = useClient('RunList')
    const { data } = useRunQuery(client, listed.runId, {
      enabled: !isTerminal(listed.status),
      priority: 'normal',
    })
    const run = getLaterRun(listed, data)
    return (
      <div
        ref={ref}
        role="row"
        className="fishbowl-run-list-row"
        {...innerPart('row')}
        aria-rowindex={rowIndex}
        aria-selected={onSelect && isSelected}
        data-row={rowIndex - FIRST_ROW}
        data-selected={isSelected ? '' : undefined}
      >
        {cells.map((name, index) => {
          const tabIndex = name === tabStop ? 0 : -1
          const canAct = name === 'actions' && hasAction(run, actions)
          const holdsButton = canAct || (name === 'goal' && onSelect)
          return (
            <div
              key={name}
              role="gridcell"
              aria-colindex={index + 1}
              data-column={name}
              dir={name === 'goal' ? 'auto' : undefined}
              // In a cell with a button, the button takes the focus in place of the cell.
              tabIndex={holdsButton ? undefined : tabIndex}
            >
              {name === 'goal' && (
                <Goal run={run} title={title} tabIndex={tabIndex} onSelect={onSelect} />
              )}
              {canAct && (
                <RunListActions run={run} title={title} tabIndex={tabIndex} {...actions} />
              )}
              {name === 'status' && <RunStatusBadge run={run} />}
              {name === 'started' && <Started run={run} />}
              {name === 'duration' && <Duration run={run} />}
              {name === 'steps' && <Steps run={run} />}
            </div>
          )
        })}
      </div>
    )
  }),
)

interface GoalProps extends Pick<RunListRowProps, 'onSelect' | 'title'> {
  run: Run
  tabIndex: number
}

function Goal({ run, title, tabIndex, onSelect }: GoalProps) {
  const messages = useMessages(texts)
  const text = cutText(useRunTitle(run, title) || messages.goalUnknown, LONGEST_GOAL)
  const goal = <UntrustedText as="span" text={text} />
  if (!onSelect) return goal
  return (
    <button
      type="button"
      className="fishbowl-run-list-goal"
      tabIndex={tabIndex}
      onClick={() => onSelect(run)}
    >
      {goal}
    </button>
  )
}

function Started({ run }: { run: Run }) {
  const startedAt = parseTimestamp(run.startedAt ?? run.createdAt)
  if (startedAt === null) return null
  return (
    <bdi>
      <Time value={startedAt} format="relative" />
    </bdi>
  )
}

function Duration({ run }: { run: Run }) {
  const messages = useMessages(texts)
  const startedAt = parseTimestamp(run.startedAt)
  const finishedAt = parseTimestamp(run.finishedAt)
  if (startedAt === null) return null
  if (!isTerminal(run.status)) return <ElapsedTime since={startedAt} />
  return finishedAt === null ? null : <bdi>{formatDuration(finishedAt - startedAt, messages)}</bdi>
}

function Steps({ run }: { run: Run }) {
  const messages = useMessages(texts)
  const steps = run.numOfSteps ?? run.steps.length
  if (steps === 0) return null
  return <bdi>{isTerminal(run.status) ? messages.steps(steps) : messages.currentStep(steps)}</bdi>
}
