import type { ResultContainer } from '../values/resultContainer.js'
import { DEEPEST_LEVEL, readChild, readContainer } from '../values/resultContainer.js'
import { isShortList } from '../values/valueText.js'
import type { Branch, TreePlace } from './branch.js'
import {
  createBranch,
  findPlace,
  findRow,
  getPath,
  isAncestor,
  openPlace,
  setOpen,
} from './branch.js'

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
  /** Whether it contains this row, so that it is not opened again. */
  readonly isCircular: boolean
  /** Whether it has children that are too deep to be shown. */
  readonly isTooDeep: boolean
}

export interface TreeModel {
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
  /** Opens up to 100,000 rows or 20,000 branches more. Says whether it got to the end. */
  openAll: () => boolean
  closeAll: () => void
  /** Opens all that hides a place, and gives its row; -1 when there is no such place. */
  reveal: (path: readonly number[]) => number
}

/** How many levels, and how many rows at most, are open at first. */
const LEVELS_AT_FIRST = 3
const ROWS_AT_FIRST = 500

/** How many rows and branches one call opens at most: some ten milliseconds of work. */
const ROWS_PER_CALL = 100_000
const BRANCHES_PER_CALL = 20_000
/** How many places one call looks at: a list may claim to have a thousand million of them. */
const PLACES_PER_CALL = 200_000

/**
 * The rows of a result as a tree, of which only what is opened takes time or memory. Up to 3 levels and
 * 500 rows are open at first. It never calls itself, however deep the result is.
 */
export function createResultTree(result: object): TreeModel {
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
      const most = root.rows + ROWS_PER_CALL
      const end = Math.min(branch.container.count, PLACES_PER_CALL)
      for (let index = 0; index < end && root.rows < most; index += 1) {
        openPlace({ branch, index })
      }
    },
    openAll() {
      const most = root.rows + ROWS_PER_CALL
      let opened = 0
      let seen = 0
      // One place for each level, at which the walk goes on. A walk that calls itself could not go so deep.
      const next = [{ branch: root, index: 0 }]
      for (let place = next.at(-1); place; place = next.at(-1)) {
        if (place.index >= place.branch.container.count) {
          next.pop()
          continue
        }
        if (root.rows >= most || opened >= BRANCHES_PER_CALL) return false
        if (seen >= PLACES_PER_CALL) return false
        seen += 1
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

/** Opens level by level, so that something of everything is seen. */
function openFirst(root: Branch) {
  const queue = [root]
  for (const branch of queue) {
    if (branch.level === LEVELS_AT_FIRST - 1) return
    for (let index = 0; index < Math.min(branch.container.count, ROWS_AT_FIRST); index += 1) {
      const container = readContainer(readChild(branch.container, index))
      if (!container || isShortList(container.value)) continue
      if (root.rows + container.count > ROWS_AT_FIRST) return
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
  const isTooDeep = isFull && branch.level + 1 >= DEEPEST_LEVEL
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
