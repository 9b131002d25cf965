import { createClient } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { API_KEY, platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'

const path = '/api/fishbowl/runs/run_1'

describe.each(platforms)('an unchanged run on %s', (_name, startHandler) => {
  it('is not sent again to who has it, and a changed one is', async () => {
    let status = 'RUNNING'
    const { send } = await startHandler(() => Response.json({ run_id: 'run_1', status }))
    const first = await send(path)
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
    for (const known of [etag, etag.slice(2), `"other", ${etag}`]) {
      const second = await send(path, { headers: { 'If-None-Match': known } })
      expect(second.status).toBe(304)
      expect(await second.text()).toBe('')
      expect(second.headers.get('ETag')).toBe(etag)
      expect(second.headers.get('Cache-Control')).toBe('no-store')
      expect(second.headers.has('Content-Type')).toBe(false)
    }
    status = 'COMPLETED'
    const read = () => send(path, { headers: { 'If-None-Match': etag } })
    await expect.poll(async () => (await read()).status).toBe(200)
    expect(await (await read()).json()).toMatchObject({ status: 'COMPLETED' })
  })

  it('has another tag for a viewer who sees more of it, and none without the right to see it', async () => {
    const { send } = await startHandler(
      () => Response.json({ run_id: 'run_1', status: 'COMPLETED', result: 7 }),
      { authorize: undefined, tokens: { secret: SECRET } },
    )
    const narrow = await send(path, { headers: await bearer({ scope: ['run:read'] }) })
    const known = { 'If-None-Match': narrow.headers.get('ETag') ?? '' }
    const wide = await send(path, { headers: { ...known, ...(await bearer()) } })
    expect(await wide.json()).toMatchObject({ result: 7 })
    expect((await send(path, { headers: known })).status).toBe(401)
    const other = await bearer({ runs: ['run_2'] })
    const refused = await send(path, { headers: { ...known, ...other } })
    expect(refused.status).toBe(404)
    expect(refused.headers.has('ETag')).toBe(false)
  })
})

it('costs the client no body, and stays the same object', async () => {
  const sizes: number[] = []
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: () => true,
    fetch: async () =>
      Response.json({ run_id: 'run_1', status: 'COMPLETED', result: 'a'.repeat(1_000_000) }),
  })
  const client = createClient({
    endpoint: 'https://app.example.com/api/fishbowl',
    async fetch(request) {
      const response = await handler(request)
      sizes.push((await response.clone().arrayBuffer()).byteLength)
      return response
    },
  })
  const run = await client.getRun('run_1')
  expect(await client.getRun('run_1')).toBe(run)
  expect(sizes[0]).toBeGreaterThan(1_000_000)
  expect(sizes[1]).toBe(0)
})
