import { describe, expect, it } from 'vitest'

import { toListRunsQuery } from './listRuns.js'

describe('toListRunsQuery', () => {
  it('is nothing for an empty filter', () => {
    expect(toListRunsQuery({})).toBe('')
    expect(toListRunsQuery({ goal: '', status: undefined })).toBe('')
  })

  it('writes every field in the words of the API', () => {
    const query = toListRunsQuery({
      status: 'RUNNING',
      goal: 'a & b',
      createdAfter: 0,
      createdBefore: Date.UTC(2026, 0, 1),
      sortDirection: 'asc',
      cursor: 'ey=+/',
      limit: 5,
    })
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      status: 'RUNNING',
      goal: 'a & b',
      created_after: '1970-01-01T00:00:00.000Z',
      created_before: '2026-01-01T00:00:00.000Z',
      sort_direction: 'asc',
      cursor: 'ey=+/',
      limit: '5',
    })
  })

  it('refuses a time that is none', () => {
    expect(() => toListRunsQuery({ createdAfter: Number.NaN })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })
})
