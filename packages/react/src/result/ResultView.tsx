'use client'

import type { Run } from '@fishbowl/core'
import { readLength } from '@fishbowl/core/internal'
import { useId, useMemo, useState } from 'react'

import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import { ResultActions } from './ResultActions.js'
import { ResultRaw } from './ResultRaw.js'
import { ResultRecord } from './ResultRecord.js'
import { ResultSearchField } from './ResultSearchField.js'
import { ResultTable } from './table/ResultTable.js'
import { ResultTree } from './tree/ResultTree.js'
import { useMatchingRows, useResultSearch } from './useResultSearch.js'
import type { ResultMessages } from './values/messages.js'
import { resultMessages } from './values/messages.js'
import type { ResultShape } from './values/resultShape.js'
import { ResultText } from './values/ResultText.js'
import type { ViewMode } from './viewPlan.js'
import { getViewPlan } from './viewPlan.js'

export interface ResultViewProps {
  /** What to show: the run's result, or what a schema made of it. */
  value: unknown
  run: Run
}

const noRows: readonly never[] = []

/**
 * Shows any JSON in the form in which it reads best, and in others on demand, with a search where it is
 * large, tools to take it away, and a line that says where it is from.
 */
export function ResultView({ value, run }: ResultViewProps) {
  const messages = useMessages(resultMessages)
  const { shape, modes, value: content, isLarge } = useMemo(() => getViewPlan(value), [value])
  const [chosen, setChosen] = useState<ViewMode>()
  const mode = modes.find((name) => name === chosen) ?? modes[0] ?? 'text'

  const [query, setQuery] = useState('')
  const isTable = mode === 'table' && shape.kind === 'table'
  const rows = useMatchingRows(shape.kind === 'table' ? shape.rows : noRows, isTable ? query : '')
  const search = useResultSearch(content, mode === 'tree' ? query : '')
  const text = query.trim().toLowerCase() || undefined

  function handleQuery(next: string) {
    setQuery(next)
    // A record that is shown field by field marks no matches; the tree does.
    if (mode === 'record' && next.trim()) setChosen('tree')
  }

  return (
    <section className="fishbowl-result" data-kind={shape.kind} aria-label={messages.resultRegion}>
      {isLarge && mode !== 'raw' && (
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
      ) : mode === 'record' && shape.kind === 'record' ? (
        <ResultRecord record={shape.record} schema={run.outputSchema} />
      ) : mode === 'raw' ? (
        <ResultRaw run={run} />
      ) : typeof content === 'object' && content !== null ? (
        <ResultTree value={content} match={search.match} />
      ) : (
        <ResultText text={shape.kind === 'text' ? shape.text : String(content)} />
      )}
      <footer className="fishbowl-result-footer" {...innerPart('footer')}>
        <p className="fishbowl-result-source">
          <bdi>{[getSize(shape, messages), messages.resultSource].filter(Boolean).join(' · ')}</bdi>
        </p>
        <div className="fishbowl-result-toolbar">
          {modes.length > 1 && <ModeSwitch modes={modes} chosen={mode} onChoose={setChosen} />}
          <ResultActions run={run} shape={shape} />
        </div>
      </footer>
    </section>
  )
}

function getSize(shape: ResultShape, messages: ResultMessages): string {
  switch (shape.kind) {
    case 'table':
      return messages.resultRows(shape.rows.length)
    case 'list':
      return messages.resultItems(readLength(shape.items))
    default:
      return ''
  }
}

interface ModeSwitchProps {
  modes: readonly ViewMode[]
  chosen: ViewMode
  onChoose: (mode: ViewMode) => void
}

/** The browser's own radio buttons, so that arrow keys and screen readers know what they are. */
function ModeSwitch({ modes, chosen, onChoose }: ModeSwitchProps) {
  const messages = useMessages(resultMessages)
  const group = useId()
  return (
    <fieldset className="fishbowl-result-switch">
      <legend className="fishbowl-visually-hidden">{messages.resultViews}</legend>
      {modes.map((mode) => (
        <label key={mode}>
          <input
            type="radio"
            className="fishbowl-visually-hidden"
            name={group}
            checked={mode === chosen}
            onChange={() => onChoose(mode)}
          />
          <span>{getModeName(mode, messages)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function getModeName(mode: ViewMode, messages: ResultMessages): string {
  switch (mode) {
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
