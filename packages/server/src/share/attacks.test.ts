import { inspect } from 'node:util'

import { createClient } from '@fishbowl/core'
import { describe, expect, it, vi } from 'vitest'

import { expectSoon, holdTime, pass } from '../../test/heldTime.js'
import { bearerOf, share } from '../../test/shareLinks.js'
import { startFeed } from '../../test/startFeed.js'
import { platforms } from '../../test/startHandler.js'
import type { Forgery } from '../../test/viewerTokens.js'
import { bearer, forge, seconds, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRevocations } from '../tokens/revocations.js'
import { revokeShareLink } from './revokeShareLink.js'

const link = '/api/fishbowl/view/link'
const run = '/api/fishbowl/runs/run_1'
const withList = () => ({ secret: SECRET, revocations: createRevocations(createMemoryStore()) })
const onlyTokens: Partial<RunHandlerOptions> = { authorize: undefined, tokens: { secret: SECRET } }
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }

const answerRun = () =>
  Response.json({
    run_id: 'run_1',
    status: 'RUNNING',
    goal: 'List the s3cret lanterns',
    streaming_url: 'https://stream.mino.ai/session/s3cret',
    result: null,
  })

const shareType = { typ: 'fishbowl-share+jwt' }
const day = 86_400
const toId = (_value: unknown, index: number) => `run_${index}`

/** Rights that are nearly good ones, signed with the right secret. */
const forgeries: [what: string, forgery: () => Forgery][] = [
  ['a right to cancel', () => ({ claims: { scope: ['run:read', 'run:cancel'] } })],
  ['a right to start', () => ({ claims: { scope: ['run:read', 'run:start'] } })],
  ['a right to list', () => ({ claims: { scope: ['run:read', 'run:list'] } })],
  ['a life of 31 days', () => ({ claims: { exp: seconds() + 31 * day } })],
  ['101 runs', () => ({ claims: { runs: Array.from({ length: 101 }, toId) } })],
  ['more bytes than we read', () => ({ claims: { runs: Array.from({ length: 900 }, toId) } })],
  ['a title of 10,000 characters', () => ({ claims: { title: 'x'.repeat(10_000) } })],
  ['a title of 201 characters', () => ({ claims: { title: 'x'.repeat(201) } })],
  ['a title of two lines', () => ({ claims: { title: 'a\nb' } })],
  ['a title that is a list', () => ({ claims: { title: ['x'] } })],
  ['the type of a viewer token', () => ({ header: { typ: 'fishbowl-viewer+jwt' } })],
  ['a type that names both', () => ({ header: { typ: 'application/fishbowl-share+jwt' } })],
  ['another key', () => ({ key: new TextEncoder().encode(`${SECRET} of somebody else`) })],
  ['another audience', () => ({ claims: { aud: 'another' } })],
]

describe.each(platforms)('attacks with share links on %s', (_name, startHandler) => {
  it('takes the right that the attacks below change', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const right = await forge({ header: shareType, claims: { exp: seconds() + 29 * day } })
    const headers = { Authorization: `Bearer ${right}` }
    expect((await send(link, { headers })).status).toBe(200)
    expect((await send(run, { headers })).status).toBe(200)
  })

  it.each(forgeries)('refuses a link with %s', async (_what, createForgery) => {
    const { send, calls } = await startHandler(answerRun, onlyTokens)
    const { header, ...forgery } = createForgery()
    const right = await forge({ ...forgery, header: { ...shareType, ...header } })
    const headers = { Authorization: `Bearer ${right}` }
    // The server of Node refuses so large a header itself, with 431.
    expect([401, 431]).toContain((await send(link, { headers })).status)
    expect(calls).toEqual([])
  })

  it('lets nobody tell a link that has ended from one that was revoked, cut, changed or invented', async () => {
    const tokens = withList()
    const { send, calls } = await startHandler(answerRun, { ...onlyTokens, tokens })
    const good = await share({ title: 'Lanterns' })
    const revoked = await share()
    await revokeShareLink(revoked, tokens)
    const ended = await forge({
      header: shareType,
      claims: { iat: seconds() - 200, exp: seconds() - 100 },
    })
    const { Authorization } = bearerOf(good)
    const [header, claims, signature] = Authorization.split('.')
    const bad = [
      bearerOf(revoked).Authorization,
      `Bearer ${ended}`,
      Authorization.slice(0, -1),
      Authorization.slice(0, Authorization.length / 2),
      `${header}.${claims?.slice(0, -4)}AAAA.${signature}`,
      `${Authorization}=`,
      bearerOf(await share({}, { secret: `${SECRET} of somebody else` })).Authorization,
      (await bearer({ runs: ['run_1'] }, { secret: `${SECRET} of somebody else` })).Authorization,
      'Bearer a.b.c',
    ]
    const first = await send(link)
    const text = await first.text()
    expect(first.status).toBe(401)
    for (const authorization of bad) {
      const answer = await send(link, { headers: { Authorization: authorization } })
      expect(answer.status).toBe(401)
      expect(await answer.text()).toBe(text)
      expect(getOwnHeaders(answer)).toEqual(getOwnHeaders(first))
    }
    expect(calls).toEqual([])
  })

  it('tells a run that is gone from one that is somebody else’s in no way', async () => {
    const { send, post, calls } = await startHandler(
      () => Response.json({ error: { code: 'NOT_FOUND', message: 'x' } }, { status: 404 }),
      onlyTokens,
    )
    const headers = bearerOf(await share({ runs: ['run_1'] }))
    // A link says the same of itself, whether its runs exist or not.
    expect(await (await send(link, { headers })).json()).toMatchObject({ runs: ['run_1'] })
    const [gone, foreign] = [
      await send(run, { headers }),
      await send('/api/fishbowl/runs/run_2', { headers }),
    ]
    expect([gone.status, foreign.status]).toEqual([404, 404])
    expect(await foreign.text()).toBe(await gone.text())
    expect(getOwnHeaders(foreign)).toEqual(getOwnHeaders(gone))
    const batch = { run_ids: ['run_1', 'run_2'] }
    await post('/api/fishbowl/runs/batch', batch, headers)
    expect(calls.map(({ path }) => path)).toEqual(['/v1/runs/run_1', '/v1/runs/batch'])
    expect(calls[1]?.body).toBe('{"run_ids":["run_1"]}')
  })

  it('watches with a link, and does nothing else', async () => {
    const { send, post, calls } = await startHandler(answerRun, onlyTokens)
    const headers = bearerOf(
      await share({ scope: ['run:read', 'run:result', 'run:steps', 'run:stream'] }),
    )
    for (const answer of [
      await post(`${run}/cancel`, {}, headers),
      await post('/api/fishbowl/automation/run-async', start, headers),
      await post('/api/fishbowl/automation/run-sse', start, headers),
      await send('/api/fishbowl/runs', { headers }),
    ]) {
      expect(answer.status).toBe(403)
    }
    expect(calls).toEqual([])
  })

  it('shows neither the goal nor the live browser unless the link was made for it', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const plain = await (await send(run, { headers: bearerOf(await share()) })).text()
    expect(plain).toContain('run_1')
    expect(plain).not.toContain('s3cret')
    const live = bearerOf(await share({ scope: ['run:read', 'run:stream'] }))
    expect(await (await send(run, { headers: live })).text()).toContain('stream.mino.ai')
  })

  it('takes the right from the header alone, and repeats it nowhere', async () => {
    const logs: unknown[] = []
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      onError: (error) => logs.push(error),
      onAudit: (entry) => logs.push(entry),
    })
    const { Authorization } = bearerOf(await share({ title: 'T1tle' }))
    const right = Authorization.slice('Bearer '.length)
    const shown = []
    for (const path of ['/api/fishbowl/view', link, run, `/api/fishbowl/view/script/x`]) {
      const answer = await send(`${path}?${right}&token=${right}`, {
        headers: { Cookie: `right=${right}`, Referer: `https://app.example.com/#${right}` },
      })
      shown.push(await answer.text(), inspect(answer.headers))
    }
    await send('/api/fishbowl/view', { headers: { Authorization } })
    expect(`${shown.join()} ${inspect(logs, { depth: 9 })}`).not.toMatch(/T1tle|eyJ/)
    expect(shown[2]).toContain('UNAUTHORIZED')
  })

  it('lets a page of another site lead to the page, and to nothing else', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const headers = { 'Sec-Fetch-Site': 'cross-site', ...bearerOf(await share()) }
    expect((await send('/api/fishbowl/view', { headers })).status).toBe(200)
    expect((await send(link, { headers })).status).toBe(403)
    expect((await send(run, { headers })).status).toBe(403)
    expect((await send('/api/fishbowl/view/script/x', { headers })).status).toBe(403)
  })

  it('lets nobody in by a link while it cannot be told which are revoked', async () => {
    const store = { ...createMemoryStore(), get: () => Promise.reject(new Error('Redis is gone')) }
    const tokens = { secret: SECRET, revocations: createRevocations(store) }
    const { send } = await startHandler(answerRun, { ...onlyTokens, tokens })
    expect((await send(link, { headers: bearerOf(await share()) })).status).toBe(503)
  })
})

/** The headers that the handler wrote; a server adds the time and more. */
function getOwnHeaders({ headers }: Response): Record<string, string> {
  const added = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']
  return Object.fromEntries([...headers].filter(([name]) => !added.includes(name)))
}

describe('attack: the list of sites that may frame the page says more than that', () => {
  it.each([
    ['*'],
    ["'self'"],
    ['https:'],
    ['shop.example'],
    ['https://*.shop.example'],
    ['https://shop.example/page'],
    ['https://shop.example/'],
    ['https://shop.example; script-src *'],
    ['https://shop.example;sandbox'],
    ["https://shop.example'"],
    ['https://SHOP.example'],
    ['null'],
    [7 as unknown as string],
  ])('refuses %j', (origin) => {
    const options = { apiKey: 'sk-test', ...onlyTokens, share: { frameAncestors: [origin] } }
    expect(() => createRunHandler(options)).toThrow('share.frameAncestors')
  })

  it('refuses other options that cannot be used', () => {
    const create = (options: object) => () =>
      createRunHandler({ apiKey: 'sk-test', ...onlyTokens, share: options })
    expect(create({ frameAncestors: 'https://shop.example' })).toThrow('share.frameAncestors')
    expect(create({ transport: 'carrier pigeon' })).toThrow('share.transport')
    expect(create({ allowedStreamHosts: ['*.vercel.app'] })).toThrow('allowedStreamHosts')
    expect(
      create({ frameAncestors: ['https://shop.example', 'http://localhost:3000'] }),
    ).not.toThrow()
  })
})

describe('a link that is revoked while somebody watches', () => {
  it('ends the stream within 30 seconds, and no other one', async () => {
    const tokens = withList()
    const { emulator, endpoint, watch } = await startFeed(
      { authorize: undefined, tokens },
      'byHand',
    )
    const { runId } = emulator.runs.start()
    const [shared, other] = [await share({ runs: [runId] }), await share({ runs: [runId] })]
    holdTime()
    const streams = [await watch(runId, bearerOf(shared)), await watch(runId, bearerOf(other))]
    const ended: number[] = []
    streams.forEach((stream, index) => void stream.ended.then(() => ended.push(index)))
    await revokeShareLink(shared, tokens)
    await pass(30, 2)
    await expectSoon(() => ended.length, 1)
    expect(ended).toEqual([0])
    vi.useRealTimers()
    const client = createClient({
      endpoint,
      getToken: () => bearerOf(shared).Authorization.slice(7),
    })
    await expect(client.getRun(runId)).rejects.toMatchObject({ code: 'unauthorized' })
  })
})
