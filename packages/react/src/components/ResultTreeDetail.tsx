'use client'

import { useMessages } from '../hooks/useMessages.js'
import { resultMessages } from '../messages/resultMessages.js'
import type { TreeRow } from '../resultTree.js'
import { toPlainText } from '../untrustedText.js'
import { ResultText } from './ResultText.js'

export interface ResultTreeDetailProps {
  row: TreeRow
  /** The row itself shows shorter texts well enough. */
  longest: number
  query: string | undefined
}

/** The text of the chosen row, when the row has no room for it. Renders a `<div>`, or nothing. */
export function ResultTreeDetail({ row, longest, query }: ResultTreeDetailProps) {
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
