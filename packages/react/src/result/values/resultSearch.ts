import type { ResultContainer } from './resultContainer.js'
import { DEEPEST_LEVEL, readChild, readContainer } from './resultContainer.js'
import { getText } from './valueText.js'

/** A place in a result whose key or text contains what was searched for. */
export interface ResultMatch {
  /** The places of the ancestors among their siblings, from the result down, and its own. */
  readonly path: readonly number[]
  /** What was searched for, in lower case. */
  readonly query: string
}

/** A search ends after so many matches: nobody steps through more, and each takes memory. */
export const MAX_MATCHES = 10_000

/** How much is searched until the caller may stop: some hundredths of a millisecond. */
const NODES_PER_STEP = 50
const CHARACTERS_PER_STEP = 50_000

export interface SearchOptions {
  /** Whether a key counts as well. @default true */
  withKeys?: boolean
}

/**
 * Finds a text in the keys and values of a result, in the order of the tree, ignoring case. It gives
 * `undefined` now and then, so that a caller can stop there and go on later.
 */
export function* findMatches(
  result: unknown,
  query: string,
  { withKeys = true }: SearchOptions = {},
): Generator<ResultMatch | undefined, void> {
  const root = readContainer(result)
  if (!root) {
    if (yield* contains(getText(result), query)) yield { path: [], query }
    return
  }
  const path: number[] = [0]
  const ancestors: ResultContainer[] = [root]
  let nodes = 0
  for (;;) {
    const parent = ancestors.at(-1)
    const index = path.at(-1)
    if (!parent || index === undefined) return
    if (index >= parent.count) {
      ancestors.pop()
      path.pop()
      path.push((path.pop() ?? 0) + 1)
      continue
    }
    nodes += 1
    if (nodes % NODES_PER_STEP === 0) yield undefined

    const child = readChild(parent, index)
    const container = readContainer(child)
    const key = parent.keys?.[index]
    const isMatch =
      (withKeys && key !== undefined && (yield* contains(key, query))) ||
      (!container && (yield* contains(getText(child), query)))
    if (isMatch) yield { path: [...path], query }

    const isCircular = ancestors.some(({ value }) => value === child)
    if (container && !isCircular && ancestors.length < DEEPEST_LEVEL) {
      ancestors.push(container)
      path.push(0)
    } else {
      path[path.length - 1] = index + 1
    }
  }
}

/**
 * Finds the rows of a table in whose values a text is, and gives their places. It gives `undefined` now
 * and then, as `findMatches` does.
 */
export function* findMatchingRows(
  rows: readonly unknown[],
  query: string,
): Generator<number | undefined, void> {
  for (const [index, row] of rows.entries()) {
    for (const match of findMatches(row, query, { withKeys: false })) {
      yield match && index
      if (match) break
    }
    if (index % NODES_PER_STEP === 0) yield undefined
  }
}

/** A text may have 20 million characters, so it is searched in pieces, which overlap so that none cuts a match. */
function* contains(text: string, query: string): Generator<undefined, boolean> {
  for (let start = 0; start < text.length; start += CHARACTERS_PER_STEP) {
    const piece = text.slice(start, start + CHARACTERS_PER_STEP + query.length)
    if (piece.toLowerCase().includes(query)) return true
    if (text.length > CHARACTERS_PER_STEP) yield undefined
  }
  return false
}
