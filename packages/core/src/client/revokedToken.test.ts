import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { input } from '../../test/client.js'
import type { ClientOptions } from './createClient.js'
import { createClient } from './createClient.js'
// The client loads these files when they are needed. Fake time would not wait for them.
import '../events/readRunEvents.js'
import './pictureBody.js'
import './readPushes.js'
import './startRun.js'
import './watchRunsByPolling.js'
import './watchRunsByPush.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that lets in whoever has a token of `good`, and a host that keeps its token until it is to renew it. */
function setUp(renewals: (string | null | Error)[], first: string | null = 'first') {
  const good = new Set<string | null>(['first'])
  const asked: string[] = []
  const requests: string[] = []
  let kept = first
  let streams: ReadableStreamDefaultController<Uint8Array>[] = []

  const getToken: ClientOptions['getToken'] = async ({ renew }) => {
    if (!renew) return kept
    asked.push(`${kept}`)
    await Promise.resolve()
    const next = renewals.length > 1 ? renewals.shift() : renewals[0]
    if (next instanceof Error) throw next
    return (kept = next ?? null)
  }

  const client = createClient({
    endpoint: 'https://app.example/api/fishbowl',
    getToken,
    async fetch(request) {
      const token = request.headers.get('Authorization')?.slice('Bearer '.length) ?? null
      const { pathname } = new URL(request.url)
      requests.push(`${pathname.split('/').at(-1)} ${token}`)
      // Refusals of one tick come back in one tick, too.
      await new Promise((resolve) => setTimeout(resolve, 10))
      if (!good.has(token)) return new Response(null, { status: 401 })
      if (pathname.endsWith('/runs/events')) {
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => void streams.push(controller),
        })
        return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
      }
      if (pathname.endsWith('/runs/batch')) {
        const { run_ids: runIds } = await request.json()
        const data = runIds.map((run_id: string) => ({ run_id, status: 'RUNNING' }))
        return Response.json({ data })
      }
      if (pathname.endsWith('/runs')) return Response.json({ data: [], pagination: {} })
      return Response.json({ run_id: pathname.split('/').at(-1), status: 'RUNNING' })
    },
  })

  /** The server knows the tokens no longer, and ends the streams that they opened. */
  function revoke(...stillGood: string[]) {
    good.clear()
    for (const token of stillGood) good.add(token)
    for (const controller of streams) controller.close()
    streams = []
  }

  function watch(runIds: string[], transport: 'poll' | 'push') {
    const outcome = { code: '', runs: 0 }
    void (async () => {
      try {
        for await (const run of client.watchRuns(runIds, { transport })) {
          outcome.runs += run.status === 'RUNNING' ? 1 : 0
        }
      } catch (error) {
        outcome.code = String((error as { code?: unknown }).code)
      }
    })()
    return outcome
  }

  const tell = (runIds: string[]) => {
    const text = runIds
      .map((run_id, index) => {
        const data = JSON.stringify({ run_id, status: 'RUNNING' })
        return `event: run\nid: ${index + 1}\ndata: ${data}\n\n`
      })
      .join('')
    for (const controller of streams) controller.enqueue(new TextEncoder().encode(text))
  }

  const everything = (runIds: string[]) => [
    client.getRun('one'),
    client.getRuns(runIds),
    client.listRuns(),
    client.cancelRun('one'),
    client.getStepScreenshot('one', '1'),
    client.startRun(input),
    client.streamRun(input)[Symbol.asyncIterator]().next(),
    client.readPushes(runIds)[Symbol.asyncIterator]().next(),
  ]
  return { client, asked, requests, revoke, watch, tell, everything }
}

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)
const few = ['a', 'b', 'c']
const many = Array.from({ length: 250 }, (_, index) => `run-${index}`)

/** What a host may give when it is asked to renew a token whose viewer is let in no more. */
const answers: [string, (string | null | Error)[], code: string, most: number][] = [
  ['another token each time', ['second', 'third', 'fourth', 'fifth'], 'unauthorized', 1],
  ['the same token', ['first'], 'unauthorized', 1],
  ['none', [null], 'unauthorized', 1],
  ['an answer that is a no', [Object.assign(new Error(), { status: 401 })], 'unauthorized', 1],
  // It may pass, so that it is asked again: with pauses that grow, and then no more.
  ['an error', [new Error('The network is down')], 'network_error', 30],
]

describe('attack: a token that was revoked makes the client ask for others again and again', () => {
  describe.each(answers)('and the host gives %s', (_name, renewals, code, most) => {
    it.each([
      ['push', 3, few],
      ['push', 250, many],
      ['poll', 3, few],
      ['poll', 250, many],
    ] as const)('in watchRuns by %s of %i runs', async (transport, _count, runIds) => {
      const { asked, revoke, watch, tell } = setUp([...renewals])
      const outcome = watch([...runIds], transport)
      await vi.advanceTimersByTimeAsync(100)
      if (transport === 'push') tell([...runIds])
      await vi.advanceTimersByTimeAsync(1_000)
      expect(outcome.runs).toBe(runIds.length)
      revoke()
      await minutes(10)
      expect(outcome.code).toBe(code)
      expect(asked.length).toBeLessThanOrEqual(most)
      expect(new Set(asked)).toEqual(new Set(['first']))
      expect(vi.getTimerCount()).toBe(0)
    })

    it('from all methods at once', async () => {
      const { asked, revoke, everything } = setUp([...renewals])
      revoke()
      const settled = Promise.allSettled(everything(many))
      await minutes(1)
      for (const { status } of await settled) expect(status).toBe('rejected')
      expect(asked).toEqual(['first'])
    })

    it('from one method after the other', async () => {
      const { asked, revoke, client } = setUp([...renewals])
      revoke()
      for (const read of [
        () => client.readPushes(few)[Symbol.asyncIterator]().next(),
        () => client.getRuns(few),
        () => client.listRuns(),
        () => client.cancelRun('one'),
      ]) {
        const failed = read().catch((error: unknown) => error)
        await vi.advanceTimersByTimeAsync(100)
        expect(await failed).toMatchObject({ code })
      }
      expect(asked).toEqual(['first'])
    })
  })
})

describe('a token that was revoked', () => {
  it('is renewed once for all, and all of them go on with the new one', async () => {
    const { asked, requests, revoke, everything } = setUp(['second'])
    revoke('second')
    // The pushes tell nothing, and the other answers are none that the methods can read.
    const [one, runs] = everything(few).map((coming) => coming.catch((error: unknown) => error))
    await vi.advanceTimersByTimeAsync(100)
    expect(await one).toMatchObject({ runId: 'one' })
    expect(await runs).toMatchObject({ runs: [{}, {}, {}] })
    expect(asked).toEqual(['first'])
    const refused = requests.filter((request) => request.endsWith(' first'))
    expect(requests).toHaveLength(2 * refused.length)
  })

  it('is renewed again once that may help, as after a sign-in', async () => {
    const { asked, revoke, client } = setUp(['second', 'third'])
    revoke('third')
    const read = async () => {
      const coming = client.getRun('one').catch((error: unknown) => error)
      await vi.advanceTimersByTimeAsync(100)
      return coming
    }
    expect(await read()).toMatchObject({ code: 'unauthorized' })
    expect(await read()).toMatchObject({ code: 'unauthorized' })
    expect(asked).toEqual(['first'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await read()).toMatchObject({ runId: 'one' })
    expect(asked).toEqual(['first', 'second'])
  })

  it('has its successors renewed, too, whenever those are refused', async () => {
    const { asked, revoke, client } = setUp(['second', 'third'])
    const read = async () => {
      const coming = client.getRun('one')
      await vi.advanceTimersByTimeAsync(20_000)
      return coming
    }
    revoke('second')
    expect(await read()).toMatchObject({ runId: 'one' })
    revoke('third')
    expect(await read()).toMatchObject({ runId: 'one' })
    expect(asked).toEqual(['first', 'second'])
  })

  it('never lends the next user the token of the last one', async () => {
    let kept = 'ann'
    const sent: string[] = []
    const client = createClient({
      endpoint: 'https://app.example/api/fishbowl',
      getToken: ({ renew }) => (renew ? (kept = `${kept}-2`) : kept),
      fetch: async ({ headers }) => {
        sent.push(`${headers.get('Authorization')}`)
        return new Response(null, { status: 403 })
      },
    })
    await expect(client.getRun('one')).rejects.toMatchObject({ code: 'forbidden' })
    kept = 'bob'
    await expect(client.getRun('one')).rejects.toMatchObject({ code: 'forbidden' })
    expect(sent).toEqual(['ann', 'ann-2', 'bob', 'bob-2'].map((token) => `Bearer ${token}`))
  })
})
