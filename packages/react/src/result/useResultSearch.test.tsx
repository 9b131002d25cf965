import { act, renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { watchLongTasks } from '../../test/timing.js'
import { useMatchingRows, useResultSearch } from './useResultSearch.js'

const big = Array.from({ length: 200_000 }, (_, id) => ({ id, name: `Lamp ${id}` }))

function search(value: unknown, query: string) {
  const { result, rerender } = renderHook((query) => useResultSearch(value, query), {
    initialProps: query,
  })
  const untilDone = () => vi.waitFor(() => expect(result.current.isSearching).toBe(false), 10_000)
  return { result, rerender, untilDone }
}

describe('useResultSearch', () => {
  it('goes from match to match and around', async () => {
    const { result, untilDone } = search(['Lamp', 'Rope', 'Lamp'], ' lamp ')
    await untilDone()
    expect(result.current).toMatchObject({ count: 2, position: 0, isCapped: false })
    expect(result.current.match).toEqual({ path: [0], query: 'lamp' })
    act(() => result.current.next())
    expect(result.current.match?.path).toEqual([2])
    act(() => result.current.next())
    expect(result.current.position).toBe(0)
    act(() => result.current.previous())
    expect(result.current.position).toBe(1)
  })

  it('starts anew with another query and is idle without one', async () => {
    const { result, rerender, untilDone } = search(['Lamp', 'Rope', 'Lamp'], 'lamp')
    await untilDone()
    act(() => result.current.next())
    rerender('rope')
    await untilDone()
    expect(result.current).toMatchObject({ count: 1, position: 0 })
    rerender(' ')
    expect(result.current).toMatchObject({ count: 0, isSearching: false, match: null })
    act(() => result.current.next())
    expect(result.current.position).toBe(-1)
  })

  it('tells while it goes on what it has found so far', async () => {
    const { result, untilDone } = search(big, 'lamp 199999')
    expect(result.current).toMatchObject({ count: 0, isSearching: true, position: -1, match: null })
    await untilDone()
    expect(result.current).toMatchObject({ count: 1, isSearching: false, position: 0 })
  })

  it('stops at 10,000 matches', async () => {
    const { result, untilDone } = search(big, 'lamp')
    await untilDone()
    expect(result.current).toMatchObject({ count: 10_000, isCapped: true })
  })

  it('searches in slices, between which the page goes on', async () => {
    const { result, rerender, untilDone } = search(big, '')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const stop = watchLongTasks()
    rerender('not there')
    await untilDone()
    expect(result.current.count).toBe(0)
    const { longest, total } = stop()
    expect(longest).toBeLessThan(Math.max(50, total / 2))
  })
})

describe('useMatchingRows', () => {
  it('gives the rows that match, and null without a query', async () => {
    const { result, rerender } = renderHook((query) => useMatchingRows(big, query), {
      initialProps: '',
    })
    expect(result.current).toEqual({ rows: null, isSearching: false })
    rerender('lamp 19999')
    expect(result.current).toEqual({ rows: [], isSearching: true })
    await vi.waitFor(() => expect(result.current.isSearching).toBe(false), 10_000)
    expect(result.current.rows).toEqual([
      19_999,
      ...Array.from({ length: 10 }, (_, i) => 199_990 + i),
    ])
  })
})
