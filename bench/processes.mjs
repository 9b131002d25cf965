import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

import { createEmulator, createManualClock } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'

const INTERVAL = 3_000
const TURNS = 12
const CHANGES = 5

/** Three processes of one server and the Redis between them, watching one run. */
export async function measureProcesses() {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, scenario: 'slow' })
  /** @type {{ pid: number, at: number }[]} */
  const reads = []
  const { fetch: answer } = emulator
  emulator.fetch = (/** @type {Request} */ request) => {
    if (request.url.endsWith('/runs/batch')) {
      reads.push({ pid: Number(request.headers.get('X-Process')), at: Date.now() })
    }
    return answer(request)
  }
  const tinyfish = await serve({ port: 0, emulator })
  const redisPort = 20_000 + Math.floor(Math.random() * 10_000)
  const redisOptions = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '']
  const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', redisOptions)
  await once(redis.stdout, 'data')
  const options = { baseUrl: `${tinyfish.origin}/v1`, pollInterval: INTERVAL }
  const { runId } = emulator.runs.start()
  /** @type {Awaited<ReturnType<typeof startProcess>>[]} */
  const started = []
  try {
    const countReads = async (/** @type {number} */ port) => {
      const processes = await Promise.all([0, 1, 2].map(() => startProcess(options, port, runId)))
      started.push(...processes)
      await sleep(2 * INTERVAL)
      const since = Date.now()
      await sleep(TURNS * INTERVAL)
      const pids = processes.map(({ pid }) => pid)
      const own = reads.filter(({ pid, at }) => at >= since && pids.includes(pid))
      return { count: own.length, processes }
    }
    const [unshared, { count, processes }] = await Promise.all([
      // On a port where nothing listens each process is alone.
      countReads(1),
      countReads(redisPort),
    ])
    for (const { kill } of unshared.processes) kill()

    const skews = []
    for (let change = 0; change < CHANGES; change += 1) {
      for (const process of processes) process.seen.length = 0
      clock.advance(20_000)
      await waitFor(() => processes.every(({ seen }) => seen.length > 0))
      const times = processes.map(({ seen }) => seen[0]?.at ?? 0)
      skews.push(Math.max(...times) - Math.min(...times))
    }

    const leader = processes.find(({ pid }) => pid === reads.at(-1)?.pid)
    leader?.kill()
    const killedAt = Date.now()
    await waitFor(() => reads.some(({ at }) => at > killedAt))
    const takeover = (reads.find(({ at }) => at > killedAt)?.at ?? 0) - killedAt

    clock.advance(600_000)
    const rest = processes.filter((process) => process !== leader)
    await waitFor(() => rest.every(hasEnded))
    return {
      title: `3 processes, one Redis, one run: requests in ${TURNS} turns of 3 seconds`,
      values: {
        'shared, requests': count,
        'unshared, requests': unshared.count,
        'target, requests': TURNS,
        'skew between viewers, median ms': skews.toSorted((a, b) => a - b)[2] ?? 0,
        'skew, largest ms': Math.max(...skews),
        'target skew, ms': 250,
        'leader killed, ms to the next request': takeover,
        'target, ms (lease and turn)': 5_000 + INTERVAL,
        'viewers that missed the end': rest.filter((process) => !hasEnded(process)).length,
      },
    }
  } finally {
    for (const { kill } of started) kill()
    redis.kill()
    await tinyfish.close()
  }
}

/**
 * A process with one viewer.
 *
 * @param {{ baseUrl: string, pollInterval: number }} options
 * @param {number} redis
 * @param {string} runId
 */
async function startProcess(options, redis, runId) {
  const script = resolve('packages/server/test/feedProcess.mjs')
  const child = spawn(process.execPath, [script, JSON.stringify({ ...options, redis })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [origin] = await once(child.stdout, 'data')
  /** @type {{ at: number, isEnd: boolean }[]} */
  const seen = []
  // Its steps have a status too.
  const end = `"run_id":"${runId}","status":"COMPLETED"`
  const url = `${String(origin).trim()}/api/fishbowl/runs/events?ids=${runId}`
  const { body } = await fetch(url)
  void (async () => {
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      if (text.includes('event: ')) {
        seen.push({ at: Date.now(), isEnd: text.includes(end) })
      }
    }
  })().catch(() => undefined)
  return { pid: child.pid, seen, kill: () => void child.kill('SIGKILL') }
}

/** @param {Awaited<ReturnType<typeof startProcess>>} process */
function hasEnded({ seen }) {
  return seen.some(({ isEnd }) => isEnd)
}

/** @param {() => boolean} condition */
async function waitFor(condition) {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 6_000) throw new Error('It never came.')
    await sleep(10)
  }
}

/** @param {number} time */
function sleep(time) {
  return new Promise((done) => setTimeout(done, time))
}
