import type { ResultContainer } from './resultContainer.js'
import { getText, readChild, readContainer } from './resultContainer.js'

/** A place in a result whose key or text contains what was searched for. */
export interface ResultMatch {
  /** The places of the ancestors among their siblings, from the result down, and its own. */
  readonly path: readonly number[]
  /** What was searched for, in lower case. */
  readonly query: string
}

/** A search ends there: nobody steps through more, and each takes memory. */
export const mostMatches = 10_000

/** Neither the tree nor its search goes deeper; nested data of a page may be endless. */
export const deepestLevel = 100

/** How much is done between two breaths: some hundredths of a millisecond. */
const nodesPerBreath = 50
const charactersPerBreath = 50_000

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
    if (nodes % nodesPerBreath === 0) yield undefined

    const child = readChild(parent, index)
    const container = readContainer(child)
    const key = parent.keys?.[index]
    const isMatch =
      (withKeys && key !== undefined && (yield* contains(key, query))) ||
      (!container && (yield* contains(getText(child), query)))
    if (isMatch) yield { path: [...path], query }

    const isCircular = ancestors.some(({ value }) => value === child)
    if (container && !isCircular && ancestors.length < deepestLevel) {
      ancestors.push(container)
      path.push(0)
    } else {
      path[path.length - 1] = index + 1
    }
  }
}

/** Finds the rows of a table in whose values a text is; gives their places, and `undefined` as above. */
export function* findMatchingRows(
  rows: readonly unknown[],
  query: string,
): Generator<number | undefined, void> {
  for (const [index, row] of rows.entries()) {
    for (const match of findMatches(row, query, { withKeys: false })) {
      yield match && index
      if (match) break
    }
    if (index % nodesPerBreath === 0) yield undefined
  }
}

/** Texts may have 20 million characters; then in pieces, which overlap so that no match is cut. */
function* contains(text: string, query: string): Generator<undefined, boolean> {
  for (let start = 0; start < text.length; start += charactersPerBreath) {
    const piece = text.slice(start, start + charactersPerBreath + query.length)
    if (piece.toLowerCase().includes(query)) return true
    if (text.length > charactersPerBreath) yield undefined
  }
  return false
}
