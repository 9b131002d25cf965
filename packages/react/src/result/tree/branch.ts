import type { ResultContainer } from '../values/resultContainer.js'
import { DEEPEST_LEVEL, readChild, readContainer } from '../values/resultContainer.js'

/**
 * An object or a list that has been opened. All that is kept of it is how many rows it shows, so that a
 * row is found by its number without a walk through those before it.
 */
export interface Branch {
  readonly container: ResultContainer
  readonly parent: Branch | null
  /** Its place among its siblings. */
  readonly index: number
  /** 0 for the result itself. */
  readonly level: number
  isOpen: boolean
  /** How many rows it shows: its children, and all that is open below them. */
  rows: number
  /** Those of its children that have been opened. */
  branches: Map<number, Branch> | null
  /** The rows that open children add, as a Fenwick tree of which only what is not 0 is kept. */
  added: Map<number, number> | null
}

/** Where a row is in the result, whatever its number is at the moment. */
export interface TreePlace {
  readonly branch: Branch
  readonly index: number
}

export function createBranch(
  container: ResultContainer,
  parent: Branch | null,
  index: number,
): Branch {
  return {
    container,
    parent,
    index,
    level: parent ? parent.level + 1 : 0,
    isOpen: parent === null,
    rows: container.count,
    branches: null,
    added: null,
  }
}

/** Opens a place, if it can be opened, and gives what is open there. */
export function openPlace({ branch, index }: TreePlace): Branch | null {
  const known = branch.branches?.get(index)
  if (known?.isOpen) return known
  const value = readChild(branch.container, index)
  const container = readContainer(value)
  if (!container?.count || branch.level + 1 >= DEEPEST_LEVEL || isAncestor(branch, value))
    return null
  const child = known ?? createBranch(container, branch, index)
  branch.branches ??= new Map()
  branch.branches.set(index, child)
  setOpen(child, true)
  return child
}

/** Whether a value contains the branch, or is the branch itself. */
export function isAncestor(branch: Branch, value: unknown): boolean {
  for (let at: Branch | null = branch; at; at = at.parent)
    if (at.container.value === value) return true
  return false
}

/** Opens or closes a branch. What was open below it stays so for the next time. */
export function setOpen(branch: Branch, isOpen: boolean) {
  branch.isOpen = isOpen
  const rows = isOpen ? branch.rows : -branch.rows
  for (let at = branch; at.parent; at = at.parent) {
    addRows(at.parent, at.index, rows)
    // The rows of a closed branch are not among those of its ancestors.
    if (!at.parent.isOpen) return
  }
}

function addRows(branch: Branch, index: number, rows: number) {
  const { count } = branch.container
  branch.rows += rows
  branch.added ??= new Map()
  for (let at = index + 1; at <= count; at += at & -at) {
    branch.added.set(at, (branch.added.get(at) ?? 0) + rows)
  }
}

/** The place that has the row of this number. */
export function findPlace(root: Branch, row: number): TreePlace {
  let branch = root
  let left = row
  for (;;) {
    let index = 0
    const { container, added } = branch
    if (added) {
      // Down the Fenwick tree, in steps of halving length, as long as they stay above the row.
      for (let step = 1 << (31 - Math.clz32(container.count)); step > 0; step >>= 1) {
        const rows =
          index + step <= container.count ? step + (added.get(index + step) ?? 0) : Infinity
        if (rows > left) continue
        index += step
        left -= rows
      }
    } else {
      index = left
      left = 0
    }
    const child = branch.branches?.get(index)
    if (left === 0 || !child) return { branch, index }
    branch = child
    left -= 1
  }
}

/** The number of the row at a place; of the closed row that hides it, if there is one. */
export function findRow(place: TreePlace): number {
  let { branch, index } = place
  for (let at = branch; at.parent; at = at.parent) {
    if (!at.isOpen) ({ parent: branch, index } = { parent: at.parent, index: at.index })
  }
  let row = countRowsAbove(branch, index)
  for (let at = branch; at.parent; at = at.parent) row += countRowsAbove(at.parent, at.index) + 1
  return row
}

/** How many rows a branch shows above its child at `index`. */
function countRowsAbove({ added }: Branch, index: number): number {
  let rows = index
  if (added) for (let at = index; at > 0; at -= at & -at) rows += added.get(at) ?? 0
  return rows
}

/** The places of the ancestors of a row and its own, such as `0.12.3`. */
export function getPath({ branch, index }: TreePlace): string {
  const path = [index]
  for (let at = branch; at.parent; at = at.parent) path.push(at.index)
  return path.toReversed().join('.')
}
