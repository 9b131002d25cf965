import type { ResultContainer } from '../values/resultContainer.js'
import { readChild, readContainer } from '../values/resultContainer.js'
import { deepestLevel } from '../values/resultSearch.js'
import { isShortList } from '../values/resultShape.js'

/** What is open at first. */
const openLevels = 3
const openRows = 500

/** How much one go opens at most: some ten milliseconds. */
const rowsPerGo = 100_000
const branchesPerGo = 20_000

export interface TreeRow extends TreePlace {
  /** The places of the ancestors and its own, such as `0.12.3`. */
  readonly path: string
  /** The key, or the place in a list. */
  readonly name: string
  readonly value: unknown
  /** Counted from 1. */
  readonly level: number
  readonly setSize: number
  /** `null` for a value that is neither an object nor a list. */
  readonly container: ResultContainer | null
  readonly canOpen: boolean
  readonly isOpen: boolean
  /** It contains itself, so it is not opened again. */
  readonly isCircular: boolean
  /** It has children that are too deep to be shown. */
  readonly isTooDeep: boolean
}

export interface ResultTreeModel {
  readonly rowCount: number
  /** Whether there is anything to open or close among the first rows. */
  readonly hasBranches: boolean
  /** Finds a row by its number, from 0, in logarithmic time. */
  getRow: (row: number) => TreeRow
  /** The number of a row; of the closed one that hides it, if there is one. */
  findRow: (place: TreePlace) => number
  toggle: (row: TreeRow) => void
  /** Opens the row's siblings. */
  openSiblings: (row: TreeRow) => void
  /** Opens up to 100,000 rows or 20,000 branches more. Says whether all is open now. */
  openAll: () => boolean
  closeAll: () => void
  /** Opens all that hides a place, and gives its row; -1 when there is no such place. */
  reveal: (path: readonly number[]) => number
}

/**
 * The rows of a result as a tree, of which only what is opened takes time or memory. Up to 3 levels and
 * 500 rows are open at first. It never calls itself, however deep the result is.
 */
export function createResultTree(result: object): ResultTreeModel {
  const root = createBranch(readContainer(result) ?? { value: result, keys: [], count: 0 }, null, 0)
  openFirst(root)
  const firstRows = Array.from({ length: Math.min(root.rows, 100) }, (_, row) => row)
  const hasBranches = firstRows.some((row) => describeRow(findPlace(root, row)).canOpen)

  return {
    hasBranches,
    get rowCount() {
      return root.rows
    },
    getRow: (row) => describeRow(findPlace(root, row)),
    findRow,
    toggle(row) {
      const branch = row.branch.branches?.get(row.index)
      if (branch?.isOpen) setOpen(branch, false)
      else openPlace(row)
    },
    openSiblings({ branch }) {
      const most = root.rows + rowsPerGo
      for (let index = 0; index < branch.container.count && root.rows < most; index += 1) {
        openPlace({ branch, index })
      }
    },
    openAll() {
      const most = root.rows + rowsPerGo
      let opened = 0
      // The places where the walk goes on, one for each level.
      const next = [{ branch: root, index: 0 }]
      for (let place = next.at(-1); place; place = next.at(-1)) {
        if (place.index >= place.branch.container.count) {
          next.pop()
          continue
        }
        if (root.rows >= most || opened >= branchesPerGo) return false
        const before = root.rows
        const child = openPlace(place)
        if (root.rows > before) opened += 1
        place.index += 1
        if (child) next.push({ branch: child, index: 0 })
      }
      return true
    },
    closeAll() {
      for (const branch of root.branches?.values() ?? []) branch.isOpen = false
      root.branches = null
      root.added = null
      root.rows = root.container.count
    },
    reveal(path) {
      let branch: Branch | null = root
      for (const [level, index] of path.entries()) {
        if (!branch || index >= branch.container.count) return -1
        if (level === path.length - 1) return findRow({ branch, index })
        branch = openPlace({ branch, index })
      }
      return -1
    },
  }
}

/** Level by level, so that something of everything is seen. */
function openFirst(root: Branch) {
  const queue = [root]
  for (const branch of queue) {
    if (branch.level === openLevels - 1) return
    for (let index = 0; index < Math.min(branch.container.count, openRows); index += 1) {
      const container = readContainer(readChild(branch.container, index))
      if (!container || isShortList(container.value)) continue
      if (root.rows + container.count > openRows) return
      const child = openPlace({ branch, index })
      if (child) queue.push(child)
    }
  }
}

function describeRow({ branch, index }: TreePlace): TreeRow {
  const value = readChild(branch.container, index)
  const container = readContainer(value)
  const isCircular = container !== null && isAncestor(branch, value)
  const isFull = container !== null && container.count > 0 && !isCircular
  const isTooDeep = isFull && branch.level + 1 >= deepestLevel
  return {
    branch,
    index,
    path: getPath({ branch, index }),
    name: branch.container.keys?.[index] ?? String(index),
    value,
    level: branch.level + 1,
    setSize: branch.container.count,
    container,
    canOpen: isFull && !isTooDeep,
    isOpen: branch.branches?.get(index)?.isOpen ?? false,
    isCircular,
    isTooDeep,
  }
}

/** An object or a list that has been opened: all that is kept of it is how many rows it shows. */
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
  /** The rows that open children add, as a Fenwick tree. */
  added: number[] | null
}

/** Where a row is in the result, whichever row it is at the moment. */
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
  if (!container?.count || branch.level + 1 >= deepestLevel || isAncestor(branch, value))
    return null
  const child = known ?? createBranch(container, branch, index)
  branch.branches ??= new Map()
  branch.branches.set(index, child)
  setOpen(child, true)
  return child
}

export function isAncestor(branch: Branch, value: unknown): boolean {
  for (let at: Branch | null = branch; at; at = at.parent)
    if (at.container.value === value) return true
  return false
}

export function setOpen(branch: Branch, isOpen: boolean) {
  branch.isOpen = isOpen
  const rows = isOpen ? branch.rows : -branch.rows
  for (let at = branch; at.parent; at = at.parent) {
    addRows(at.parent, at.index, rows)
    // What is closed counts for nothing further up.
    if (!at.parent.isOpen) return
  }
}

function addRows(branch: Branch, index: number, rows: number) {
  const { count } = branch.container
  branch.rows += rows
  branch.added ??= Array<number>(count + 1).fill(0)
  for (let at = index + 1; at <= count; at += at & -at) {
    branch.added[at] = (branch.added[at] ?? 0) + rows
  }
}

/** How many rows a branch shows above its child at `index`. */
function countRowsAbove({ added }: Branch, index: number): number {
  let rows = index
  if (added) for (let at = index; at > 0; at -= at & -at) rows += added[at] ?? 0
  return rows
}

export function findRow(place: TreePlace): number {
  let { branch, index } = place
  for (let at = branch; at.parent; at = at.parent) {
    if (!at.isOpen) ({ parent: branch, index } = { parent: at.parent, index: at.index })
  }
  let row = countRowsAbove(branch, index)
  for (let at = branch; at.parent; at = at.parent) row += countRowsAbove(at.parent, at.index) + 1
  return row
}

export function findPlace(root: Branch, row: number): TreePlace {
  let branch = root
  let left = row
  for (;;) {
    let index = 0
    const { container, added } = branch
    if (added) {
      // Down the Fenwick tree: steps of halving length, as long as they stay above the row.
      for (let step = 1 << (31 - Math.clz32(container.count)); step > 0; step >>= 1) {
        const rows = index + step <= container.count ? step + (added[index + step] ?? 0) : Infinity
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

export function getPath({ branch, index }: TreePlace): string {
  const path = [index]
  for (let at = branch; at.parent; at = at.parent) path.push(at.index)
  return path.toReversed().join('.')
}
