'use client'

import { useState } from 'react'

import { useMessages } from '../../ui/useMessages.js'
import { ResultTree } from '../tree/ResultTree.js'
import { resultMessages } from '../values/messages.js'
import type { ResultContainer } from '../values/resultContainer.js'
import { readContainer } from '../values/resultContainer.js'
import { ResultLeaf } from '../values/ResultLeaf.js'
import { ResultText } from '../values/ResultText.js'
import { getSummary, isShortList } from '../values/valueText.js'

export interface ResultFoldedValueProps {
  value: unknown
  /** Marks what was searched for; in lower case. */
  query?: string | undefined
  /** How many decimals a number has at least. @default 0 */
  decimals?: number | undefined
}

/** Any value in a cell or in a field. An object or a list is folded up until it is asked for. */
export function ResultFoldedValue({ value, query, decimals }: ResultFoldedValueProps) {
  if (isShortList(value)) return <ResultText text={value.join(', ')} query={query} />
  const container = readContainer(value)
  if (container) return <NestedValue container={container} />
  return <ResultLeaf value={value} query={query} decimals={decimals} />
}

function NestedValue({ container }: { container: ResultContainer }) {
  const messages = useMessages(resultMessages)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{getSummary(container, messages)}</summary>
      {isOpen && <ResultTree value={container.value} />}
    </details>
  )
}
