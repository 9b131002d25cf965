'use client'

import type { KeyboardEvent } from 'react'

import { Button } from '../ui/Button.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import type { ResultMessages } from './values/messages.js'
import { resultMessages } from './values/messages.js'

export interface ResultSearchFieldProps {
  query: string
  onQuery: (query: string) => void
  count: number
  /** Whether there may be more than `count`. */
  isCapped: boolean
  isSearching: boolean
  /** The way from match to match; `null` where only what matches is shown. */
  steps: { position: number; next: () => void; previous: () => void } | null
}

/** Searches a large result. Enter goes to the next match, with Shift to the one before; Escape ends it. */
export function ResultSearchField(props: ResultSearchFieldProps) {
  const { query, onQuery, count, steps } = props
  const messages = useMessages(resultMessages)

  function handleKeyDown(event: KeyboardEvent) {
    // Enter also ends a word of an input method, and must not go to the next match then.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && query) {
      // A dialog around the search must not close with it.
      event.stopPropagation()
      onQuery('')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (event.shiftKey) steps?.previous()
      else steps?.next()
    }
  }

  return (
    <div className="fishbowl-result-search">
      <input
        className="fishbowl-input"
        {...innerPart('input')}
        type="search"
        aria-label={messages.resultSearch}
        placeholder={messages.resultSearch}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={handleKeyDown}
      />
      <span className="fishbowl-result-note" role="status">
        {query.trim() && getStatus(props, messages)}
      </span>
      {steps && count > 1 && (
        <>
          <Button variant="quiet" aria-label={messages.resultPrevious} onClick={steps.previous}>
            <Chevron direction="up" />
          </Button>
          <Button variant="quiet" aria-label={messages.resultNext} onClick={steps.next}>
            <Chevron direction="down" />
          </Button>
        </>
      )}
    </div>
  )
}

function getStatus(props: ResultSearchFieldProps, messages: ResultMessages): string {
  const { count, isCapped, isSearching, steps } = props
  if (count === 0) return isSearching ? messages.resultSearching : messages.resultNoMatch
  if (steps) return messages.resultMatch(steps.position + 1, count, isCapped || isSearching)
  return messages.resultMatchingRows(count)
}

function Chevron({ direction }: { direction: 'up' | 'down' }) {
  return (
    <svg className="fishbowl-icon" viewBox="0 0 12 12" aria-hidden="true">
      <path d={direction === 'up' ? 'm2.5 7.5 3.5-3 3.5 3' : 'm2.5 4.5 3.5 3 3.5-3'} />
    </svg>
  )
}
