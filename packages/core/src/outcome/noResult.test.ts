import { describe, expect, it } from 'vitest'

import { createRun, fence, getOutcome } from '../../test/outcomes.js'
import { getRunOutcome } from './outcome.js'

describe('no result', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    ['null', 'null'],
    ['', 'blank'],
    [' \n', 'blank'],
    [{}, 'empty'],
    [[], 'empty'],
    ['{}', 'empty'],
    [fence([]), 'empty'],
    [{ price: null, name: null }, 'all_null'],
    [[null], 'all_null'],
    [{ products: [], hotels: [] }, 'all_empty'],
    [{ products: [], note: null }, 'all_empty'],
    [{ products: [], errors: [] }, 'all_empty'],
    [{ price: null, error: null }, 'all_null'],
    [{ result: null }, 'null'],
    [{ result: '' }, 'blank'],
    [{ result: {} }, 'empty'],
    [{ result: '[]' }, 'empty'],
    [{ result: { price: null } }, 'all_null'],
    [{ result: { products: [] } }, 'all_empty'],
    [{ name: '', price: 'N/A', items: [{}] }, 'all_empty'],
    [[{}, {}], 'all_empty'],
    [{ data: { items: [] } }, 'all_empty'],
    ['N/A', 'blank'],
  ])('is told of %j because it is %s', (result, reason) => {
    expect(getOutcome(result)).toEqual({ type: 'no_result', reason })
  })

  it.each([
    { products: [], total: 0 },
    { price: null, name: 'x' },
    { result: null, teams: 'A-B' },
    [[], 1],
    0,
    false,
    'none',
    { at: new Date(0) },
    new Map([[1, 2]]),
  ])('is not told of %j', (result) => {
    expect(getOutcome(result).type).toBe('succeeded')
  })

  it('is told of a run that the host wrote without a result', () => {
    const run = { ...createRun(), result: undefined }
    expect(getRunOutcome(run)).toEqual({ type: 'no_result', reason: 'null' })
  })
})
