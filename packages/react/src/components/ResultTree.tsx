'use client'

import { useState } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { useMore } from '../hooks/useMore.js'
import { Button } from './Button.js'
import { getSummary, isShortList, ResultValue } from './ResultValue.js'

/** Deeper levels are not shown: nested elements beyond some thousand levels kill the browser tab. */
const deepestLevel = 100

/** How many levels are open at first. */
const openLevels = 1

/** Any object or list as a tree whose branches are made when they are opened. */
export function ResultTree({ value, level = 0 }: { value: object; level?: number }) {
  const { messages } = useFishbowl()
  const { visible, left, showMore } = useMore(Object.keys(value), 50)
  if (level > deepestLevel) return <p className="fishbowl-result-note">{messages.resultTooDeep}</p>
  return (
    <ul className="fishbowl-result-tree">
      {visible.map((key) => (
        <li key={key}>
          <TreeNode name={key} value={(value as Record<string, unknown>)[key]} level={level} />
        </li>
      ))}
      {left > 0 && (
        <li>
          <Button onClick={showMore}>{messages.resultShowMore(left)}</Button>
        </li>
      )}
    </ul>
  )
}

function TreeNode({ name, value, level }: { name: string; value: unknown; level: number }) {
  const { messages } = useFishbowl()
  const [isOpen, setIsOpen] = useState(level < openLevels)
  const label = (
    <span className="fishbowl-result-key" dir="auto">
      {name}
    </span>
  )
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  if (isLeaf || isShortList(value)) {
    return (
      <>
        {label} <ResultValue value={value} />
      </>
    )
  }
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {label} <span className="fishbowl-result-note">{getSummary(value, messages)}</span>
      </summary>
      {isOpen && <ResultTree value={value} level={level + 1} />}
    </details>
  )
}
