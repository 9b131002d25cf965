'use client'

import { useMemo } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { getResultShape } from '../resultShape.js'
import type { ResultShape } from '../resultShape.js'
import { ResultRecord } from './ResultRecord.js'
import { ResultTable } from './ResultTable.js'
import { ResultText } from './ResultText.js'
import { ResultTree } from './ResultTree.js'

/** Shows any JSON in the form in which it reads best, with a line that says where it is from. */
export function ResultView({ value }: { value: unknown }) {
  const { messages } = useFishbowl()
  const shape = useMemo(() => getResultShape(value), [value])
  return (
    <div className="fishbowl-result" data-kind={shape.kind}>
      <ResultBody shape={shape} />
      <p className="fishbowl-result-source">
        <bdi>{[getSize(shape, messages), messages.resultSource].filter(Boolean).join(' · ')}</bdi>
      </p>
    </div>
  )
}

function ResultBody({ shape }: { shape: ResultShape }) {
  switch (shape.kind) {
    case 'table':
      return <ResultTable rows={shape.rows} />
    case 'record':
      return <ResultRecord record={shape.record} />
    case 'list':
      return <ResultTree value={shape.items} />
    case 'text':
      return <ResultText text={shape.text} />
  }
}

function getSize(shape: ResultShape, messages: Messages): string {
  switch (shape.kind) {
    case 'table':
      return messages.resultRows(shape.rows.length)
    case 'list':
      return messages.resultItems(shape.items.length)
    default:
      return ''
  }
}
