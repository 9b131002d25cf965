import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { exactJson } from '../../test/exactJson.js'
import { createClient } from '../client/createClient.js'
import { applyRunEvent } from '../events/applyRunEvent.js'
import { mergeNews, mergeStreamedRun } from '../events/mergeStreamedRun.js'
import { parseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { getResultText } from './resultText.js'

const begun = parseRun({ run_id: 'a', status: 'RUNNING', steps: [{ action: 'Look' }] })

/** Every way in which a client comes to know of a run that has ended. */
const ways: [string, (result: string) => Promise<(Run | undefined)[]>][] = [
  ['a read', async (result) => [await createEndpoint(writeRun(result)).getRun('a')]],
  [
    'an older read',
    async (result) => [
      await createEndpoint(writeRun(JSON.stringify(result), 'result_json')).getRun('a'),
    ],
  ],
  [
    'a batch',
    async (result) =>
      (
        await createEndpoint(
          `{"data":[${writeRun('1')},${writeRun(result, 'result', 'b')}]}`,
        ).getRuns(['a', 'b'])
      ).runs.slice(1),
  ],
  [
    'a list',
    async (result) =>
      (await createEndpoint(`{"pagination":{},"data":[${writeRun(result)}]}`).listRuns()).runs,
  ],
  [
    'a push',
    async (result) => {
      const runs: Run[] = []
      const client = createEndpoint(
        `event: run\nid: 1\ndata: ${writeRun(result)}\n\n`,
        'text/event-stream',
      )
      for await (const push of client.readPushes(['a']))
        if (push.type === 'run') runs.push(push.run)
      return runs
    },
  ],
  [
    'a stream',
    async (result) => {
      let run = begun
      const end = `{"type":"COMPLETE","run_id":"a","status":"COMPLETED","result":${result}}`
      const client = createEndpoint(`data: ${end}\n\n`, 'text/event-stream')
      for await (const event of client.streamRun({ url: 'https://a.example', goal: 'b' })) {
        run = applyRunEvent(run, event)
      }
      return [run]
    },
  ],
]

const writeRun = (result: string, name = 'result', id = 'a') =>
  `{"run_id":"${id}","status":"COMPLETED","goal":"1.10","${name}":${result}}`

function createEndpoint(text: string, type = 'application/json') {
  return createClient({
    endpoint: 'https://app.example/api',
    fetch: async () => new Response(text, { headers: { 'Content-Type': type } }),
  })
}

it.each(ways)(
  'keeps all digits of a result that comes by %s, in every copy',
  async (_way, read) => {
    await fc.assert(
      fc.asyncProperty(exactJson, async (result) => {
        const [run] = await read(result)
        if (!run) throw new Error('There is no run')
        const copies: Run[] = [
          run,
          { ...run },
          structuredClone(run),
          JSON.parse(JSON.stringify(run)) as Run,
          parseRun(run),
          mergeNews(run, begun),
          mergeNews({ ...begun, runId: run.runId }, run),
          mergeStreamedRun({ ...run, result: null }, run),
        ]
        for (const copy of copies) expect(getResultText(copy)).toBe(result)
      }),
      { numRuns: 100 },
    )
  },
)

it('takes no text for exact that is no JSON', () => {
  const run = parseRun({ run_id: 'a', status: 'COMPLETED', result: 1, result_text: '1.10]' })
  expect(getResultText(run)).toBe('1')
})
