'use client'

import { useEffect, useRef } from 'react'

import { scrollIntoView } from '../../dom/scroll.js'
import { Button } from '../../ui/Button.js'
import { commonMessages } from '../../ui/messages.js'
import { toPlainText } from '../../ui/textPieces.js'
import { useMessages } from '../../ui/useMessages.js'
import { ResultTree } from '../tree/ResultTree.js'
import { resultMessages } from '../values/messages.js'
import { ResultName, ResultText } from '../values/ResultText.js'

const texts = { ...commonMessages, ...resultMessages }

export interface ResultCellDetailProps {
  id: string
  /** The key or the title of the field. */
  name: string
  /** Counted from 1. */
  rowNumber: number
  value: unknown
  onClose: () => void
}

/** The value of one cell, below the table, where there is room for it. Renders a `<section>`. */
export function ResultCellDetail({ id, name, rowNumber, value, onClose }: ResultCellDetailProps) {
  const messages = useMessages(texts)
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    scrollIntoView(root.current)
  }, [value])
  return (
    <section
      ref={root}
      id={id}
      className="fishbowl-result-cell-detail"
      aria-label={toPlainText(messages.resultDetail(name, rowNumber))}
    >
      <div className="fishbowl-result-cell-detail-head">
        <p>
          <ResultName name={name} />
          <span> </span>
          <span className="fishbowl-result-note">{messages.resultRow(rowNumber)}</span>
        </p>
        <Button variant="quiet" onClick={onClose}>
          {messages.close}
        </Button>
      </div>
      {typeof value === 'object' && value !== null ? (
        <ResultTree value={value} />
      ) : (
        <ResultText text={String(value)} />
      )}
    </section>
  )
}
