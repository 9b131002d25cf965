import { unwrapResult } from '@fishbowl/core/internal'

import { readChild, readContainer } from './values/resultContainer.js'
import type { ResultShape } from './values/resultShape.js'
import { getResultShape } from './values/resultShape.js'

/** A way in which a result can be looked at. */
export type ViewMode = 'table' | 'record' | 'tree' | 'text' | 'raw'

export interface ViewPlan {
  shape: ResultShape
  /** The ways that make sense, the best one first. */
  modes: readonly ViewMode[]
  /** What the tree shows and the search goes through. */
  value: unknown
  /** Whether it is large enough to be searched. */
  isLarge: boolean
}

/** Decides in which ways a result can be looked at. */
export function getViewPlan(result: unknown): ViewPlan {
  const shape = getResultShape(result)
  const value = unwrapResult(result)
  return { shape, modes: getModes(shape), value, isLarge: isLarge(value) }
}

function getModes({ kind }: ResultShape): ViewMode[] {
  switch (kind) {
    case 'table':
    case 'record':
      return [kind, 'tree', 'raw']
    case 'list':
      return ['tree', 'raw']
    case 'text':
      // The raw form would only add quotes or a code fence to the text.
      return ['text']
  }
}

/** With fewer values a result is seen at a glance, and needs no search. */
const MIN_VALUES_TO_SEARCH = 60

/** Counts the values only until there are enough. */
function isLarge(value: unknown): boolean {
  let count = 0
  const queue = [value]
  for (const part of queue) {
    const container = readContainer(part)
    for (
      let index = 0;
      index < (container?.count ?? 0) && count < MIN_VALUES_TO_SEARCH;
      index += 1
    ) {
      count += 1
      if (container) queue.push(readChild(container, index))
    }
  }
  return count >= MIN_VALUES_TO_SEARCH
}
