'use client'

import type { ListRunsFilter } from '@fishbowl/core'
import { useEffect, useRef, useState } from 'react'

import { usePageState } from '../dom/usePageState.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { connectionMessages } from '../viewer/messages.js'
import { listMessages } from './messages.js'
import type { RunListGridProps } from './RunListGrid.js'
import { RunListGrid } from './RunListGrid.js'
import { useRunList } from './useRunList.js'

const texts = { ...connectionMessages, ...listMessages }

export interface RunListBodyProps extends Omit<RunListGridProps, 'rows' | 'total' | 'onScroll'> {
  filter: ListRunsFilter
  onClear: (() => void) | undefined
}

/** How near to the end, in px, the next page is asked for. */
const nearEnd = 400

/** The runs that a filter finds: their rows, what has come since, and what there is to say of them. */
export function RunListBody({ filter, onClear, ...gridProps }: RunListBodyProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  const { pages, rows, total, waitingCount, isLost, letIn } = useRunList(filter)
  const [isAtTop, setIsAtTop] = useState(true)
  const viewport = useRef<HTMLDivElement>(null)
  const { isFetchingNextPage, isFetchNextPageError, hasNextPage } = pages

  // Whoever has scrolled away must not lose the place.
  const isWelcome = isAtTop && waitingCount > 0
  useEffect(() => {
    if (isWelcome) letIn()
  })

  function showMore() {
    // Two scrolls may come before the first has rendered: the page is asked for once.
    if (hasNextPage) void pages.fetchNextPage({ cancelRefetch: false })
  }

  function showNews() {
    viewport.current?.scrollTo({ top: 0, behavior: 'instant' })
    // The button goes away, but not the place of the keyboard.
    viewport.current?.focus()
    letIn()
  }

  if (rows.length === 0 && waitingCount === 0) {
    const state = pages.isPending ? 'loading' : pages.data ? 'empty' : 'failed'
    return (
      <div className="fishbowl-run-list-body" aria-busy={pages.isPending}>
        <RunListNotice state={state} onRetry={() => void pages.refetch()} onClear={onClear} />
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
          setIsAtTop(above < 4)
          if (below < nearEnd && above > 0 && !isFetchNextPageError) showMore()
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
      <div className="fishbowl-run-list-footer">
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

const noticeTexts = { ...commonMessages, ...connectionMessages, ...listMessages }

export interface RunListNoticeProps {
  state: 'loading' | 'failed' | 'empty'
  onRetry: () => void
  /** Given when it may be the filter that leaves nothing. */
  onClear: (() => void) | undefined
}

const placeholders = Array.from({ length: 8 }, (_, index) => index)

/** What stands in the place of the rows. */
export function RunListNotice({ state, onRetry, onClear }: RunListNoticeProps) {
  const messages = useMessages(noticeTexts)
  const { isOnline } = usePageState()
  if (state === 'loading') {
    return (
      <div className="fishbowl-run-list-loading">
        <p className="fishbowl-visually-hidden">{messages.listLoading}</p>
        {placeholders.map((index) => (
          <div key={index} className="fishbowl-run-list-row" aria-hidden="true">
            <span className="fishbowl-run-list-bone" />
          </div>
        ))}
      </div>
    )
  }
  if (state === 'failed' && !isOnline) {
    return <Notice title={messages.errorOfflineTitle}>{messages.listOfflineText}</Notice>
  }
  if (state === 'failed') {
    return (
      <Notice
        title={messages.listFailedTitle}
        actions={<Button onClick={onRetry}>{messages.retry}</Button>}
      >
        {messages.errorReadText}
      </Notice>
    )
  }
  if (!onClear) return <Notice title={messages.listEmptyTitle}>{messages.listEmptyText}</Notice>
  return (
    <Notice
      title={messages.listNoMatchTitle}
      actions={<Button onClick={onClear}>{messages.listClear}</Button>}
    >
      {messages.listNoMatchText}
    </Notice>
  )
}
