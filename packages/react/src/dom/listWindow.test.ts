import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { getListWindow, getTop } from './listWindow.js'

const rows = { count: 1_000, rowHeight: 24, viewportHeight: 480 }

describe('getListWindow', () => {
  it.each([
    ['at the start', 0, 1_000, { start: 0, end: 30, offset: 0, totalHeight: 24_000 }],
    ['in the middle', 2_400, 1_000, { start: 90, end: 130, offset: 2_160, scrollTop: 2_400 }],
    ['between two rows', 2_410, 1_000, { start: 90, end: 131, offset: 2_160, scrollTop: 2_410 }],
    ['at the end', 23_520, 1_000, { start: 970, end: 1_000, offset: 23_280 }],
    ['beyond the end, as after the list has shrunk', 9_999, 40, { start: 10, end: 40 }],
    ['in a list shorter than the viewport', 50, 3, { start: 0, end: 3, scrollTop: 0 }],
    ['in an empty list', 0, 0, { start: 0, end: 0, offset: 0, totalHeight: 0 }],
  ])('draws the rows that are seen and some more %s', (_, top, count, expected) => {
    expect(getListWindow({ ...rows, count }, top, 10)).toMatchObject(expected)
  })

  const layouts = fc.record({
    count: fc.integer({ min: 0, max: 50_000_000 }),
    rowHeight: fc.double({ min: 12, max: 60, noNaN: true }),
    viewportHeight: fc.integer({ min: 1, max: 2_000 }),
  })
  const share = fc.double({ min: 0, max: 1, noNaN: true })

  it('draws all that is seen, inside the content, wherever and however long the list is', () => {
    fc.assert(
      fc.property(layouts, share, fc.integer({ min: 0, max: 20 }), (layout, share, overscan) => {
        const { count, rowHeight, viewportHeight } = layout
        const listHeight = count * rowHeight
        const top = share * Math.max(0, listHeight - viewportHeight)
        const window = getListWindow(layout, top, overscan)
        const { start, end, offset, totalHeight, scrollTop } = window
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(count)
        expect(start * rowHeight).toBeLessThanOrEqual(top + 0.01)
        expect(end * rowHeight).toBeGreaterThanOrEqual(
          Math.min(listHeight, top + viewportHeight) - 0.01,
        )
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset + (end - start) * rowHeight).toBeLessThanOrEqual(totalHeight + 0.01)
        expect(totalHeight).toBeLessThanOrEqual(15_000_000.01)
        // What is seen stands where the scroll bar is, and that is within its track.
        expect(Math.abs(offset + top - start * rowHeight - scrollTop)).toBeLessThan(0.01)
        expect(scrollTop).toBeGreaterThanOrEqual(-0.01)
        expect(scrollTop).toBeLessThanOrEqual(Math.max(0, totalHeight - viewportHeight) + 0.01)
      }),
    )
  })

  it('leaves the scroll bar where somebody has put it', () => {
    fc.assert(
      fc.property(layouts, share, (layout, share) => {
        const { totalHeight } = getListWindow(layout, 0, 0)
        const scrollTop = share * Math.max(0, totalHeight - layout.viewportHeight)
        const window = getListWindow(layout, getTop(layout, scrollTop), 0)
        expect(Math.abs(window.scrollTop - scrollTop)).toBeLessThan(0.01)
      }),
    )
  })
})
