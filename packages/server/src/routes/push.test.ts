import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'

import { createClient } from '@fishbowl/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import type { AuditEntry } from '../handler/audit.js'
import type { RunHandlerOptions } from '../handler/options.js'
import type { RunScope } from '../scopes.js'
import { createViewerToken } from '../tokens/createViewerToken.js'
import { createRevocations } from '../tokens/revocations.js'

const tokens = { secret: SECRET }
const patience = { timeout: 10_000 }

const start = (options: Partial<RunHandlerOptions> = {}, time?: 'byHand') =>
  startFeed({ authorize: undefined, tokens, ...options }, time)

/** Lets the test skip time. Otherwise time passes as usual. */
function holdTime() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
}

describe('a viewer who watches with a token', () => {
  it.each<[RunScope[], string[]]>([
    [[], []],
    [['run:result'], ['result']],
    [['run:stream'], ['streaming_url']],
    [['run:steps'], ['steps', 'video_url']],
    [['run:list'], ['goal', 'browser_config']],
    [
      ['run:result', 'run:steps', 'run:stream', 'run:list'],
      ['result', 'streaming_url', 'steps', 'video_url', 'goal', 'browser_config'],
    ],
  ])('is pushed the fields of run:read and %j', async (scope, fields) => {
    const { emulator, watch } = await start()
    const { runId } = emulator.runs.start()
    const headers = await bearer({ runs: [runId], scope: ['run:read', ...scope] })
    const { events, ended } = await watch(runId, headers)
    expect(await ended).toBe('closed')
    const seen = new Set(events.flatMap(({ data }) => Object.keys(data)))
    const always = ['run_id', 'status', 'created_at', 'num_of_steps', 'server_now']
    expect([...seen]).toEqual(expect.arrayContaining([...always, ...fields]))
    const secrets = ['result', 'streaming_url', 'steps', 'video_url', 'goal', 'browser_config']
    expect(secrets.filter((name) => seen.has(name)).toSorted()).toEqual(fields.toSorted())
  })

  it('is not shown what another one sees of the same run at the same time', async () => {
    const { emulator, watch } = await start()
    const { runId } = emulator.runs.start()
    const grant = (scope: RunScope[]) => bearer({ runs: [runId], scope })
    const few = await watch(runId, await grant(['run:read']))
    const many = await watch(runId, await grant(['run:read', 'run:stream', 'run:result']))
    await Promise.all([few.ended, many.ended])
    expect(JSON.stringify(many.events)).toMatch(/"streaming_url":"https?:.*"result":/)
    expect(JSON.stringify(few.events)).not.toMatch(/streaming_url|"result"/)
    expect(few.statuses()).toEqual(many.statuses())
  })

  it('is in the audit with each run', async () => {
    const entries: AuditEntry[] = []
    const { emulator, watch } = await start({ onAudit: (entry) => entries.push(entry) })
    const { runId } = emulator.runs.start()
    await watch([runId, 'theirs'], await bearer({ runs: [runId] }))
    const entry = { sub: 'ann', jti: expect.any(String), action: 'run:read' }
    expect(entries).toMatchObject([
      { ...entry, run: runId, status: 200 },
      { ...entry, run: 'theirs', status: 404 },
    ])
  })

  it('goes on with a new token when theirs ends', async () => {
    const { emulator, endpoint, clock } = await start({}, 'byHand')
    const { runId } = emulator.runs.start()
    const asked: string[] = []
    const client = createClient({
      endpoint,
      getToken: () =>
        createViewerToken(
          { runs: [runId], scope: ['run:read'], subject: 'ann', ttl: 1_500 },
          tokens,
        ),
      fetch: (request) => {
        asked.push(new URL(request.url).pathname)
        return fetch(request)
      },
    })
    const statuses: string[] = []
    const done = (async () => {
      for await (const { status } of client.watchRuns([runId], { transport: 'push' })) {
        statuses.push(status)
      }
    })()
    await expect.poll(() => asked.length, patience).toBeGreaterThan(1)
    clock.advance(120_000)
    await done
    expect(statuses.at(-1)).toBe('COMPLETED')
    expect(new Set(asked)).toEqual(new Set(['/api/fishbowl/runs/events']))
  })
})

describe('attacks on what viewers with tokens are pushed', () => {
  it('get nothing without a token, nor with one in the address or a cookie', async () => {
    const { emulator, endpoint, batches } = await start()
    const { runId } = emulator.runs.start()
    const token = (await bearer({ runs: [runId] })).Authorization.slice('Bearer '.length)
    const url = `${endpoint}/runs/events?ids=${runId}`
    for (const [address, headers] of [
      [url, {}],
      [url, { Authorization: 'Bearer x' }],
      [url, { Cookie: `token=${token}; Authorization=Bearer ${token}` }],
      [`${url}&token=${token}&access_token=${token}`, {}],
    ] as const) {
      const response = await fetch(address, { headers })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ error: { code: 'UNAUTHORIZED' } })
    }
    expect(batches).toEqual([])
  })

  it('see runs of others like runs that do not exist, and TinyFish is not asked', async () => {
    const { emulator, watch, batches } = await start()
    const theirs = emulator.runs.start().runId
    const unknown = 'unknown'
    const watchers = await Promise.all([
      watch(theirs, await bearer({ runs: [unknown] })),
      watch(theirs, await bearer({ runs: [theirs], scope: ['run:result', 'run:stream'] })),
      watch(unknown, await bearer({ runs: [unknown] })),
    ])
    const seen = await Promise.all(
      watchers.map(async ({ response, events, ended }) => {
        expect(await ended).toBe('closed')
        return {
          status: response.status,
          headers: { ...Object.fromEntries(response.headers), date: '' },
          events: events.map(({ type, data }) => ({ type, ...data, run_id: '', server_now: '' })),
        }
      }),
    )
    expect(seen[0]?.events[0]).toMatchObject({ type: 'error', error: { code: 'NOT_FOUND' } })
    expect(seen[0]).toEqual(seen[2])
    expect(seen[1]).toEqual(seen[2])
    expect(batches.flatMap(({ runIds }) => runIds)).not.toContain(theirs)
  })

  it('end with the token, to the second', async () => {
    const { emulator, watch } = await start({}, 'byHand')
    const { runId } = emulator.runs.start()
    const expiresAt = Date.now() + 1_500
    const { events, ended } = await watch(runId, await bearer({ runs: [runId], ttl: 1_500 }))
    expect(await ended).toBe('closed')
    // Tokens count in whole seconds. How late it may be is left to a busy machine.
    expect(Date.now() - expiresAt).toBeGreaterThan(-1_000)
    expect(Date.now() - expiresAt).toBeLessThan(10_000)
    expect(events.map(({ type }) => type)).toEqual(['run'])
  })

  it('end within 30 seconds of a revocation', async () => {
    holdTime()
    const revocations = createRevocations()
    const options = { tokens: { ...tokens, revocations }, pollInterval: 60_000 }
    const { emulator, watch } = await start(options, 'byHand')
    const { runId } = emulator.runs.start()
    const headers = await bearer({ runs: [runId] })
    const watcher = await watch(runId, headers)
    let end: string | undefined
    void watcher.ended.then((how) => (end = how))
    await vi.advanceTimersByTimeAsync(40_000)
    expect(end).toBeUndefined()

    await revocations.revokeSubject('ann')
    expect((await watch(runId, headers)).response.status).toBe(401)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await watcher.ended).toBe('closed')
  })

  it('have two streams with one token, and a third when one is left', async () => {
    const { emulator, watch } = await start({}, 'byHand')
    const { runId } = emulator.runs.start()
    const headers = await bearer({ runs: [runId] })
    const [first] = await Promise.all([watch(runId, headers), watch(runId, headers)])
    const third = await watch(runId, headers)
    expect(third.response.status).toBe(429)
    expect(third.response.headers.get('Retry-After')).toBe('10')
    expect((await watch(runId, await bearer({ runs: [runId] }))).response.status).toBe(200)
    first.stop()
    const retry = async () => (await watch(runId, headers)).response.status
    await expect.poll(retry, patience).toBe(200)
  })

  it('keep no place by opening streams that they do not read', async () => {
    holdTime()
    const { emulator, endpoint, watch } = await start({
      tokens: { ...tokens, maxStreams: 1 },
      pollInterval: 60_000,
      // The event is larger than what sockets hold, so that it waits for the viewer.
      fetch: async () =>
        Response.json({
          data: [{ run_id: runId, status: 'RUNNING', error: { message: 'a'.repeat(7e6) } }],
        }),
    })
    const { runId } = emulator.runs.start()
    const headers = await bearer({ runs: [runId] })
    const request = sendRequest(`${endpoint}/runs/events?ids=${runId}`, { headers }).end()
    const [deaf] = (await once(request, 'response')) as [IncomingMessage]
    deaf.on('error', () => undefined)
    deaf.pause()
    expect((await watch(runId, headers)).response.status).toBe(429)
    // Three heartbeats pass in that time.
    await vi.advanceTimersByTimeAsync(25_000)
    const retry = async () => (await watch(runId, headers)).response.status
    await expect.poll(retry, patience).toBe(200)
  })

  it('are not let in while it cannot be told whether they may watch', async () => {
    const get = () => Promise.reject(new Error('The store is down'))
    const revocations = createRevocations({ get, set: async () => undefined })
    const { watch, batches } = await start({ tokens: { ...tokens, revocations } })
    expect((await watch('run_1', await bearer())).response.status).toBe(503)
    expect(batches).toEqual([])
  })
})
