import { act, render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { UseWindowOptions, UseWindowResult } from './useWindow.js'
import { useWindow } from './useWindow.js'

interface ListProps extends UseWindowOptions {
  onRender?: (list: UseWindowResult) => void
  height?: number
  rowHeight?: string
  direction?: 'ltr' | 'rtl'
}

function List({ onRender, height = 240, rowHeight = '24px', direction, ...options }: ListProps) {
  const list = useWindow(options)
  onRender?.(list)
  const { viewportRef, rowRef, start, end, contentStyle } = list
  const viewportStyle = { maxBlockSize: height, overflow: 'auto', overflowAnchor: 'none' } as const
  return (
    <div ref={viewportRef} dir={direction} style={viewportStyle}>
      <div style={{ boxSizing: 'border-box', ...contentStyle }}>
        {Array.from({ length: end - start }, (_, index) => (
          <div
            key={start + index}
            ref={index ? undefined : rowRef}
            data-row={start + index}
            style={{ blockSize: rowHeight, overflow: 'hidden' }}
          >
            Row {start + index}
          </div>
        ))}
      </div>
    </div>
  )
}

function show(props: ListProps) {
  const renders: UseWindowResult[] = []
  const onRender = (list: UseWindowResult) => void renders.push(list)
  const { container, rerender } = render(<List {...props} onRender={onRender} />)
  const viewport = container.firstElementChild as HTMLElement
  return {
    viewport,
    renders,
    drawn: () => viewport.querySelectorAll('[data-row]').length,
    rerender: (next: ListProps) => rerender(<List {...next} onRender={onRender} />),
    scrollToRow: (...where: Parameters<UseWindowResult['scrollToRow']>) =>
      act(() => expect(renders.at(-1)?.scrollToRow(...where)).toBe(true)),
    scroll: async (top: number) => {
      await act(async () => {
        viewport.scrollTop = top
        await nextFrame()
      })
    },
    /** The rows of which anything is seen, checked to leave no gap. */
    seen: () => {
      const box = viewport.getBoundingClientRect()
      const rows = [...viewport.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return bottom > box.top + 1 && top < box.bottom - 1
      })
      const boxes = rows.map((row) => row.getBoundingClientRect())
      expect(boxes[0]?.top).toBeLessThanOrEqual(box.top + 1)
      expect(boxes.at(-1)?.bottom).toBeGreaterThanOrEqual(box.bottom - 1)
      return rows.map((row) => Number(row.dataset.row))
    },
  }
}

const nextFrame = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

const from = (first: number, length: number) => Array.from({ length }, (_, index) => first + index)

describe('useWindow', () => {
  it('draws only the rows that are seen and some more', async () => {
    const { seen, drawn, scroll, viewport } = show({ count: 10_000 })
    expect(viewport.scrollHeight).toBe(240_000)
    expect(seen()).toEqual(from(0, 10))
    expect(drawn()).toBe(20)
    await scroll(120_000)
    expect(seen()).toEqual(from(5_000, 10))
    expect(drawn()).toBe(30)
    await scroll(1e9)
    expect(seen()).toEqual(from(9_990, 10))
  })

  it('does not render while a scroll stays inside the drawn rows', async () => {
    const { seen, scroll, renders } = show({ count: 1_000 })
    await scroll(2_400)
    const { length } = renders
    await scroll(2_400 + 9 * 24)
    await scroll(2_400 - 9 * 24)
    expect(renders).toHaveLength(length)
    expect(seen()).toEqual(from(91, 10))
    await scroll(2_400 - 11 * 24)
    expect(renders.length).toBeGreaterThan(length)
    expect(seen()).toEqual(from(89, 10))
  })

  it('reaches every row of a list that is taller than an element can be', async () => {
    const { seen, drawn, scroll, scrollToRow, viewport } = show({ count: 5_000_000 })
    expect(viewport.scrollHeight).toBe(15_000_000)
    expect(seen()).toEqual(from(0, 10))
    await scroll(7_499_880)
    expect(seen()).toContain(2_500_000)
    await scroll(1e9)
    expect(seen().at(-1)).toBe(4_999_999)
    scrollToRow(3_210_987)
    expect(seen()).toContain(3_210_987)
    await scroll(100)
    expect(seen()[0]).toBe(33)
    expect(drawn()).toBeLessThanOrEqual(31)
    await scroll(0)
    expect(seen()).toEqual(from(0, 10))
  })

  it('scrolls to a row no further than needed, or to the middle', () => {
    const { seen, scrollToRow } = show({ count: 1_000 })
    scrollToRow(5)
    expect(seen()).toEqual(from(0, 10))
    scrollToRow(500)
    expect(seen()).toEqual(from(491, 10))
    scrollToRow(480)
    expect(seen()).toEqual(from(480, 10))
    scrollToRow(100, 'center')
    expect(seen()).toEqual(from(95, 11))
    scrollToRow(999, 'center')
    expect(seen()).toEqual(from(990, 10))
  })

  it('shows the end of a list that has become shorter', async () => {
    const { seen, scroll, rerender } = show({ count: 10_000 })
    await scroll(200_000)
    rerender({ count: 50 })
    expect(seen()).toEqual(from(40, 10))
    await act(nextFrame)
    expect(seen()).toEqual(from(40, 10))
    rerender({ count: 0 })
    rerender({ count: 20 })
    expect(seen().length).toBeGreaterThan(9)
  })

  it('begins at the top again after it was empty', async () => {
    const list = show({ count: 1_000 })
    await list.scroll(20_000)
    list.rerender({ count: 0 })
    await act(nextFrame)
    list.rerender({ count: 100 })
    await act(nextFrame)
    expect(list.seen()).toEqual(from(0, 10))
  })

  it('stays at its row when a list taller than an element grows', async () => {
    const { seen, scrollToRow, rerender } = show({ count: 2_000_000 })
    scrollToRow(1_000_009)
    const before = seen()
    rerender({ count: 3_000_000 })
    await act(nextFrame)
    expect(seen()).toEqual(before)
  })

  it('fills a viewport that has been resized', async () => {
    const { seen, scroll, rerender } = show({ count: 1_000 })
    await scroll(12_000)
    rerender({ count: 1_000, height: 960 })
    await act(nextFrame)
    expect(seen()).toEqual(from(500, 40))
  })

  it('keeps the same row at the top when the rows become higher', async () => {
    const { seen, scroll, rerender, viewport } = show({ count: 1_000 })
    await scroll(12_000)
    rerender({ count: 1_000, rowHeight: '40.5px' })
    await act(nextFrame)
    await act(nextFrame)
    expect(seen()).toEqual(from(500, 6))
    expect(viewport.scrollHeight).toBe(40_500)
  })

  it('works in a page that is zoomed, scaled or written from right to left', async () => {
    document.documentElement.style.zoom = '1.5'
    document.body.style.transform = 'scale(0.5)'
    try {
      const { seen, scroll } = show({ count: 10_000, direction: 'rtl' })
      await scroll(120_000)
      expect(seen()).toEqual(from(5_000, 10))
    } finally {
      document.documentElement.style.zoom = ''
      document.body.style.transform = ''
    }
  })

  it('starts to work when it is shown', async () => {
    const { seen, viewport, drawn, rerender } = show({ count: 10_000, height: 0 })
    expect(drawn()).toBe(40)
    viewport.parentElement?.setAttribute('hidden', '')
    await act(nextFrame)
    viewport.parentElement?.removeAttribute('hidden')
    rerender({ count: 10_000 })
    await act(nextFrame)
    expect(seen()).toEqual(from(0, 10))
  })

  it('counts a header that sticks to the top as taken', () => {
    const { scrollToRow, viewport } = show({ count: 1_000, headerHeight: 48 })
    scrollToRow(500)
    expect(viewport.scrollTop).toBe(501 * 24 - (240 - 48))
  })
})
