import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { FishbowlError } from '../errors.js'
import { parseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import type { RunAnswer } from './fetchRuns.js'
import { createRunBatcher } from './runBatcher.js'
import { watchRunsByPolling } from './watchRunsByPolling.js'

type Script = Record<string, (seconds: number) => Record<string, unknown> | FishbowlError>

/** Watches runs whose state is a function of the seconds that have gone by. */
function setUp(script: Script) {
  const startedAt = Date.now()
  const reads: { seconds: number; runIds: readonly string[] }[] = []
  const known = new Map<string, Run>()
  const batcher = createRunBatcher(async (runIds) => {
    const seconds = (Date.now() - startedAt) / 1000
    reads.push({ seconds, runIds })
    return new Map(runIds.map((runId) => [runId, answer(runId, seconds)]))
  })

  function answer(runId: string, seconds: number): RunAnswer {
    const now = script[runId]?.(seconds) ?? {}
    if (FishbowlError.isInstance(now)) return { error: now }
    const run = parseRun({ run_id: runId, ...now })
    const before = known.get(runId)
    const isSame = JSON.stringify(before) === JSON.stringify(run)
    const unchanged = before && isSame ? before : run
    known.set(runId, unchanged)
    return { run: unchanged }
  }

  const seen: string[] = []
  async function watch(runIds: string[], signal?: AbortSignal) {
    for await (const run of watchRunsByPolling(batcher, runIds, signal)) {
      seen.push(`${run.runId} ${run.status}`)
    }
  }
  return { watch, reads, seen }
}

const endsAt = (end: number) => (seconds: number) =>
  seconds < end ? { status: 'RUNNING' } : { status: 'COMPLETED', result: { ok: true } }

const failure = (code: FishbowlError['code'], retryAfter?: number) =>
  new FishbowlError({ code, message: code, retryAfter })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('watchRuns', () => {
  it('yields each run at first and when it changes, and ends when all have settled', async () => {
    const { watch, reads, seen } = setUp({ a: endsAt(5), b: endsAt(10) })
    const watching = watch(['a', 'b'])
    await vi.advanceTimersByTimeAsync(30_000)
    await watching
    expect(seen).toEqual(['a RUNNING', 'b RUNNING', 'a COMPLETED', 'b COMPLETED'])
    expect(reads.length).toBeLessThanOrEqual(6)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('reads in batches, although each run has a pace of its own', async () => {
    const runIds = Array.from({ length: 20 }, (_, index) => `run-${index}`)
    const { watch, reads } = setUp(Object.fromEntries(runIds.map((runId) => [runId, endsAt(25)])))
    const watching = watch(runIds)
    await vi.advanceTimersByTimeAsync(60_000)
    await watching
    expect(reads.length).toBeLessThanOrEqual(12)
    for (const read of reads) expect(read.runIds).toHaveLength(20)
  })

  it('reads a run that is COMPLETED without a result three more times', async () => {
    const { watch, reads, seen } = setUp({ a: () => ({ status: 'COMPLETED' }) })
    const watching = watch(['a'])
    await vi.advanceTimersByTimeAsync(60_000)
    await watching
    expect(reads).toHaveLength(4)
    expect(seen).toEqual(['a COMPLETED'])
  })

  it('goes on after errors that pass, and waits as long as the server asks', async () => {
    const limited = (seconds: number) =>
      seconds < 1 ? failure('rate_limited', 20_000) : endsAt(0)(seconds)
    const { watch, reads, seen } = setUp({ a: limited })
    const watching = watch(['a'])
    await vi.advanceTimersByTimeAsync(60_000)
    await watching
    expect(reads.map(({ seconds }) => seconds)).toEqual([0, 20])
    expect(seen).toEqual(['a COMPLETED'])
  })

  it('lets a run that cannot be read not end the others, and throws its error after them', async () => {
    const { watch, reads, seen } = setUp({ a: () => failure('forbidden'), b: endsAt(5) })
    const error = watch(['a', 'b']).catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await error).toMatchObject({ code: 'forbidden' })
    expect(seen).toEqual(['b RUNNING', 'b COMPLETED'])
    expect(reads.filter(({ runIds }) => runIds.includes('a'))).toHaveLength(1)
  })

  it('does not go on for ever when the server is down', async () => {
    const { watch, reads } = setUp({ a: () => failure('unavailable') })
    const error = watch(['a']).catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await error).toMatchObject({ code: 'unavailable' })
    expect(reads.length).toBeLessThan(20)
  })

  it('ends when the signal aborts, without an error and without a timer left', async () => {
    const { watch, reads } = setUp({ a: () => ({ status: 'RUNNING' }) })
    const controller = new AbortController()
    const watching = watch(['a'], controller.signal)
    await vi.advanceTimersByTimeAsync(10_000)
    const count = reads.length
    controller.abort()
    await watching
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reads).toHaveLength(count)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('reads nothing for no runs', async () => {
    const { watch, reads } = setUp({})
    await watch([])
    expect(reads).toHaveLength(0)
  })
})
