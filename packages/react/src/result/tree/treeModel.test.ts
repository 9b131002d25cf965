import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TreeModel } from './treeModel.js'
import { createResultTree } from './treeModel.js'

const getRows = (tree: TreeModel) =>
  Array.from({ length: tree.rowCount }, (_, row) => tree.getRow(row))
const getPaths = (tree: TreeModel) => getRows(tree).map(({ path }) => path)
const getNames = (tree: TreeModel) => getRows(tree).map(({ name }) => name)

const shop = { name: 'Harbor', items: [{ price: { now: { eur: 1 } } }, { price: 2 }], open: true }

describe('createResultTree', () => {
  it('opens three levels at first', () => {
    const tree = createResultTree(shop)
    expect(getNames(tree)).toEqual(['name', 'items', '0', 'price', '1', 'price', 'open'])
    expect(tree.getRow(3)).toMatchObject({
      level: 3,
      path: '1.0.0',
      index: 0,
      setSize: 1,
      isOpen: false,
    })
    expect(tree.getRow(6)).toMatchObject({ level: 1, index: 2, setSize: 3, canOpen: false })
  })

  it('opens no more than 500 rows at first', () => {
    const wide = Array.from({ length: 100 }, () => ({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }))
    const { rowCount } = createResultTree(wide)
    expect(rowCount).toBeGreaterThan(400)
    expect(rowCount).toBeLessThanOrEqual(500)
    expect(createResultTree(Array(200_000).fill({ a: 1 })).rowCount).toBe(200_000)
  })

  it('opens and closes a row, and remembers what was open below it', () => {
    const tree = createResultTree(shop)
    tree.toggle(tree.getRow(3))
    expect(getPaths(tree)).toEqual(['0', '1', '1.0', '1.0.0', '1.0.0.0', '1.1', '1.1.0', '2'])
    tree.toggle(tree.getRow(1))
    expect(getPaths(tree)).toEqual(['0', '1', '2'])
    tree.toggle(tree.getRow(1))
    expect(tree.rowCount).toBe(8)
    tree.toggle(tree.getRow(0))
    expect(tree.rowCount).toBe(8)
  })

  it('opens and closes everything', () => {
    const tree = createResultTree(shop)
    expect(tree.openAll()).toBe(true)
    expect(getPaths(tree)).toContain('1.0.0.0.0')
    const place = tree.getRow(5)
    tree.closeAll()
    expect(getPaths(tree)).toEqual(['0', '1', '2'])
    expect(tree.findRow(place)).toBe(1)
    tree.openSiblings(tree.getRow(0))
    expect(getPaths(tree)).toEqual(['0', '1', '1.0', '1.1', '2'])
  })

  it('opens a bounded part in one go, and more with the next', () => {
    const tree = createResultTree(Array.from({ length: 15_000 }, (_, id) => ({ id, a: [1, 2] })))
    expect(tree.openAll()).toBe(false)
    expect(tree.rowCount).toBe(15_000 + 20_000 * 2)
    expect(tree.openAll()).toBe(true)
    expect(tree.rowCount).toBe(15_000 * 5)
    expect(tree.getRow(74_999).path).toBe('14999.1.1')
  })

  it('reveals a place wherever it is', () => {
    const tree = createResultTree(shop)
    tree.closeAll()
    const row = tree.reveal([1, 0, 0, 0, 0])
    expect(tree.getRow(row)).toMatchObject({ name: 'eur', value: 1, level: 5 })
    expect(tree.reveal([1, 7])).toBe(-1)
    expect(tree.reveal([0, 0])).toBe(-1)
    expect(tree.reveal([])).toBe(-1)
  })

  it('finds the same rows as a walk through all that is open, whatever was toggled', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 5 }), fc.array(fc.nat()), (result, clicks) => {
        const tree = createResultTree(result)
        for (const click of clicks) {
          if (tree.rowCount > 0) tree.toggle(tree.getRow(click % tree.rowCount))
        }
        const rows = getRows(tree)
        const open = new Set(rows.filter(({ isOpen }) => isOpen).map(({ path }) => path))
        const walked: string[] = []
        const walk = (value: unknown, path: string) => {
          if (typeof value !== 'object' || value === null) return
          Object.values(value).forEach((child, index) => {
            walked.push(path + index)
            if (open.has(path + index)) walk(child, `${path}${index}.`)
          })
        }
        walk(result, '')
        expect(rows.map(({ path }) => path)).toEqual(walked)
        expect(rows.map((row) => tree.findRow(row))).toEqual(rows.map((_, index) => index))
      }),
    )
  })

  it('attack: 100,000 levels are shown down to the hundredth', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    const tree = createResultTree(deep as object)
    expect(tree.openAll()).toBe(true)
    expect(tree.rowCount).toBe(100)
    expect(tree.getRow(99)).toMatchObject({ level: 100, isTooDeep: true, canOpen: false })
  })

  it('attack: what contains itself is not opened again', () => {
    const circle: Record<string, unknown> = { name: 'x' }
    circle.self = circle
    circle.twin = { circle }
    const tree = createResultTree(circle)
    tree.openAll()
    expect(getPaths(tree)).toEqual(['0', '1', '2', '2.0'])
    expect(tree.getRow(1)).toMatchObject({ isCircular: true, canOpen: false })
    expect(tree.getRow(3)).toMatchObject({ isCircular: true, canOpen: false })
  })

  it('attack: what throws when it is read leaves its siblings alone', () => {
    const broken = () => {
      throw new Error('attack')
    }
    const result = {
      getter: 1,
      proxy: new Proxy({}, { ownKeys: broken, getPrototypeOf: broken }),
      list: [1],
      last: 2n,
    }
    Object.defineProperty(result, 'getter', { enumerable: true, get: broken })
    expect(getNames(createResultTree(result))).toEqual(['getter', 'proxy', 'list', 'last'])
  })
})
