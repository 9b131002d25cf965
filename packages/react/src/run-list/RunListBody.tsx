'use client'

import type { ListRunsFilter } from '@fishbowl/core'
import { useEffect, useRef, useState } from 'react'

import { scrollTo } from '../dom/scroll.js'
import { usePageState } from '../dom/usePageState.js'
import type { EndWatch } from '../sync/endWatch.js'
import { Button } from '../ui/Button.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import type { LoadNextSteps } from '../viewer/LoadNotice.js'
import { connectionMessages } from '../viewer/messages.js'
import { listMessages } from './messages.js'
import type { RunListGridProps } from './RunListGrid.js'
import { RunListGrid } from './RunListGrid.js'
import { RunListNotice } from './RunListNotice.js'
import { useListEnds } from './useListEnds.js'
import { useRunList } from './useRunList.js'

const texts = { ...connectionMessages, ...listMessages }

export interface RunListBodyProps extends Omit<RunListGridProps, 'rows' | 'total' | 'onScroll'> {
  filter: ListRunsFilter
  steps: LoadNextSteps
  /** Told of the rows, where somebody wants to know how they end. */
  ends: EndWatch | null
  /** Takes the filter off, where that may bring more runs. */
  onClear: (() => void) | undefined
}

/** Pixels below what is seen at which the next page is asked for. */
const NEAR_END = 400
/** Pixels above what is seen below which the list counts as not scrolled. */
const AT_TOP = 4

/** The runs that a filter finds: their rows, the new ones that wait, and what there is to say of them. */
export function RunListBody({ filter, steps, ends, onClear, ...gridProps }: RunListBodyProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  const { pages, rows, total, waitingCount, isLost, letIn } = useRunList(filter)
  useListEnds(ends, rows)
  const [isAtTop, setIsAtTop] = useState(true)
  const viewport = useRef<HTMLDivElement>(null)
  const { isFetchingNextPage, isFetchNextPageError, hasNextPage } = pages

  // At the top new runs appear by themselves. Further down they would move the rows away that are read.
  const isWelcome = isAtTop && waitingCount > 0
  useEffect(() => {
    if (isWelcome) letIn()
  })

  function showMore() {
    // A second scroll may come before the first has rendered, and must not ask for the page again.
    if (hasNextPage) void pages.fetchNextPage({ cancelRefetch: false })
  }

  function showNews() {
    if (viewport.current) scrollTo(viewport.current, 0)
    // The button that has the focus goes away, and would take the place of the keyboard with it.
    viewport.current?.focus()
    letIn()
  }

  if (rows.length === 0 && waitingCount === 0) {
    return (
      <div className="fishbowl-run-list-body" aria-busy={pages.isPending}>
        <RunListNotice
          isLoading={pages.isPending}
          error={pages.data ? null : pages.error}
          steps={steps}
          onRetry={() => void pages.refetch()}
          onClear={onClear}
        />
      </div>
    )
  }

  const hasNews = waitingCount > 0 && !isAtTop
  const line = !isOnline ? messages.connectionOffline : isLost ? messages.listLost : null
  return (
    <div className="fishbowl-run-list-body">
      {line && <p className="fishbowl-connection-line">{line}</p>}
      <RunListGrid
        ref={viewport}
        rows={rows}
        total={total}
        onScroll={(above, below) => {
          setIsAtTop(above < AT_TOP)
          if (below < NEAR_END && above > 0 && !isFetchNextPageError) showMore()
        }}
        {...gridProps}
      />
      {hasNews && (
        <div className="fishbowl-run-list-news">
          <Button variant="primary" onClick={showNews}>
            {messages.listNew(waitingCount)}
          </Button>
        </div>
      )}
      <div className="fishbowl-run-list-footer" {...innerPart('footer')}>
        <span role="status">
          <bdi>{messages.listCount(rows.length, total)}</bdi>
        </span>
        {isFetchNextPageError && <span role="alert">{messages.listMoreFailed}</span>}
        {hasNextPage && (
          <Button aria-disabled={isFetchingNextPage} onClick={showMore}>
            {isFetchingNextPage ? messages.listLoadingMore : messages.listMore}
          </Button>
        )}
      </div>
    </div>
  )
}
