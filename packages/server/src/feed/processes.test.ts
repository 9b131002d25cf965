import { describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import type { RunningProcess } from '../../test/startProcess.js'
import { startProcess } from '../../test/startProcess.js'
import type { RunningRedis } from '../../test/startRedis.js'
import { hasRedis, startRedis } from '../../test/startRedis.js'
import { startTinyFish } from '../../test/startTinyFish.js'
import { watchEvents } from '../../test/watchEvents.js'

const INTERVAL = 500
/** Milliseconds: `LEADER_LEASE` of `runFeed.ts`. */
const LEASE = 5_000

const patience = { timeout: 10_000 }

/** Three processes of one server, the Redis between them, and the TinyFish that they ask. */
async function startServer() {
  const tinyfish = await startTinyFish()
  const redis = await startRedis()
  const options = {
    redis: redis.port,
    baseUrl: `${tinyfish.origin}/v1`,
    pollInterval: INTERVAL,
    maxPollRate: 20,
  }
  const processes = await Promise.all([0, 1, 2].map(() => startProcess(options)))
  const watch = ({ endpoint }: RunningProcess, runId: string, since?: string) =>
    watchEvents(`${endpoint}/runs/events?ids=${runId}`, since ? { 'Last-Event-ID': since } : {})
  return { ...tinyfish, redis, processes, watch }
}

/** Waits until one process alone reads, and gives its id. */
async function findLeader(reads: readonly { pid: number }[]): Promise<number | undefined> {
  const { length } = reads
  await expect.poll(() => reads.length, patience).toBeGreaterThan(length + 2)
  await expect.poll(() => new Set(reads.slice(-3).map(({ pid }) => pid)).size, patience).toBe(1)
  return reads.at(-1)?.pid
}

describe.runIf(hasRedis)('three processes behind one Redis', () => {
  it('ask TinyFish as often as one, and show the same at the same time', async () => {
    const { emulator, clock, reads, processes, watch } = await startServer()
    const { runId } = emulator.runs.start()
    const viewers = await Promise.all(processes.map((process) => watch(process, runId)))
    await expect
      .poll(() => viewers.map(({ statuses }) => statuses()[runId]), patience)
      .toEqual(['PENDING', 'PENDING', 'PENDING'])
    await findLeader(reads)

    reads.length = 0
    await letPass(6 * INTERVAL)
    expect(reads.length).toBeGreaterThanOrEqual(4)
    expect(reads.length).toBeLessThanOrEqual(8)
    expect(new Set(reads.map(({ pid }) => pid)).size).toBe(1)

    clock.advance(60_000)
    await Promise.all(viewers.map(({ ended }) => ended))
    const ends = viewers.map(({ events }) => events.at(-2)!)
    expect(ends.map(({ data }) => data.status)).toEqual(Array(3).fill('COMPLETED'))
    expect(new Set(ends.map(({ id }) => id)).size).toBe(1)
    expect(ends[1]!.data.result).toEqual(emulator.runs.get(runId)!.result)
  }, 60_000)

  it('go on when the one that reads is killed, for the viewers of all', async () => {
    const { emulator, clock, reads, processes, watch } = await startServer()
    const { runId } = emulator.runs.start()
    const viewers = await Promise.all(processes.map((process) => watch(process, runId)))
    await expect.poll(() => viewers.every(({ events }) => events.length > 0), patience).toBe(true)

    const leaderPid = await findLeader(reads)
    const leader = processes.find(({ pid }) => pid === leaderPid)!
    await leader.kill()
    const killedAt = Date.now()
    clock.advance(60_000)
    const rest = viewers.filter((_, index) => processes[index] !== leader)
    await Promise.all(rest.map(({ ended }) => ended))
    for (const { statuses } of rest) expect(statuses()).toEqual({ [runId]: 'COMPLETED' })
    const next = reads.find(({ at }) => at > killedAt)!
    expect(next.pid).not.toBe(leader.pid)
    expect(next.at - killedAt).toBeLessThan(LEASE + 2 * INTERVAL)

    // A viewer of the killed process finds in another one what they have missed.
    const lost = viewers[processes.indexOf(leader)]!
    const other = processes.find((process) => process !== leader)!
    const again = await watch(other, runId, lost.events.at(-1)!.id)
    expect(await again.ended).toBe('closed')
    expect(again.statuses()).toEqual({ [runId]: 'COMPLETED' })
  }, 60_000)

  it.each([
    ['dead', (redis: RunningRedis) => redis.kill(), (redis: RunningRedis) => redis.restart()],
    ['hanging', (redis: RunningRedis) => redis.freeze(), (redis: RunningRedis) => redis.thaw()],
  ])(
    'each read for themselves while Redis is %s, and share again later',
    async (_what, stop, resume) => {
      const { emulator, clock, reads, redis, processes, watch } = await startServer()
      const { runId } = emulator.runs.start({ scenario: 'slow' })
      const viewers = await Promise.all(processes.map((process) => watch(process, runId)))
      await expect.poll(() => viewers.every(({ events }) => events.length > 0), patience).toBe(true)

      await stop(redis)
      const countReaders = async () => {
        reads.length = 0
        await letPass(4 * INTERVAL)
        return new Set(reads.map(({ pid }) => pid)).size
      }
      await expect.poll(countReaders, patience).toBe(3)
      clock.advance(3_000)
      const seeRunning = () => viewers.map(({ statuses }) => statuses()[runId])
      await expect.poll(seeRunning, patience).toEqual(Array(3).fill('RUNNING'))
      // A viewer who comes only now is served too.
      const late = await watch(processes[0]!, emulator.runs.start({ scenario: 'slow' }).runId)
      await expect.poll(() => late.events.length, patience).toBeGreaterThan(0)

      await resume(redis)
      await expect.poll(countReaders, { timeout: 30_000 }).toBe(1)
      clock.advance(300_000)
      await Promise.all([...viewers, late].map(({ ended }) => ended))
      expect(seeRunning()).toEqual(Array(3).fill('COMPLETED'))
      for (const { events } of viewers) {
        const ids = events.flatMap(({ id }) => (id ? [Number(id)] : []))
        expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      }
    },
    90_000,
  )

  it('tell each other of a run that only one of them starts, and of its steps', async () => {
    const { emulator, clock, processes, watch } = await startServer()
    const started = await fetch(`${processes[0]!.endpoint}/automation/run-sse`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"url":"https://shop.example/","goal":"List the lanterns"}',
    })
    await expect.poll(() => emulator.runs.list().length, patience).toBe(1)
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const viewer = await watch(processes[1]!, runId)
    const getSteps = () => (viewer.events.at(-1)?.data.steps as unknown[] | undefined)?.length ?? 0
    for (const wanted of [1, 2]) {
      clock.advance(4_000)
      await expect.poll(getSteps, patience).toBeGreaterThanOrEqual(wanted)
    }
    clock.advance(60_000)
    expect(await viewer.ended).toBe('closed')
    expect(viewer.statuses()).toEqual({ [runId]: 'COMPLETED' })
    await started.body?.cancel()
  }, 60_000)
})
