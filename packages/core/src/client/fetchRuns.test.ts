import { describe, expect, it } from 'vitest'

import { parseRun } from '../run/parseRun.js'
import { createFetchRuns, createRunMemory } from './fetchRuns.js'
import type { Exchange, TextAnswer } from './request.js'
import { createServerClock } from './serverClock.js'

const { signal } = new AbortController()
const serverNow = () => new Date().toISOString()

/** Fetches runs from a list of answers: JSON, or the parts of an answer. */
function setUp(...answers: { json?: unknown; text?: string; etag?: string; status?: number }[]) {
  const exchanges: Exchange[] = []
  const clock = createServerClock()
  const requester = {
    async readText(exchange: Exchange): Promise<TextAnswer> {
      exchanges.push(exchange)
      const { json, text = JSON.stringify(json), etag = null, status = 200 } = answers.shift() ?? {}
      return { status, text, etag, sentAt: Date.now(), receivedAt: Date.now() }
    },
    readAnswer: () => Promise.reject(new Error('not used')),
    openStream: () => Promise.reject(new Error('not used')),
  }
  const fetchRuns = createFetchRuns(requester, clock)
  const read = async (...runIds: string[]) => {
    const fetched = await fetchRuns(runIds, signal)
    return runIds.map((runId) => {
      const answer = fetched.get(runId)
      return answer && 'run' in answer ? answer.run : answer?.error
    })
  }
  return { read, exchanges, clock }
}

const run = (runId: string, fields = {}) => ({ run_id: runId, status: 'RUNNING', ...fields })

describe('one run', () => {
  it('stays the same object while only the server’s time changes', async () => {
    const { read } = setUp(
      { json: run('a', { server_now: '2026-01-01T00:00:00Z' }) },
      { json: run('a', { server_now: '2026-01-01T00:00:03Z' }) },
      { json: run('a', { goal: 'new', server_now: '2026-01-01T00:00:06Z' }) },
    )
    const [first] = await read('a')
    const [second] = await read('a')
    expect(second).toBe(first)
    const [third] = await read('a')
    expect(third).not.toBe(first)
    expect(third).toMatchObject({ goal: 'new' })
  })

  it('is asked for with the ETag of its last answer, and 304 stands for it', async () => {
    const { read, exchanges } = setUp(
      { json: run('a'), etag: '"1"' },
      { status: 304, text: '' },
      { json: run('a', { status: 'COMPLETED' }), etag: '"2"' },
      { status: 304, text: '' },
    )
    const [first] = await read('a')
    expect((await read('a'))[0]).toBe(first)
    const [third] = await read('a')
    expect((await read('a'))[0]).toBe(third)
    expect(exchanges.map(({ headers }) => headers)).toEqual([
      undefined,
      { 'If-None-Match': '"1"' },
      { 'If-None-Match': '"1"' },
      { 'If-None-Match': '"2"' },
    ])
  })

  it('is refused when the answer is about another run', async () => {
    const { read } = setUp({ json: run('b') })
    await expect(read('a')).rejects.toMatchObject({ code: 'invalid_response' })
  })

  it.each([
    ['a page of HTML', '<html>secret</html>'],
    ['cut JSON', '{"run_id":"a","goal":"secret'],
    ['no run', '{"goal":"secret"}'],
    ['nothing', ''],
  ])('is refused when the answer is %s, without quoting it', async (_name, text) => {
    const { read } = setUp({ text })
    const error = await read('a').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'invalid_response' })
    expect(String(error)).not.toContain('secret')
  })
})

describe('a batch', () => {
  it('asks for all of its runs at once and keeps the unchanged ones', async () => {
    const batch = (goal: string) => ({
      json: {
        data: [
          run('a', { server_now: serverNow() }),
          run('b', { goal, server_now: '2026-01-01T00:00:00Z' }),
        ],
        not_found: [],
      },
    })
    const { read, exchanges } = setUp(batch('old'), batch('new'))
    const [a, b] = await read('a', 'b')
    const [sameA, newB] = await read('a', 'b')
    expect(exchanges[0]).toMatchObject({ path: '/runs/batch', body: { run_ids: ['a', 'b'] } })
    expect(sameA).toBe(a)
    expect(newB).not.toBe(b)
    expect(newB).toMatchObject({ goal: 'new' })
  })

  it('gives the same object as a single read did', async () => {
    const { read } = setUp(
      { json: run('a', { server_now: serverNow() }) },
      { json: { data: [run('b'), run('a', { server_now: serverNow() })], not_found: null } },
      { json: run('a') },
    )
    const [single] = await read('a')
    const [batched] = await read('a', 'b')
    const [again] = await read('a')
    expect(batched).toBe(single)
    expect(again).toBe(single)
  })

  it('tells which runs are missing', async () => {
    const { read } = setUp({ json: { data: [run('a')], not_found: ['b'] } })
    expect(await read('a', 'b', 'c')).toMatchObject([
      { runId: 'a' },
      { code: 'not_found', retryable: false },
      { code: 'not_found' },
    ])
  })

  it('does not lose its other runs to a bad one, which may be right the next time', async () => {
    const { read } = setUp({ json: { data: [{ run_id: 'b' }, null, run('a')] } })
    expect(await read('a', 'b')).toMatchObject([
      { runId: 'a' },
      { code: 'invalid_response', retryable: true },
    ])
  })

  it('does not let a run that cannot be read pass for one that is missing', async () => {
    const { read } = setUp({ json: { data: [{ run_id: 'a', error: {} }], not_found: ['b'] } })
    expect(await read('a', 'b')).toMatchObject([
      { code: 'invalid_response' },
      { code: 'not_found' },
    ])
  })

  it.each(['{"toString":1}', '{"valueOf":null,"toString":null}', '["a"]'])(
    'attack: fails a batch by an id that cannot be text: %s',
    async (id) => {
      const { read } = setUp({
        text: `{"data":[{"run_id":${id},"status":"RUNNING"},${JSON.stringify(run('a'))}]}`,
      })
      expect(await read('a', 'b')).toMatchObject([{ runId: 'a' }, { code: 'invalid_response' }])
    },
  )

  it('gives nobody a run that was not asked for', async () => {
    const { read } = setUp(
      { json: { data: [run('a'), run('b'), run('other')] } },
      { json: run('x') },
    )
    expect(await read('a', 'b')).toMatchObject([{ runId: 'a' }, { runId: 'b' }])
  })

  it.each([[[]], [{}], [{ data: {} }], [null]])(
    'is refused when the answer is %j',
    async (json) => {
      const { read } = setUp({ json })
      await expect(read('a', 'b')).rejects.toMatchObject({ code: 'invalid_response' })
    },
  )

  it('keeps an own __proto__ key of a result', async () => {
    const result = JSON.parse('{"__proto__":{"polluted":1}}') as unknown
    const text = JSON.stringify({ data: [run('a', { result }), run('b')] })
    const { read } = setUp({ text })
    const [a] = await read('a', 'b')
    expect(JSON.stringify(a)).toContain('"__proto__":{"polluted":1}')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

it('learns the server’s time from single reads and from batches', async () => {
  const ahead = (time: number) => new Date(Date.now() + time).toISOString()
  const single = setUp({ json: run('a', { server_now: ahead(7_200_000) }) })
  await single.read('a')
  expect(single.clock.getOffset() / 60_000).toBeCloseTo(120, 1)

  const batch = setUp({ json: { data: [run('a', { server_now: ahead(-60_000) }), run('b')] } })
  await batch.read('a', 'b')
  expect(batch.clock.getOffset() / 60_000).toBeCloseTo(-1, 1)
})

function remember(runId: string, text = '{}') {
  return { run: parseRun({ run_id: runId, status: 'RUNNING' }), text, etag: null }
}

describe('createRunMemory', () => {
  it('remembers the last 5,000 runs, counted from when they were last asked for', () => {
    const memory = createRunMemory()
    memory.set('asked', remember('asked'))
    memory.set('forgotten', remember('forgotten'))
    for (let index = 0; index < 4_999; index++) {
      memory.set(`run-${index}`, remember(`run-${index}`))
      memory.get('asked')
    }
    expect(memory.get('asked')).toBeDefined()
    expect(memory.get('forgotten')).toBeUndefined()
    expect(memory.get('run-0')).toBeDefined()
  })

  it('does not keep more text than a page can bear', () => {
    const memory = createRunMemory()
    const text = 'x'.repeat(10_000_000)
    for (let index = 0; index < 7; index++) {
      memory.set(`run-${index}`, remember(`run-${index}`, text))
    }
    expect(memory.get('run-1')).toBeUndefined()
    expect(memory.get('run-2')).toBeDefined()
  })

  it('counts the text of a run once, however often it changes', () => {
    const memory = createRunMemory()
    memory.set('small', remember('small'))
    const text = 'x'.repeat(10_000_000)
    for (let index = 0; index < 20; index++) memory.set('large', remember('large', text))
    expect(memory.get('small')).toBeDefined()
  })
})
