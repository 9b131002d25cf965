import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { createRunSieve } from './runSieve.js'

/** What is kept of a text that comes in pieces of so many bytes. */
function sieve(text: string, pieceLength = 1_000) {
  const { add, end } = createRunSieve()
  const bytes = new TextEncoder().encode(text)
  for (let start = 0; start < bytes.length; start += pieceLength) {
    if (!add(bytes.subarray(start, start + pieceLength))) return null
  }
  return new TextDecoder().decode(end())
}

const long = (unit: string) => unit.repeat(Math.ceil(70_000 / unit.length))

it('keeps every list of runs whose fields are short, whatever is in them', () => {
  const run = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
  fc.assert(
    fc.property(
      fc.array(run),
      fc.jsonValue(),
      fc.integer({ min: 1, max: 9 }),
      (data, more, size) => {
        const text = JSON.stringify({ data, pagination: more })
        expect(sieve(text, size)).toBe(text)
      },
    ),
    { numRuns: 300 },
  )
})

it.each([
  ['text', long('x')],
  ['quotes', long('"')],
  ['backslashes', `${long('\\')}\\`],
  ['text of other letters', long('“ß')],
  ['what looks like the end', long('"],"x":{}}]}')],
  ['a list', [long('a'), 1]],
  ['lists and records', [{ a: [{ b: long('}],[{') }] }, long('","')]],
  ['many numbers', Array.from({ length: 40_000 }, (_, index) => index)],
])('leaves out a field that is long: %s', (_what, value) => {
  const write = (result: unknown) =>
    JSON.stringify({
      data: [
        { run_id: 'a', result, status: 'FAILED' },
        { run_id: 'b', goal: result },
        { run_id: 'c', result: [1, { a: ',' }] },
      ],
      pagination: { next_cursor: 'd' },
    })
  for (const size of [1, 1_000, 1_000_000]) {
    expect(sieve(write(value), size)).toBe(write(null))
  }
})

it.each([
  ['names of fields', `{"data":[{"${'x'.repeat(2_000_000)}":1}]}`],
  ['runs', `{"data":[${'{"run_id":"a"},'.repeat(100_000)}]}`],
  ['depth', '['.repeat(2_000_000)],
])('says that it cannot hold too many %s', (_what, text) => {
  expect(sieve(text) === null).toBe(true)
})
