import { describe, expect, it } from 'vitest'

import { createClient } from '../client/createClient.js'
import { parseRun } from '../run/parseRun.js'
import { getResultText } from './resultText.js'

/** Reads runs through a client whose endpoint answers with a text. */
async function read(text: string, runIds = ['a']) {
  const client = createClient({
    endpoint: 'https://app.example/api',
    fetch: () => Promise.resolve(new Response(text)),
  })
  return runIds.length === 1
    ? [await client.getRun(runIds[0] ?? '')]
    : (await client.getRuns(runIds)).runs
}

const numbers = '{ "id": 9007199254740993, "far":1e400,"zero":-0, "name":"caf\\u00e9" }'
const run = (id: string, fields: string) => `{"run_id":"${id}","status":"COMPLETED",${fields}}`

describe('getResultText', () => {
  it('gives the very characters that were sent', async () => {
    const now = '"server_now":"2026-03-01T10:00:00.000Z"'
    const [single] = await read(run('a', `"result":${numbers},${now}`))
    expect(single && getResultText(single)).toBe(numbers)
    expect(single && getResultText({ ...single })).toBe(numbers)
  })

  it('gives them for the runs of a batch, too', async () => {
    const items = [run('a', `"result":${numbers}`), run('b', '"result":[1.0]')]
    const runs = await read(`{"not_found":[], "data": [${items.join(' , ')}]}`, ['a', 'b'])
    expect(runs.map(getResultText)).toEqual([numbers, '[1.0]'])
  })

  it.each([
    ['text', '"café"', '"result":"caf\\u00e9"'],
    ['a number', '1.50', '"result":1.50'],
    ['the last of two', '[2.0]', '"result":[1],"result":[2.0]'],
    ['an escaped name', '[1.0]', '"\\u0072esult":[1.0]'],
    ['the older field', '[1.0]', '"result":null,"result_json":[1.0]'],
    ['the older field with JSON in a text', '{"a":1.0}', '"resultJson":"{\\"a\\":1.0}"'],
    ['the older field with prose in a text', '"a tale"', '"resultJson":"a tale"'],
    ['nothing', 'null', '"goal":"no result"'],
  ])('reads %s', async (_name, text, fields) => {
    const [single] = await read(run('a', fields))
    expect(single && getResultText(single)).toBe(text)
  })

  it('is not misled by a text that looks like a result', async () => {
    const fields = '"goal":"\\",\\"result\\":[9],\\"","steps":[{"result":[8]}],"result":[7.0]'
    const [single] = await read(run('a', fields))
    expect(single && getResultText(single)).toBe('[7.0]')
  })

  it('writes the result of a run from elsewhere anew', () => {
    const own = parseRun({ run_id: 'a', status: 'COMPLETED', result: { a: [1, null] } })
    expect(getResultText(own)).toBe('{"a":[1,null]}')
  })
})
