import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { end, event, settle, setUp } from '../../test/pushServer.js'
import type { FishbowlError } from '../errors.js'
import { getResultText } from '../result/resultText.js'
// The client loads this file when it is needed. Fake time would not wait for it.
import './watchRunsByPush.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('watchRuns by push', () => {
  it('opens one stream for all runs, yields what comes, and polls for nothing', async () => {
    const { streams, reads, seen, watch } = setUp()
    const done = watch(['a', 'b', 'a'])
    await settle()
    expect(streams).toHaveLength(1)
    expect(new URL(streams[0]!.request.url).search).toBe('?ids=a,b')
    streams[0]!.send(':\n\n', event('a', 'RUNNING', 1), event('b', 'PENDING', 2))
    await settle()
    expect(seen).toEqual(['a RUNNING', 'b PENDING'])
    streams[0]!.send(event('b', 'FAILED', 3), event('a', 'COMPLETED', 4), end)
    await settle()
    await done
    expect(seen.slice(2)).toEqual(['b FAILED', 'a COMPLETED'])
    expect(reads).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('drops older versions, runs nobody asked for, and whatever comes after an end', async () => {
    const { streams, seen, watch } = setUp()
    void watch(['a'])
    await settle()
    streams[0]!.send(
      event('a', 'RUNNING', 5),
      event('a', 'PENDING', 4),
      event('theirs', 'RUNNING', 6),
      event('a', 'COMPLETED', 7),
      event('a', 'RUNNING', 8),
    )
    await settle()
    expect(seen).toEqual(['a RUNNING', 'a COMPLETED'])
  })

  it('keeps no more than the latest state of each run for whoever takes them slowly', async () => {
    const { client, streams } = setUp()
    const seen: string[] = []
    const runs = client.watchRuns(['a', 'b'], { transport: 'push' })[Symbol.asyncIterator]()
    const first = runs.next()
    await settle()
    streams[0]!.send(event('a', 'PENDING', 1))
    await settle()
    expect((await first).value).toMatchObject({ runId: 'a', status: 'PENDING' })
    streams[0]!.send(event('a', 'RUNNING', 2), event('b', 'RUNNING', 3))
    await settle()
    streams[0]!.send(event('a', 'COMPLETED', 4))
    await settle()
    for (let count = 0; count < 2; count += 1) {
      const { value: run } = await runs.next()
      seen.push(`${run?.runId} ${run?.status}`)
    }
    expect(seen).toEqual(['a COMPLETED', 'b RUNNING'])
    await runs.return?.()
  })

  it('keeps the exact text of a result that was pushed', async () => {
    const { client, streams } = setUp()
    const pushes = client.readPushes(['a'])[Symbol.asyncIterator]()
    const first = pushes.next()
    await settle()
    const result = '{"id":12345678901234567890}'
    const data = `{"run_id":"a","status":"COMPLETED","result":${result},"settled":true}`
    streams[0]!.send(`event: run\nid: 1\ndata: ${data}\n\n`)
    const { value: news } = await first
    if (news?.type !== 'run') throw new Error('Expected a run')
    expect(getResultText(news.run)).toBe(result)
    expect(news.isSettled).toBe(true)
    await pushes.return?.()
  })

  it('attack: cuts the stream off by a result that is nested 100,000 levels deep', async () => {
    const { streams, reads, seen, watch } = setUp()
    const done = watch(['a', 'b'])
    await settle()
    const result = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const push = (id: number) =>
      `event: run\nid: ${id}\ndata: {"run_id":"a","status":"COMPLETED","result":${result}}\n\n`
    streams[0]!.send(push(1), push(2), event('b', 'COMPLETED', 3), end)
    await settle()
    await done
    expect(seen).toEqual(['a COMPLETED', 'b COMPLETED'])
    expect([streams.length, reads]).toEqual([1, []])
  })

  it.each(['{"run_id":"a"}', '{"run_id":"a","status":{"toString":1}}'])(
    'attack: cuts the stream off by a run that cannot be read: %s',
    async (data) => {
      const { streams, reads, seen, watch } = setUp()
      void watch(['a', 'b'])
      await settle()
      streams[0]!.send(`event: run\nid: 1\ndata: ${data}\n\n`, event('b', 'COMPLETED', 2))
      await settle()
      expect(seen).toEqual(['b COMPLETED'])
      // A read says what is wrong with the other one.
      expect(reads).toEqual([['a']])
    },
  )

  it('takes as many streams as it needs for more than a hundred runs', async () => {
    const { streams, watch, set } = setUp()
    const runIds = Array.from({ length: 101 }, (_, index) => `run_${index}`)
    for (const runId of runIds) set(runId, 'COMPLETED')
    const done = watch(runIds)
    await settle()
    expect(streams).toHaveLength(2)
    for (const stream of streams) stream.send(end)
    await settle()
    await done
  })

  it.each(['close', 'cut'] as const)(
    'goes on where it was after a %s, as whoever it is by then',
    async (how) => {
      const tokens = ['first', 'second', 'third']
      const { streams, seen, watch, reads } = setUp({ token: () => tokens.shift() ?? '' })
      const done = watch(['a', 'b'])
      await settle()
      streams[0]!.send(event('a', 'RUNNING', 41), event('b', 'RUNNING', 42))
      await settle()
      streams[0]![how]()
      await settle(1_000)
      const [first, second] = streams.map(({ request }) => request.headers)
      expect(first!.get('Last-Event-ID')).toBeNull()
      expect(second!.get('Last-Event-ID')).toBe('41')
      expect([first, second].map((headers) => headers!.get('Authorization'))).toEqual([
        'Bearer first',
        'Bearer second',
      ])
      streams[1]!.send(event('a', 'COMPLETED', 43), event('b', 'FAILED', 44), end)
      await settle()
      await done
      expect(seen.slice(2)).toEqual(['a COMPLETED', 'b FAILED'])
      expect(reads).toEqual([])
    },
  )

  it('asks for everything again when it was cut before all runs were told', async () => {
    const { streams, seen, watch } = setUp()
    void watch(['a', 'b'])
    await settle()
    streams[0]!.send(event('b', 'RUNNING', 42))
    await settle()
    streams[0]!.cut()
    await settle(1_000)
    expect(streams[1]!.request.headers.get('Last-Event-ID')).toBeNull()
    streams[1]!.send(event('a', 'RUNNING', 41), event('b', 'RUNNING', 42))
    await settle()
    expect(seen).toEqual(['b RUNNING', 'a RUNNING'])
  })

  it('polls while there is no push, and returns to it by itself', async () => {
    const { streams, reads, seen, watch, set, server } = setUp({ hasPush: false })
    set('a', 'PENDING')
    const done = watch(['a'])
    await settle(10_000)
    expect(seen).toEqual(['a PENDING'])
    const polls = reads.length
    expect(polls).toBeGreaterThan(2)

    server.hasPush = true
    for (let second = 0; second < 720 && streams.length === 0; second += 1) await settle(1_000)
    expect(streams).toHaveLength(1)
    streams[0]!.send(event('a', 'RUNNING', 1))
    await settle(10_000)
    expect(seen).toEqual(['a PENDING', 'a RUNNING'])
    reads.length = 0
    for (let beat = 0; beat < 5; beat += 1) {
      streams[0]!.send(':\n\n')
      await settle(8_000)
    }
    expect(reads).toEqual([])
    streams[0]!.send(event('a', 'COMPLETED', 2), end)
    await settle()
    await done
  })

  it('ends by polls alone on a server that has no push', async () => {
    const { seen, watch, set } = setUp({ hasPush: false })
    set('a', 'RUNNING')
    const done = watch(['a'])
    await settle(100_000)
    set('a', 'COMPLETED')
    await settle(100_000)
    await done
    expect(seen).toEqual(['a RUNNING', 'a COMPLETED'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves a stream that gives no sign of life', async () => {
    const { streams, reads, seen, watch, set } = setUp()
    set('a', 'COMPLETED')
    const done = watch(['a'])
    await settle()
    streams[0]!.send(event('a', 'RUNNING', 1))
    for (let beat = 0; beat < 10; beat += 1) {
      await settle(8_000)
      streams[0]!.send(':\n\n')
    }
    expect(streams).toHaveLength(1)
    expect(reads).toEqual([])
    set('a', 'RUNNING')
    await settle(28_000)
    expect(streams[0]!.isCancelled()).toBe(true)
    expect(streams).toHaveLength(2)
    // Somebody tells of the run as soon as a heartbeat is missing.
    expect(reads.length).toBeGreaterThan(2)
    set('a', 'COMPLETED')
    await settle(3_500)
    await done
    expect(seen.at(-1)).toBe('a COMPLETED')
  })

  it('finds out by a read what is wrong with a run, and goes on with the others', async () => {
    const { streams, seen, watch, set } = setUp()
    const done = watch(['gone', 'mended', 'a'])
    await settle()
    set('mended', 'COMPLETED')
    const tell = (run_id: string) =>
      `event: error\nid: 3\ndata: ${JSON.stringify({ run_id, error: { code: 'X' } })}\n\n`
    streams[0]!.send(tell('gone'), tell('mended'), event('a', 'RUNNING', 4))
    await settle()
    expect(seen).toEqual(expect.arrayContaining(['mended COMPLETED', 'a RUNNING']))
    streams[0]!.send(event('a', 'COMPLETED', 5), end)
    await settle(1_000)
    await expect(done).rejects.toMatchObject({ code: 'not_found' } satisfies Partial<FishbowlError>)
    expect(seen.at(-1)).toBe('a COMPLETED')
  })

  it('leaves the stream and every timer when the signal aborts, or the loop is left', async () => {
    const { client, streams, watch, set, server } = setUp()
    set('a', 'RUNNING')
    for (const leave of ['abort', 'break']) {
      streams.length = 0
      const controller = new AbortController()
      if (leave === 'abort') void watch(['a'], controller.signal)
      else {
        void (async () => {
          for await (const _ of client.watchRuns(['a'], { transport: 'push' })) break
        })()
      }
      await settle()
      streams[0]!.send(event('a', 'RUNNING', 1))
      await settle()
      controller.abort()
      await settle()
      expect(streams[0]!.isCancelled()).toBe(true)
      expect(vi.getTimerCount()).toBe(0)
    }

    server.hasPush = false
    const controller = new AbortController()
    const done = watch(['a'], controller.signal)
    await settle(5_000)
    controller.abort()
    await settle()
    await done
    expect(vi.getTimerCount()).toBe(0)
  })

  it('learns the time of the server', async () => {
    const { client, streams, watch } = setUp()
    void watch(['a'])
    await settle()
    const server_now = new Date(Date.now() + 3_600_000).toISOString()
    const data = JSON.stringify({ run_id: 'a', status: 'RUNNING', server_now })
    streams[0]!.send(`event: run\nid: 1\ndata: ${data}\n\n`)
    await settle()
    expect(client.getClockOffset()).toBe(3_600_000)
  })

  it.each(['{"run_id":', 'null', '{"status":"RUNNING"}'])(
    'comes back after an event that is none: %s',
    async (data) => {
      const { streams, seen, watch, set } = setUp()
      set('a', 'RUNNING')
      void watch(['a'])
      await settle()
      streams[0]!.send(`event: run\nid: 1\ndata: ${data}\n\n`)
      await settle(10_000)
      streams.at(-1)!.send(event('a', 'COMPLETED', 2), end)
      await settle()
      expect(seen.at(-1)).toBe('a COMPLETED')
    },
  )
})
