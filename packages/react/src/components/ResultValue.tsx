'use client'

import { useState } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { resultMessages } from '../messages/resultMessages.js'
import { getSummary, readContainer } from '../resultContainer.js'
import type { ResultContainer } from '../resultContainer.js'
import { isShortList } from '../shortList.js'
import { ResultLeaf } from './ResultLeaf.js'
import { ResultText } from './ResultText.js'
import { ResultTree } from './ResultTree.js'

export interface ResultValueProps {
  value: unknown
  /** Marks what was searched for; in lower case. */
  query?: string | undefined
}

/** One value inside a table, a record or a tree. What is nested opens on demand. */
export function ResultValue({ value, query }: ResultValueProps) {
  if (isShortList(value)) return <ResultText text={value.join(', ')} query={query} />
  const container = readContainer(value)
  if (container) return <NestedValue container={container} />
  return <ResultLeaf value={value} query={query} />
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
