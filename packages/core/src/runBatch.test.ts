import { expect, it } from 'vitest'

import batch from './payloads/batch-get.json'
import { parseRunBatch } from './runBatch.js'

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
