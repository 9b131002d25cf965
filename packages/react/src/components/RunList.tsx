'use client'

import { parseTimestamp } from '@fishbowl/core'
import type { ListRunsFilter, Run } from '@fishbowl/core'
import { forwardRef } from 'react'
import type { HTMLAttributes } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { useRuns } from '../hooks/useRuns.js'
import { Button } from './Button.js'
import { Notice } from './Notice.js'
import { RunStatusBadge } from './RunStatusBadge.js'
import { Time } from './Time.js'
import { usePart } from './usePart.js'

export interface RunListProps extends Omit<
  HTMLAttributes<HTMLDivElement>,
  'children' | 'onSelect'
> {
  filter?: ListRunsFilter
  /** Marks one of the runs. */
  selectedRunId?: string | null | undefined
  /** Makes the goals buttons, and is called with the run that was chosen. */
  onSelect?: ((run: Run) => void) | undefined
}

/**
 * The latest runs with what they came to. Ready-made. Renders a `<div>` with a table.
 *
 * @selector [data-selected] on the row of the selected run
 * @example
 * <RunList selectedRunId={runId} onSelect={(run) => setRunId(run.runId)} />
 */
export const RunList = forwardRef<HTMLDivElement, RunListProps>(function RunList(
  { filter, selectedRunId, onSelect, className, ...rest },
  ref,
) {
  const { messages } = useFishbowl()
  const part = usePart('run-list', className)
  const runs = useRuns(filter)
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? []

  return (
    <div ref={ref} aria-busy={runs.isPending} {...part} {...rest}>
      {rows.length > 0 ? (
        <table className="fishbowl-run-list-table" aria-label={messages.listLabel}>
          <thead>
            <tr>
              <th scope="col">{messages.listStatus}</th>
              <th scope="col">{messages.listGoal}</th>
              <th scope="col">{messages.listStarted}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((run) => (
              <RunRow
                key={run.runId}
                run={run}
                isSelected={run.runId === selectedRunId}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
      ) : (
        <RunListNotice runs={runs} />
      )}
      {runs.hasNextPage && (
        <Button
          aria-disabled={runs.isFetchingNextPage}
          onClick={() => !runs.isFetchingNextPage && void runs.fetchNextPage()}
        >
          {runs.isFetchingNextPage ? messages.listLoadingMore : messages.listMore}
        </Button>
      )}
    </div>
  )
})

interface RunRowProps extends Pick<RunListProps, 'onSelect'> {
  run: Run
  isSelected: boolean
}

function RunRow({ run, isSelected, onSelect }: RunRowProps) {
  const { messages } = useFishbowl()
  const goal = run.goal || messages.goalUnknown
  const startedAt = parseTimestamp(run.startedAt ?? run.createdAt)
  return (
    <tr data-selected={isSelected ? '' : undefined}>
      <td>
        <RunStatusBadge run={run} />
      </td>
      <td dir="auto">
        {onSelect ? (
          <button
            type="button"
            className="fishbowl-run-list-goal"
            aria-pressed={isSelected}
            onClick={() => onSelect(run)}
          >
            {goal}
          </button>
        ) : (
          <span className="fishbowl-run-list-goal">{goal}</span>
        )}
      </td>
      <td>{startedAt !== null && <Time value={startedAt} format="relative" />}</td>
    </tr>
  )
}

function RunListNotice({ runs }: { runs: ReturnType<typeof useRuns> }) {
  const { messages } = useFishbowl()
  if (runs.isError) {
    return (
      <Notice
        title={messages.listFailedTitle}
        actions={<Button onClick={() => void runs.refetch()}>{messages.retry}</Button>}
      >
        {messages.errorReadText}
      </Notice>
    )
  }
  if (runs.isPending) return <Notice title={messages.listLoading} />
  return <Notice title={messages.listEmptyTitle}>{messages.listEmptyText}</Notice>
}
