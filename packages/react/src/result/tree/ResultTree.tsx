'use client'

import type { KeyboardEvent, MouseEvent } from 'react'
import { useId, useRef, useState } from 'react'

import { getWindow } from '../../dom/ownWindow.js'
import { scrollIntoView } from '../../dom/scroll.js'
import { useIsomorphicLayoutEffect } from '../../dom/useLatest.js'
import { useWindow } from '../../dom/useWindow.js'
import { Button } from '../../ui/Button.js'
import { toPlainText } from '../../ui/textPieces.js'
import { useMessages } from '../../ui/useMessages.js'
import { resultMessages } from '../values/messages.js'
import type { ResultMatch } from '../values/resultSearch.js'
import { ResultText } from '../values/ResultText.js'
import { ResultTreeRow } from './ResultTreeRow.js'
import { findTypedRow, handleTreeKey } from './treeKeys.js'
import type { TreeRow } from './treeModel.js'
import { useResultTree } from './useResultTree.js'

export interface ResultTreeProps {
  value: object
  /** The current match of a search: it is revealed, scrolled to and marked. */
  match?: ResultMatch | null | undefined
}

/** Trees of more rows scroll in a box of their own, with rows of one line. */
const LONGEST_PLAIN_TREE = 100
/** Characters of a text that a row shows, in a plain tree and in a long one. */
const LONGEST_TEXT = 2_000
const LONGEST_LINE = 300

/**
 * Any object or list as a tree. Only what is seen is drawn, and only what is opened is read, so that its
 * size and its depth do not matter. One tab stop; keys as in the tree pattern of the ARIA practices.
 */
export function ResultTree({ value, match }: ResultTreeProps) {
  const messages = useMessages(resultMessages)
  const id = useId()
  const { tree, active, setActive, reveal, openAll, closeAll } = useResultTree(value)
  const [isPartlyOpen, setIsPartlyOpen] = useState(false)
  const type = useTypeahead()
  const rows = useRef<HTMLDivElement>(null)
  const { rowCount } = tree
  const isLong = rowCount > LONGEST_PLAIN_TREE
  const { viewportRef, rowRef, start, end, contentStyle, scrollToRow } = useWindow({
    count: rowCount,
    firstRows: isLong ? 40 : LONGEST_PLAIN_TREE,
  })

  /** How to scroll to the row that the keyboard is at, as soon as the row is drawn. */
  const scroll = useRef<'nearest' | 'center' | null>(null)
  useIsomorphicLayoutEffect(() => {
    if (!scroll.current || active === null) return
    if (isLong && !scrollToRow(active, scroll.current)) return
    if (!isLong) scrollIntoView(rows.current?.children[active])
    scroll.current = null
  })
  const revealed = useRef<ResultMatch | null>(null)
  useIsomorphicLayoutEffect(() => {
    if (match && match !== revealed.current && reveal(match)) scroll.current = 'center'
    revealed.current = match ?? null
  })

  function goTo(row: number) {
    scroll.current = 'nearest'
    setActive(row)
  }

  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || rowCount === 0) return
    const { key, currentTarget } = event
    const at = active ?? 0
    const { direction } = getWindow(currentTarget).getComputedStyle(currentTarget)
    const isRightToLeft = direction === 'rtl'
    if (key === 'Enter') currentTarget.children[at - start]?.querySelector('a')?.click()
    let next = handleTreeKey(tree, at, key, isRightToLeft)
    if (next === null && key.length === 1) {
      const typed = type(key, event.timeStamp)
      next = findTypedRow(tree, typed.length === 1 ? at + 1 : at, typed)
    }
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }

  function handleClick({ target, currentTarget }: MouseEvent<HTMLDivElement>) {
    const index = [...currentTarget.children].findIndex((row) => row.contains(target as Node))
    const isSelecting = getWindow(currentTarget).getSelection()?.type === 'Range'
    if (index < 0 || isSelecting) return
    const row = tree.getRow(start + index)
    if (row.canOpen) tree.toggle(row)
    setActive(start + index)
  }

  return (
    <div className="fishbowl-result-tree" data-long={isLong ? '' : undefined}>
      {tree.hasBranches && rowCount > 10 && (
        <div className="fishbowl-result-tools">
          <Button variant="quiet" onClick={() => setIsPartlyOpen(!openAll())}>
            {messages.resultExpandAll}
          </Button>
          <Button variant="quiet" onClick={closeAll}>
            {messages.resultCollapseAll}
          </Button>
          <span className="fishbowl-result-note" role="status">
            {isPartlyOpen && messages.resultExpandedPart}
          </span>
        </div>
      )}
      <div
        ref={isLong ? viewportRef : undefined}
        className={isLong ? 'fishbowl-result-viewport fishbowl-viewport' : undefined}
      >
        <div
          ref={rows}
          className="fishbowl-result-rows"
          role="tree"
          aria-label={messages.resultTreeLabel}
          aria-activedescendant={getActiveId()}
          tabIndex={0}
          style={contentStyle}
          onFocus={() => active === null && rowCount > 0 && setActive(0)}
          onKeyDown={handleKeyDown}
          onClick={handleClick}
        >
          {Array.from({ length: end - start }, (_, index) => {
            const row = tree.getRow(start + index)
            return (
              <ResultTreeRow
                key={row.path}
                rowRef={index === 0 ? rowRef : undefined}
                row={row}
                id={`${id}-${row.path}`}
                isActive={start + index === active}
                longest={isLong ? LONGEST_LINE : LONGEST_TEXT}
                query={match?.query}
              />
            )
          })}
        </div>
      </div>
      {active !== null && (
        <ChosenRowText
          row={tree.getRow(active)}
          longest={isLong ? 40 : LONGEST_TEXT}
          query={match?.query}
        />
      )}
    </div>
  )

  function getActiveId(): string | undefined {
    if (active === null || active < start || active >= end) return undefined
    return `${id}-${tree.getRow(active).path}`
  }
}

interface ChosenRowTextProps {
  row: TreeRow
  /** Texts of up to so many characters are left out, as the row itself shows them well enough. */
  longest: number
  query: string | undefined
}

/** The text of the chosen row, when the row has no room for it. Renders a `<div>`, or nothing. */
function ChosenRowText({ row, longest, query }: ChosenRowTextProps) {
  const messages = useMessages(resultMessages)
  const { name, path, value } = row
  if (typeof value !== 'string' || value.length <= longest) return null
  return (
    <div
      key={path}
      className="fishbowl-result-detail"
      role="group"
      aria-label={messages.resultChosen(toPlainText(name))}
    >
      <ResultText text={value} query={query} />
    </div>
  )
}

/** Milliseconds after which typing starts anew. */
const TYPING_PAUSE = 500

/** Gathers what is typed without a pause, in lower case. */
function useTypeahead() {
  const last = useRef({ typed: '', at: -Infinity })
  return (key: string, now: number): string => {
    const { typed, at } = last.current
    last.current = { typed: (now - at < TYPING_PAUSE ? typed : '') + key.toLowerCase(), at: now }
    return last.current.typed
  }
}
