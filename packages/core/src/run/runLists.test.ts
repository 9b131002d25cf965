import { expect, it } from 'vitest'

import batch from '../../test/payloads/batch-get.json'
import list from '../../test/payloads/list.openapi.json'
import { parseRunBatch, parseRunPage } from './runLists.js'

it('reads the published batch', () => {
  const { runs, notFound } = parseRunBatch(batch)
  expect(runs.map((run) => run.runId)).toEqual([batch.data[0]?.run_id])
  expect(notFound).toEqual(batch.not_found)
})

it('does not lose the good runs because of a bad one', () => {
  const data = [
    { run_id: 'a', status: 'RUNNING' },
    { run_id: 'b' },
    'c',
    { run_id: 'd', status: 'FAILED' },
  ]
  expect(parseRunBatch({ data }).runs.map((run) => run.runId)).toEqual(['a', 'd'])
})

it.each([null, undefined, 'x', [null, 1, {}]])('reads not_found: %j as nothing', (not_found) => {
  expect(parseRunBatch({ data: [], not_found })).toEqual({ runs: [], notFound: [] })
})

it.each([null, {}, { data: 'x' }, []])('refuses %j', (json) => {
  expect(() => parseRunBatch(json)).toThrow(expect.objectContaining({ code: 'invalid_response' }))
})

it('reads the published page', () => {
  const page = parseRunPage(list)
  expect(page).toMatchObject({ total: 142, nextCursor: list.pagination.next_cursor, hasMore: true })
  expect(page.runs).toHaveLength(1)
  expect(page.runs[0]).toMatchObject({ runId: list.data[0]?.run_id, videoUrl: null, steps: [] })
})

it('passes over items that are not runs', () => {
  const page = parseRunPage({
    data: [null, { run_id: 'a', status: 'RUNNING' }, { status: 'FAILED' }],
  })
  expect(page.runs.map((run) => run.runId)).toEqual(['a'])
})

it.each([
  [undefined, { total: null, nextCursor: null, hasMore: false }],
  ['wrong', { total: null, nextCursor: null, hasMore: false }],
  [{ nextCursor: 'abc' }, { total: null, nextCursor: 'abc', hasMore: true }],
  [
    { next_cursor: 'abc', has_more: false },
    { total: null, nextCursor: 'abc', hasMore: false },
  ],
  [
    { total: 3, has_more: true },
    { total: 3, nextCursor: null, hasMore: false },
  ],
])('reads the pagination %j', (pagination, expected) => {
  expect(parseRunPage({ data: [], pagination })).toEqual({ runs: [], ...expected })
})

it.each([null, [], {}, { data: null }, { data: {} }, 'x'])('refuses %j, naming data', (json) => {
  expect(() => parseRunPage(json)).toThrow(
    expect.objectContaining({
      code: 'invalid_response',
      message: expect.stringContaining('`data`'),
    }),
  )
})
