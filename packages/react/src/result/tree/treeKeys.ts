import type { TreeModel, TreeRow } from './treeModel.js'

/** Among how many rows a typed name is looked for. */
const MAX_ROWS_SEARCHED = 1_000

/**
 * What a key does in the tree, as in the tree pattern of the ARIA authoring practices: it opens or closes
 * rows, and gives the number of the row to go to; `null` for a key that means nothing here.
 */
export function handleTreeKey(
  tree: TreeModel,
  at: number,
  key: string,
  isRightToLeft: boolean,
): number | null {
  const row = tree.getRow(at)
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, tree.rowCount - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return tree.rowCount - 1
    case 'ArrowRight':
      return isRightToLeft ? goOut(tree, row, at) : goIn(tree, row, at)
    case 'ArrowLeft':
      return isRightToLeft ? goIn(tree, row, at) : goOut(tree, row, at)
    case 'Enter':
    case ' ':
      if (row.canOpen) tree.toggle(row)
      return at
    case '*':
      tree.openSiblings(row)
      return tree.findRow(row)
    default:
      return null
  }
}

function goIn(tree: TreeModel, row: TreeRow, at: number): number {
  if (!row.canOpen) return at
  if (row.isOpen) return at + 1
  tree.toggle(row)
  return at
}

function goOut(tree: TreeModel, row: TreeRow, at: number): number {
  if (row.isOpen) {
    tree.toggle(row)
    return at
  }
  const { parent, index } = row.branch
  return parent ? tree.findRow({ branch: parent, index }) : at
}

/** The next row whose name starts with what was typed; the search begins at `from`, and after the last row at the first. */
export function findTypedRow(tree: TreeModel, from: number, typed: string): number | null {
  const { rowCount } = tree
  for (let step = 0; step < Math.min(rowCount, MAX_ROWS_SEARCHED); step += 1) {
    const at = (from + step) % rowCount
    if (tree.getRow(at).name.slice(0, typed.length).toLowerCase() === typed) return at
  }
  return null
}
