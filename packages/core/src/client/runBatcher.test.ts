import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { parseRun } from '../run/parseRun.js'
import type { RunAnswers } from './fetchRuns.js'
import { createRunBatcher } from './runBatcher.js'

interface Sent {
  runIds: readonly string[]
  signal: AbortSignal
  answer(): void
  fail(error: Error): void
}

/** A batcher whose exchanges are answered by the test. */
function setUp() {
  const sent: Sent[] = []
  const batcher = createRunBatcher(
    (runIds, signal) =>
      new Promise<RunAnswers>((resolve, reject) => {
        const answer = () => resolve(new Map(runIds.map((runId) => [runId, { run: toRun(runId) }])))
        sent.push({ runIds, signal, answer, fail: reject })
      }),
  )
  return { batcher, sent }
}

function toRun(runId: string) {
  return parseRun({ run_id: runId, status: 'RUNNING' })
}

async function tick() {
  await new Promise((resolve) => setTimeout(resolve, 1))
}

describe('reads of one tick', () => {
  it('become one exchange', async () => {
    const { batcher, sent } = setUp()
    const reads = [batcher.read(['a']), batcher.read(['b', 'c']), batcher.read(['a'])]
    await tick()
    expect(sent.map(({ runIds }) => runIds)).toEqual([['a', 'b', 'c']])
    sent[0]?.answer()
    const [a, bc, again] = await Promise.all(reads)
    expect([...(a?.keys() ?? [])]).toEqual(['a'])
    expect([...(bc?.keys() ?? [])]).toEqual(['b', 'c'])
    expect(again?.get('a')).toBe(a?.get('a'))
  })

  it('become one exchange for each hundred runs', async () => {
    const { batcher, sent } = setUp()
    const runIds = Array.from({ length: 250 }, (_, index) => `run-${index}`)
    const read = batcher.read(runIds)
    await tick()
    expect(sent.map((exchange) => exchange.runIds.length)).toEqual([100, 100, 50])
    for (const exchange of sent) exchange.answer()
    expect([...(await read).keys()]).toEqual(runIds)
  })

  it('are not sent when every reader has left again', async () => {
    const { batcher, sent } = setUp()
    const controller = new AbortController()
    const read = batcher.read(['a'], controller.signal)
    controller.abort(new Error('left'))
    await expect(read).rejects.toThrow('left')
    await tick()
    expect(sent).toHaveLength(0)
  })

  it('survive a reader that leaves and comes back, as in StrictMode', async () => {
    const { batcher, sent } = setUp()
    const controller = new AbortController()
    const first = batcher.read(['a'], controller.signal)
    controller.abort()
    const second = batcher.read(['a'])
    await expect(first).rejects.toBe(controller.signal.reason)
    await tick()
    expect(sent).toHaveLength(1)
    sent[0]?.answer()
    expect((await second).has('a')).toBe(true)
  })
})

describe('a read on its way', () => {
  it('is shared by later readers, and the next one starts afresh', async () => {
    const { batcher, sent } = setUp()
    const first = batcher.read(['a'])
    await tick()
    const second = batcher.read(['a'])
    await tick()
    expect(sent).toHaveLength(1)
    sent[0]?.answer()
    expect((await first).get('a')).toBe((await second).get('a'))

    void batcher.read(['a'])
    await tick()
    expect(sent).toHaveLength(2)
  })

  it('is not shared after it was outdated', async () => {
    const { batcher, sent } = setUp()
    const first = batcher.read(['a', 'b'])
    await tick()
    batcher.outdate('a')
    const second = batcher.read(['a', 'b'])
    await tick()
    expect(sent.map(({ runIds }) => runIds)).toEqual([['a', 'b'], ['a']])
    sent[0]?.answer()
    sent[1]?.answer()
    expect((await second).get('b')).toBe((await first).get('b'))
    expect((await second).get('a')).not.toBe((await first).get('a'))
  })

  it('tells each of its runs when it fails', async () => {
    const { batcher, sent } = setUp()
    const read = batcher.read(['a', 'b'])
    await tick()
    const error = new Error('down')
    sent[0]?.fail(error)
    expect(await read).toEqual(
      new Map([
        ['a', { error }],
        ['b', { error }],
      ]),
    )
  })
})

describe('a reader that aborts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('does not abort the others', async () => {
    const { batcher, sent } = setUp()
    const controller = new AbortController()
    const leaving = batcher.read(['a'], controller.signal)
    const staying = batcher.read(['a'])
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    await expect(leaving).rejects.toBe(controller.signal.reason)
    await vi.advanceTimersByTimeAsync(10)
    expect(sent[0]?.signal.aborted).toBe(false)
    sent[0]?.answer()
    expect((await staying).has('a')).toBe(true)
  })

  it('ends the exchange on the next macrotask when it was the last one', async () => {
    const { batcher, sent } = setUp()
    const controllers = [new AbortController(), new AbortController()] as const
    const reads = [
      batcher.read(['a'], controllers[0].signal),
      batcher.read(['b'], controllers[1].signal),
    ]
    const settled = Promise.allSettled(reads)
    await vi.advanceTimersByTimeAsync(0)
    controllers[0].abort()
    await vi.advanceTimersByTimeAsync(10)
    expect(sent[0]?.signal.aborted).toBe(false)
    controllers[1].abort()
    await settled
    expect(sent[0]?.signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent[0]?.signal.aborted).toBe(true)

    void batcher.read(['a'])
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(2)
  })

  it('keeps the exchange when somebody asked again meanwhile', async () => {
    const { batcher, sent } = setUp()
    const controller = new AbortController()
    const leaving = batcher.read(['a'], controller.signal)
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    await expect(leaving).rejects.toBe(controller.signal.reason)
    const back = batcher.read(['a'])
    await vi.advanceTimersByTimeAsync(10)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.signal.aborted).toBe(false)
    sent[0]?.answer()
    expect((await back).has('a')).toBe(true)
  })

  it('is refused at once when its signal had aborted before', async () => {
    const { batcher, sent } = setUp()
    await expect(batcher.read(['a'], AbortSignal.abort('gone'))).rejects.toBe('gone')
    await vi.advanceTimersByTimeAsync(10)
    expect(sent).toHaveLength(0)
  })

  it('leaves no timer behind after an answer', async () => {
    const { batcher, sent } = setUp()
    const read = batcher.read(['a'], new AbortController().signal)
    await vi.advanceTimersByTimeAsync(0)
    sent[0]?.answer()
    await read
    expect(vi.getTimerCount()).toBe(0)
  })
})
