import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { fuzzCase } from '../../test/fuzz/cases.js'
import { runCase } from '../../test/fuzz/runCase.js'

it('shows nothing without a right, and does not fail, whatever clients and TinyFish send', async () => {
  const property = fc.asyncProperty(fuzzCase, async (tried) => {
    expect(await runCase(tried)).toEqual([])
  })
  // `npm run bench -- S1` tries 100,000 others.
  await fc.assert(property, { numRuns: 800, seed: 15 })
}, 120_000)
