import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { splitServerNow } from './serverNow.js'

const serverNow = '2026-01-01T00:00:00.000Z'

describe('splitServerNow', () => {
  it('takes the last field out of any run', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (fields) => {
        const run = { run_id: 'run-1', ...fields }
        const text = JSON.stringify({ ...run, server_now: serverNow })
        expect(splitServerNow(text)).toEqual({ text: JSON.stringify(run), serverNow })
      }),
    )
  })

  it('reads text with spaces and a newline at its end', () => {
    const { text } = splitServerNow(`{ "run_id": "run-1", "server_now": "${serverNow}" }\n`)
    expect(JSON.parse(text)).toEqual({ run_id: 'run-1' })
  })

  it.each([
    ['nothing', { run_id: 'run-1' }],
    ['a field of the result', { run_id: 'run-1', result: { a: 1, server_now: serverNow } }],
    ['text inside the result', { run_id: 'run-1', result: `,"server_now":"${serverNow}"}` }],
    ['text that ends like it', { run_id: 'run-1', result: `\\,"server_now":"x` }],
  ])('leaves %s alone', (_name, run) => {
    const text = JSON.stringify(run)
    expect(splitServerNow(text)).toEqual({ text, serverNow: null })
  })
})
