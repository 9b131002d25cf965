import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'

import type { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import {
  keeping,
  nginx,
  passHost,
  passing,
  passPort,
  plain,
  startBehind,
  zip,
} from '../../test/fronts.js'
import { hasNginx } from '../../test/startNginx.js'

const second = { timeout: 1_000, interval: 10 }

describe('what lets events through', () => {
  it.for(passing)(
    '%s: a run is told of within a second, as is each change',
    async ([, front, lacksNginx], { skip }) => {
      skip(lacksNginx)
      const { watch, getStatus, getSteps, goOn, requests } = await startBehind(front)
      const done = watch()
      await expect.poll(getStatus, second).toBe('PENDING')
      goOn(5)
      await expect.poll(getStatus, second).toBe('RUNNING')
      const before = getSteps()
      goOn(5)
      await expect.poll(getSteps, second).toBeGreaterThan(before)
      goOn(300)
      await expect.poll(getStatus, second).toBe('COMPLETED')
      await done
      expect(requests).toEqual(['/runs/events'])
    },
  )

  it.skipIf(!hasNginx)('may be compressed on the way', async () => {
    const { endpoint, runId, signal } = await startBehind(nginx(`${zip} ${plain}`))
    for (const path of [`/runs/events?ids=${runId}`, `/runs/${runId}`]) {
      const { headers } = await fetch(endpoint + path, { signal })
      expect(headers.get('Content-Encoding')).toBe('gzip')
    }
  })
})

/** The host of the page's address, where something in front of the proxy has ended TLS. */
const pageHost = 'app.example.com'

/** Cancels a run as a page of the host of its address does, and gives the status of the answer. */
async function cancel(endpoint: string, runId: string, Origin: string): Promise<number> {
  const request = sendRequest(`${endpoint}/runs/${runId}/cancel`, {
    method: 'POST',
    headers: {
      Host: new URL(Origin).host,
      Origin,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/json',
    },
  }).end('{}')
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode ?? 0
}

describe.skipIf(!hasNginx)('a POST of a page behind nginx', () => {
  const origins = [`https://${pageHost}`, `http://${pageHost}:8080`]

  it.each([
    [origins[0]!, passHost],
    [origins[1]!, passPort],
  ])('%s: is refused, and let through once the log’s advice is followed', async (Origin, conf) => {
    const errors: FishbowlError[] = []
    const onError = (error: FishbowlError) => void errors.push(error)
    const refused = await startBehind(nginx(plain), { onError })
    for (let count = 0; count < 3; count += 1) {
      expect(await cancel(refused.endpoint, refused.runId, Origin)).toBe(403)
    }
    // Reads have no `Origin`, and get through.
    expect(await refused.client.getRun(refused.runId)).toMatchObject({ status: 'PENDING' })
    expect(errors).toHaveLength(1)
    const [, header] = /nginx: `(.*?)`/.exec(errors[0]!.message) ?? []
    const [, option] = /write allowedOrigins: \['(.*?)'\]/.exec(errors[0]!.message) ?? []

    // The guide says the same.
    expect(conf).toContain(header)
    const advisedConf = plain.replace(';', `; ${header}`)
    const cured = [
      await startBehind(nginx(advisedConf), { onError }),
      await startBehind(nginx(plain), { onError, allowedOrigins: [option!] }),
    ]
    for (const { endpoint, runId, client } of cured) {
      expect(await cancel(endpoint, runId, Origin)).toBe(200)
      expect(await client.getRun(runId)).toMatchObject({ status: 'CANCELLED' })
    }
    expect(errors).toHaveLength(1)
  })
})

/** The paths on which a run is started and answered with its id at once. */
const starts = ['/automation/run-async', '/automation/run-sse']

describe('a start', () => {
  it.for([...passing, ...keeping])(
    '%s: is answered with its id at once',
    async ([, front, lacksNginx], { skip }) => {
      skip(lacksNginx)
      const { endpoint, client } = await startBehind(front)
      for (const path of starts) {
        const begin = performance.now()
        const response = await fetch(endpoint + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
          body: JSON.stringify({ url: 'https://tidewater.example/', goal: 'List the lanterns' }),
        })
        const { run_id: runId } = await response.json()
        expect(performance.now() - begin).toBeLessThan(1_000)
        expect(await client.getRun(runId)).toMatchObject({ runId })
      }
    },
  )
})
