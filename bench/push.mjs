import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const VIEWERS = 10_000
const CHANGES = 7

/** 10,000 viewers of one run on one process: what each costs, and how long a change takes to reach all. */
export async function measurePush() {
  const bare = await measure('bare')
  const ours = await measure('ours')
  return {
    title: `${VIEWERS} pushed viewers on one process, median of ${CHANGES} changes`,
    values: {
      'ours, kB a viewer': ours.kilobytes,
      'target, kB a viewer': 25,
      'bare response.write, kB a viewer': bare.kilobytes,
      'ours, ms until all have a change': ours.median,
      'ours, slowest, ms': ours.slowest,
      'target, ms': 300,
      'bare response.write, ms': bare.median,
      'ratio to bare': Number((ours.median / bare.median).toFixed(2)),
      'target ratio': 2,
      'changes that a viewer missed': ours.lost,
    },
  }
}

/** Requests to TinyFish a turn of 3 seconds, for 250 runs that go on and ever more viewers. */
export async function measureUpstream() {
  /** @type {Record<string, number>} */
  const values = {}
  for (const viewers of [1, 100, 10_000]) {
    const runs = Math.min(viewers, 250)
    const [ours, naive] = await Promise.all([
      countRequests('ours', viewers, runs),
      countRequests('naive', viewers, runs),
    ])
    values[`ours, ${viewers} viewers of ${runs} runs`] = ours
    values[`target, ${viewers} viewers`] = Math.ceil(runs / 100)
    values[`naive pass-through, ${viewers} viewers of ${runs} runs`] = naive
  }
  return { title: 'requests to TinyFish a turn of 3 seconds', values }
}

/**
 * @param {'ours' | 'naive'} kind
 * @param {number} viewers
 * @param {number} runs
 */
async function countRequests(kind, viewers, runs) {
  const turns = 5
  const server = fork(resolve('bench/pushServer.mjs'), [kind])
  const [{ port }] = await once(server, 'message')
  const audience = fork(resolve('bench/pushViewers.mjs'), [port, viewers, runs].map(String))
  try {
    await once(audience, 'message')
    await sleep(3_000)
    const read = async () => {
      server.send('requests')
      const [{ requests }] = await once(server, 'message')
      return requests
    }
    const before = await read()
    await sleep(turns * 3_000)
    return Number((((await read()) - before) / turns).toFixed(1))
  } finally {
    audience.kill()
    server.kill()
  }
}

/** @param {'ours' | 'bare'} kind */
async function measure(kind) {
  const server = fork(resolve('bench/pushServer.mjs'), [kind], { execArgv: ['--expose-gc'] })
  const [{ port }] = await once(server, 'message')
  const before = await readMemory(server)
  const viewers = fork(resolve('bench/pushViewers.mjs'), [String(port), String(VIEWERS)])
  try {
    await once(viewers, 'message')
    await sleep(2_000)
    const after = await readMemory(server)
    const times = []
    let lost = 0
    // The first one is for the compiler.
    for (let change = 0; change <= CHANGES; change += 1) {
      server.send('change')
      const [report] = await once(viewers, 'message')
      if (change > 0) times.push(report.took)
      lost = report.lost
      await sleep(1_000)
    }
    const sorted = times.toSorted((a, b) => a - b)
    return {
      kilobytes: Number(((after - before) / VIEWERS / 1_000).toFixed(1)),
      median: sorted[Math.floor(sorted.length / 2)] ?? 0,
      slowest: sorted.at(-1) ?? 0,
      lost,
    }
  } finally {
    viewers.kill()
    server.kill()
  }
}

/** @param {import('node:child_process').ChildProcess} server */
async function readMemory(server) {
  server.send('memory')
  const [{ rss }] = await once(server, 'message')
  return rss
}

/** @param {number} time */
function sleep(time) {
  return new Promise((done) => setTimeout(done, time))
}
