'use client'

import type { Ref } from 'react'

import { cutText } from '../../ui/textPieces.js'
import { UntrustedText } from '../../ui/UntrustedText.js'
import { useMessages } from '../../ui/useMessages.js'
import type { ResultMessages } from '../values/messages.js'
import { resultMessages } from '../values/messages.js'
import { ResultLeaf } from '../values/ResultLeaf.js'
import { getSummary, isShortList } from '../values/valueText.js'
import type { TreeRow } from './treeModel.js'

/** Levels below this one are not indented further, because no room would be left. */
const DEEPEST_INDENT = 20
/** Characters of a key that are shown. */
const LONGEST_KEY = 200

export interface ResultTreeRowProps {
  row: TreeRow
  id: string
  isActive: boolean
  /** Texts are cut after so many characters. */
  longest: number
  query: string | undefined
  rowRef: Ref<HTMLDivElement> | undefined
}

/** One row of the tree. Renders a `<div>`. */
export function ResultTreeRow({ row, id, isActive, longest, query, rowRef }: ResultTreeRowProps) {
  const name = cutText(row.name, LONGEST_KEY)
  return (
    <div
      ref={rowRef}
      id={id}
      className="fishbowl-result-row"
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.index + 1}
      aria-setsize={row.setSize}
      aria-expanded={row.canOpen ? row.isOpen : undefined}
      aria-selected={isActive}
    >
      <span className="fishbowl-result-indent" aria-hidden>
        {'\u2003'.repeat(Math.min(row.level - 1, DEEPEST_INDENT))}
      </span>
      <span className="fishbowl-result-line">
        <span className="fishbowl-result-key">
          <UntrustedText text={name.length < row.name.length ? `${name}…` : name} query={query} />
        </span>
        <span> </span>
        <RowValue row={row} longest={longest} query={query} />
      </span>
    </div>
  )
}

type RowValueProps = Pick<ResultTreeRowProps, 'row' | 'longest' | 'query'>

function RowValue({ row, longest, query }: RowValueProps) {
  const messages = useMessages(resultMessages)
  const note = getNote(row, messages)
  if (note) return <bdi className="fishbowl-result-note">{note}</bdi>
  const value = isShortList(row.value) ? row.value.join(', ') : row.value
  return <ResultLeaf value={value} longest={longest} query={query} />
}

/** What is said of a value instead of showing it. */
function getNote(row: TreeRow, messages: ResultMessages): string | undefined {
  if (row.isCircular) return messages.resultCircular
  if (row.isTooDeep) return messages.resultTooDeep
  const isList = !row.isOpen && isShortList(row.value)
  if (row.container && !isList) return getSummary(row.container, messages)
  return undefined
}
