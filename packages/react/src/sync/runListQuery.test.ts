import { describe, expect, it } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { getLaterRun, mergeRows } from './runListQuery.js'

const run = (runId: string, minute: number, fields = {}) =>
  makeRun({
    run_id: runId,
    created_at: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
    ...fields,
  })
const ids = (rows: { runId: string }[]) => rows.map(({ runId }) => runId).join('')

describe('mergeRows', () => {
  it('puts all pages and what was let in into order, each run once', () => {
    const pages = [
      [run('c', 3), run('b', 2)],
      [run('b', 2), run('a', 1)],
    ]
    expect(ids(mergeRows(pages, [run('d', 4), run('c', 3)], [], undefined))).toBe('dcba')
    expect(ids(mergeRows(pages, [], [], 'asc'))).toBe('abc')
  })

  it('takes a run from the newest page, and lets nothing in from there by itself', () => {
    const fresh = run('a', 1, { status: 'FAILED' })
    const rows = mergeRows([[run('a', 1)]], [], [run('b', 2), fresh], 'desc')
    expect(rows).toEqual([fresh])
  })
})

describe('getLaterRun', () => {
  it('never goes back to a run that goes on', () => {
    const [running, ended] = [run('a', 1), run('a', 1, { status: 'COMPLETED' })]
    expect(getLaterRun(ended, running)).toBe(ended)
    expect(getLaterRun(running, ended)).toBe(ended)
    expect(getLaterRun(running, undefined)).toBe(running)
  })
})
