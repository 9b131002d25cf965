import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createList, goals, grid, minute, setUpList, tearDownList } from '../../test/createList.js'
import { advance, settle } from '../../test/createTestbed.js'

beforeEach(setUpList)

afterEach(tearDownList)

describe('filters', () => {
  it('find runs by status, and by goal once the typing has paused', async () => {
    const { show, emulator, requests } = createList()
    emulator.runs.start({ goal: 'Broken', scenario: 'failed-system', age: 3 * minute })
    await show()
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'FAILED' },
    })
    await settle()
    expect(goals()).toEqual(['Broken'])
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), { target: { value: '' } })
    await settle()
    requests.length = 0
    const search = screen.getByRole('searchbox')
    for (const text of ['G', 'Go', 'Goal 1']) fireEvent.change(search, { target: { value: text } })
    await settle()
    expect(requests).toEqual([])
    await advance(320)
    expect(goals()).toEqual(['Goal 1'])
    expect(requests).toEqual(['GET /runs'])
  })

  it('find runs by day, with that day, and order them', async () => {
    const { show, emulator } = createList()
    emulator.runs.start({ goal: 'Old', scenario: 'success', age: 5 * 24 * 60 * minute })
    await show()
    const day = (daysAgo: number) => {
      const date = new Date(Date.now() - daysAgo * 24 * 60 * minute)
      const [month, date2] = [date.getMonth() + 1, date.getDate()]
      return `${date.getFullYear()}-${String(month).padStart(2, '0')}-${String(date2).padStart(2, '0')}`
    }
    fireEvent.change(screen.getByLabelText('To'), { target: { value: day(5) } })
    await settle()
    expect(goals()).toEqual(['Old'])
    expect(screen.getByLabelText('To')).toHaveValue(day(5))
    fireEvent.change(screen.getByLabelText('From'), { target: { value: day(4) } })
    await settle()
    expect(screen.getByText('No runs match')).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    await settle()
    fireEvent.change(screen.getByLabelText('Order'), { target: { value: 'asc' } })
    await settle()
    expect(goals()).toEqual(['Old', 'Goal 0', 'Goal 1', 'Goal 2'])
  })

  it('are kept by the host if it likes', async () => {
    const { show } = createList()
    const onFilterChange = vi.fn()
    await show({ filter: { goal: 'Goal 1' }, onFilterChange })
    expect(screen.getByRole('searchbox')).toHaveValue('Goal 1')
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'FAILED' },
    })
    expect(onFilterChange).toHaveBeenCalledExactlyOnceWith({ goal: 'Goal 1', status: 'FAILED' })
    expect(goals()).toEqual(['Goal 1'])
  })

  it('are not offered where the host has fixed them', async () => {
    const { show } = createList()
    await show({ filter: { goal: 'Goal 1' } })
    expect(screen.queryByRole('search')).toBe(null)
  })

  it('choose columns', async () => {
    const { show } = createList()
    const onColumnsChange = vi.fn()
    await show({ onColumnsChange })
    fireEvent.click(screen.getByText('Columns'))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Steps' }))
    expect(onColumnsChange).toHaveBeenCalledExactlyOnceWith([
      'status',
      'started',
      'duration',
      'actions',
    ])
    expect(screen.queryByRole('columnheader', { name: 'Steps' })).toBe(null)
    expect(grid()).toHaveAttribute('aria-colcount', '5')
  })
})
