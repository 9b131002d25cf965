'use client'

import type { Run } from '@fishbowl/core'
import { useId, useMemo, useState } from 'react'

import { useMessages } from '../ui/useMessages.js'
import { ResultActions } from './ResultActions.js'
import { ResultRaw } from './ResultRaw.js'
import { ResultRecord } from './ResultRecord.js'
import { ResultSearchField } from './ResultSearchField.js'
import type { ResultViewName } from './resultViews.js'
import { getResultViews } from './resultViews.js'
import { ResultTable } from './table/ResultTable.js'
import { ResultTree } from './tree/ResultTree.js'
import { useMatchingRows, useResultSearch } from './useResultSearch.js'
import type { ResultMessages } from './values/messages.js'
import { resultMessages } from './values/messages.js'
import type { ResultShape } from './values/resultShape.js'
import { ResultText } from './values/ResultText.js'

export interface ResultViewProps {
  /** What to show: the run's result, or what a schema made of it. */
  value: unknown
  run: Run
}

/**
 * Shows any JSON in the form in which it reads best, and in others on demand, with a search where it is
 * large, tools to take it away, and a line that says where it is from.
 */
export function ResultView({ value, run }: ResultViewProps) {
  const messages = useMessages(resultMessages)
  const { shape, names, value: content, isLarge } = useMemo(() => getResultViews(value), [value])
  const [chosen, setChosen] = useState<ResultViewName>()
  const view = names.find((name) => name === chosen) ?? names[0] ?? 'text'

  const [query, setQuery] = useState('')
  const isTable = view === 'table' && shape.kind === 'table'
  const rows = useMatchingRows(shape.kind === 'table' ? shape.rows : noRows, isTable ? query : '')
  const search = useResultSearch(content, view === 'tree' ? query : '')
  const text = query.trim().toLowerCase() || undefined

  function handleQuery(next: string) {
    setQuery(next)
    // Field by field there is nothing to step through.
    if (view === 'record' && next.trim()) setChosen('tree')
  }

  return (
    <section className="fishbowl-result" data-kind={shape.kind} aria-label={messages.resultRegion}>
      {isLarge && view !== 'raw' && (
        <ResultSearchField
          query={query}
          onQuery={handleQuery}
          count={isTable ? (rows.rows?.length ?? 0) : search.count}
          isCapped={!isTable && search.isCapped}
          isSearching={isTable ? rows.isSearching : search.isSearching}
          steps={isTable ? null : search}
        />
      )}
      {isTable ? (
        <ResultTable rows={shape.rows} schema={run.outputSchema} matches={rows.rows} query={text} />
      ) : view === 'record' && shape.kind === 'record' ? (
        <ResultRecord record={shape.record} schema={run.outputSchema} />
      ) : view === 'raw' ? (
        <ResultRaw run={run} />
      ) : typeof content === 'object' && content !== null ? (
        <ResultTree value={content} match={search.match} />
      ) : (
        <ResultText text={shape.kind === 'text' ? shape.text : String(content)} />
      )}
      <footer className="fishbowl-result-footer">
        <p className="fishbowl-result-source">
          <bdi>{[getSize(shape, messages), messages.resultSource].filter(Boolean).join(' · ')}</bdi>
        </p>
        <div className="fishbowl-result-toolbar">
          {names.length > 1 && (
            <ResultViewSwitch names={names} chosen={view} onChoose={setChosen} />
          )}
          <ResultActions run={run} shape={shape} />
        </div>
      </footer>
    </section>
  )
}

const noRows: readonly never[] = []

function getSize(shape: ResultShape, messages: ResultMessages): string {
  switch (shape.kind) {
    case 'table':
      return messages.resultRows(shape.rows.length)
    case 'list':
      return messages.resultItems(shape.items.length)
    default:
      return ''
  }
}

export interface ResultViewSwitchProps {
  names: readonly ResultViewName[]
  chosen: ResultViewName
  onChoose: (name: ResultViewName) => void
}

/** Radio buttons of the browser, so that arrow keys and screen readers know what they are. */
export function ResultViewSwitch({ names, chosen, onChoose }: ResultViewSwitchProps) {
  const messages = useMessages(resultMessages)
  const group = useId()
  return (
    <fieldset className="fishbowl-result-switch">
      <legend className="fishbowl-visually-hidden">{messages.resultViews}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="radio"
            className="fishbowl-visually-hidden"
            name={group}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>{getName(name, messages)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function getName(name: ResultViewName, messages: ResultMessages): string {
  switch (name) {
    case 'table':
      return messages.resultViewTable
    case 'record':
      return messages.resultViewRecord
    case 'tree':
      return messages.resultViewTree
    case 'text':
      return messages.resultViewText
    case 'raw':
      return messages.resultViewRaw
  }
}
