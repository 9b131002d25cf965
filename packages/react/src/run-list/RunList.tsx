'use client'

import type { ListRunsFilter, Run, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import { hashKey } from '@tanstack/react-query'
import type { HTMLAttributes, ReactNode } from 'react'
import { useCallback, useImperativeHandle, useMemo, useRef } from 'react'

import { useControlled } from '../dom/useControlled.js'
import { useIsWide } from '../dom/useIsWide.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { useEndWatch } from '../hooks/useEndWatch.js'
import { Button } from '../ui/Button.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { LoadNextSteps } from '../viewer/LoadNotice.js'
import { RunViewer } from '../viewer/RunViewer.js'
import type { RunListColumn } from './columns.js'
import { getCellNames, runListColumns } from './columns.js'
import { listMessages } from './messages.js'
import { RunListBody } from './RunListBody.js'
import { RunListFilters } from './RunListFilters.js'

/** What `RunList` takes; other attributes go to its root `<div>`. */
export interface RunListProps
  extends
    PartProps,
    Pick<LoadNextSteps, 'onSignIn' | 'support'>,
    Omit<HTMLAttributes<HTMLDivElement>, 'children' | 'onSelect'> {
  /** What you call a run, in the place of its goal. The same function spares renders of all rows. */
  runTitle?: ((run: Run) => string | null | undefined) | undefined
  /** Which runs are listed. Without `onFilterChange`, people cannot change it. @default all of them */
  filter?: ListRunsFilter | undefined
  /** For a list that keeps its filter itself. */
  defaultFilter?: ListRunsFilter | undefined
  onFilterChange?: ((filter: ListRunsFilter) => void) | undefined
  /** What is shown of each run beside its goal. @default all of it */
  columns?: readonly RunListColumn[] | undefined
  /** For a list that keeps its columns itself. */
  defaultColumns?: readonly RunListColumn[] | undefined
  onColumnsChange?: ((columns: readonly RunListColumn[]) => void) | undefined
  /** The run that is chosen; `null` for none. */
  selectedRunId?: string | null | undefined
  /** For a list that keeps the choice itself. */
  defaultSelectedRunId?: string | null | undefined
  onSelectedRunIdChange?: ((runId: string | null) => void) | undefined
  /** Called with the run that was chosen. */
  onSelect?: ((run: Run) => void) | undefined
  /**
   * What is shown of the chosen run, beside the list where there is room (900 px) and else over the page.
   * `null` for nothing, when the host shows it elsewhere.
   *
   * @default a `RunViewer`, or nothing when there is `onSelect` without `onSelectedRunIdChange`
   */
  renderViewer?: ((runId: string) => ReactNode) | null | undefined
  /** Offers to cancel runs that go on. @default true */
  canCancel?: boolean | undefined
  /** Offers to run ended runs again; starting a run is up to the host. */
  onRunAgain?: ((run: Run) => void) | undefined
  /**
   * Called once for each run that ends while it is in the list, as in `useRun`: also when another list, a viewer
   * or the newest page brings the news. A run out of sight of which nobody reads is told of when it is read.
   */
  onSettled?: ((run: Run, outcome: RunOutcome) => void) | undefined
}

/** Pixels of width from which the chosen run stands beside the list. */
const MIN_WIDTH_BESIDE = 900

/**
 * A dashboard of runs: filters, live rows, pages without end, and the chosen run beside or over them.
 * Rows are read with all other runs of the page, and only while they are in sight. A run that no longer
 * fits the filter stays until the list is loaded anew. Ready-made. Renders a `<div>` with a grid.
 *
 * `filter`, `columns` and `selectedRunId` can be kept by the host, in the address of the page for example.
 *
 * @selector [data-selected] on the row of the chosen run
 * @selector [data-column] on each cell, such as `started`
 * @example
 * <RunList selectedRunId={runId} onSelectedRunIdChange={setRunId} />
 */
export const RunList = createPart<HTMLDivElement, RunListProps>(function RunList(
  {
    runTitle,
    filter: givenFilter,
    defaultFilter = {},
    onFilterChange,
    columns: givenColumns,
    defaultColumns = runListColumns,
    onColumnsChange,
    selectedRunId: givenRunId,
    defaultSelectedRunId = null,
    onSelectedRunIdChange,
    onSelect,
    onSignIn,
    support,
    renderViewer = onSelect && !onSelectedRunIdChange
      ? null
      : (runId) => (
          <RunViewer runId={runId} title={runTitle} onSignIn={onSignIn} support={support} />
        ),
    canCancel = true,
    onRunAgain,
    onSettled,
    className,
    ...rest
  },
  ref,
) {
  const part = usePart('run-list', className)
  const ends = useEndWatch(onSettled && ((run) => onSettled(run, getRunOutcome(run))))
  const root = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current)
  const isWide = useIsWide(root, MIN_WIDTH_BESIDE)

  const [filter, setFilter] = useControlled(givenFilter, defaultFilter, onFilterChange)
  const [columns, setColumns] = useControlled(givenColumns, defaultColumns, onColumnsChange)
  const [selectedRunId, setSelectedRunId] = useControlled(
    givenRunId,
    defaultSelectedRunId,
    onSelectedRunIdChange,
  )
  const cells = useMemo(() => getCellNames(columns), [columns])
  const canFilter = givenFilter === undefined || onFilterChange !== undefined
  const { limit } = filter
  const isFiltered = Object.entries(filter).some(
    ([name, value]) => !['limit', 'sortDirection'].includes(name) && value !== undefined,
  )

  // The functions stay the same, or each render of the host would render all rows again.
  const latestOnSelect = useLatest(onSelect)
  const latestOnRunAgain = useLatest(onRunAgain)
  const select = useCallback(
    (run: Run) => {
      setSelectedRunId(run.runId)
      latestOnSelect.current?.(run)
    },
    [setSelectedRunId, latestOnSelect],
  )
  const runAgain = useCallback((run: Run) => latestOnRunAgain.current?.(run), [latestOnRunAgain])

  function close() {
    const hadFocus = root.current?.querySelector('dialog')?.matches(':focus-within')
    setSelectedRunId(null)
    if (hadFocus) root.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus()
  }

  const isOpen = selectedRunId !== null && selectedRunId !== '' && renderViewer !== null
  return (
    <div ref={root} data-layout={isOpen && isWide ? 'beside' : undefined} {...part} {...rest}>
      <div className="fishbowl-run-list-main">
        {canFilter && (
          <RunListFilters
            filter={filter}
            onFilterChange={setFilter}
            columns={columns}
            onColumnsChange={setColumns}
          />
        )}
        <RunListBody
          // Another filter is another list, with other pages and another place to scroll to.
          key={hashKey([filter])}
          filter={filter}
          steps={{ onSignIn, support }}
          title={runTitle}
          cells={cells}
          selectedRunId={selectedRunId}
          canCancel={canCancel}
          ends={ends}
          onSelect={select}
          onRunAgain={onRunAgain && runAgain}
          onClear={canFilter && isFiltered ? () => setFilter({ limit }) : undefined}
        />
      </div>
      {isOpen && isWide !== undefined && (
        <RunListPanel isOver={!isWide} onClose={close}>
          <div className="fishbowl-host">{renderViewer(selectedRunId)}</div>
        </RunListPanel>
      )}
    </div>
  )
})

interface RunListPanelProps {
  /** Whether it stands over the page instead of beside the list. */
  isOver: boolean
  onClose: () => void
  children: ReactNode
}

/** What stands beside a list or over the page: the same element, so that nothing in it is loaded anew. */
function RunListPanel({ isOver, onClose, children }: RunListPanelProps) {
  const messages = useMessages(listMessages)
  const dialog = useRef<HTMLDialogElement>(null)

  useIsomorphicLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    // Documents in which hosts test may have no way to show it over the page.
    if (isOver && element.showModal) element.showModal()
    // `show()` would take the focus out of the list.
    else element.open = true
    return () => element.close?.()
  }, [isOver])

  return (
    <dialog
      ref={dialog}
      className="fishbowl-run-list-panel"
      aria-label={messages.listViewer}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // When Escape is pressed twice, the browser closes the dialog without the `cancel` event.
      onClose={({ currentTarget }) => !currentTarget.open && onClose()}
    >
      <div className="fishbowl-run-list-panel-bar">
        <Button variant="quiet" onClick={onClose}>
          {messages.listCloseViewer}
        </Button>
      </div>
      {children}
    </dialog>
  )
}
