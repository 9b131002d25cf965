import { unwrapResult } from '@fishbowl/core/internal'

import { readChild, readContainer } from './values/resultContainer.js'
import type { ResultShape } from './values/resultShape.js'
import { getResultShape } from './values/resultShape.js'

/** The ways in which a result can be looked at. */
export type ResultViewName = 'table' | 'record' | 'tree' | 'text' | 'raw'

export interface ResultViews {
  shape: ResultShape
  /** The views that make sense, the best one first. */
  names: readonly ResultViewName[]
  /** What the tree shows and the search goes through. */
  value: unknown
  /** Whether it is large enough to be searched. */
  isLarge: boolean
}

/** Decides in which ways a result can be looked at. */
export function getResultViews(result: unknown): ResultViews {
  const shape = getResultShape(result)
  const value = unwrapResult(result)
  return { shape, names: getNames(shape), value, isLarge: isLarge(value) }
}

function getNames({ kind }: ResultShape): ResultViewName[] {
  switch (kind) {
    case 'table':
    case 'record':
      return [kind, 'tree', 'raw']
    case 'list':
      return ['tree', 'raw']
    case 'text':
      // What it came in (JSON, a fenced text) is not worth a look.
      return ['text']
  }
}

/** Fewer values than this are seen at a glance. */
const smallest = 60

/** Counts only as far as it must. */
function isLarge(value: unknown): boolean {
  let count = 0
  const queue = [value]
  for (const part of queue) {
    const container = readContainer(part)
    for (let index = 0; index < (container?.count ?? 0) && count < smallest; index += 1) {
      count += 1
      if (container) queue.push(readChild(container, index))
    }
  }
  return count >= smallest
}
