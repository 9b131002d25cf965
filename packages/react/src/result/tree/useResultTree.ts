'use client'

import { useMemo, useReducer, useState } from 'react'

import type { ResultMatch } from '../values/resultSearch.js'
import type { TreePlace } from './branch.js'
import type { TreeModel } from './treeModel.js'
import { createResultTree } from './treeModel.js'

interface Focus {
  tree: TreeModel
  /** The row that the keyboard is at. */
  place: TreePlace
}

/** A result as a tree that is opened, closed and walked through. */
export function useResultTree(value: object) {
  const tree = useMemo(() => createResultTree(value), [value])
  // The tree is changed in place, since a copy of a million rows would take a time that can be felt; so a
  // change has to be rendered by hand.
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [focus, setFocus] = useState<Focus | null>(null)
  const active = focus?.tree === tree ? tree.findRow(focus.place) : null

  return {
    tree,
    /** The number of the row that the keyboard is at. */
    active,
    setActive: (row: number) => {
      setFocus({ tree, place: tree.getRow(row) })
      render()
    },
    /** Opens all that hides a match, and goes there. Says whether there is such a row. */
    reveal: (match: ResultMatch): boolean => {
      const row = tree.reveal(match.path)
      if (row < 0) return false
      setFocus({ tree, place: tree.getRow(row) })
      render()
      return true
    },
    /** Says whether all is open now. */
    openAll: (): boolean => {
      const isAll = tree.openAll()
      render()
      return isAll
    },
    closeAll: () => {
      tree.closeAll()
      render()
    },
  }
}
