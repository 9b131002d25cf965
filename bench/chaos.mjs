import * as core from '@fishbowl/core'
import { createViewerToken } from '@fishbowl/server'

import { startRedis, startServer } from './chaosServers.mjs'
import { startChaoticTinyFish } from './chaosTinyFish.mjs'

const VIEWERS = 50
const RUNS_A_VIEWER = 20
/** Of these runs of each viewer the events are streamed, too. */
const STREAMED = 4
const PROCESSES = 3
/** Milliseconds between two deaths of the process that reads. */
const LEADER_LIFE = 5_000
/** Milliseconds after which Redis dies, and after which a process is replaced. */
const REDIS_DEATHS = [12_000, 32_000]
const REPLACED_AT = 22_000
/** Milliseconds from one viewer to the next. */
const ARRIVAL = 700
const SCENARIOS = ['success', 'goal-failed', 'failed-agent', 'cancelled', 'list-result', 'queued']
const SCOPES = /** @type {const} */ ([
  'run:read',
  'run:result',
  'run:steps',
  'run:stream',
  'run:start',
  'run:list',
])
const secret = 'a-secret-of-at-least-32-characters'

/** A thousand runs behind three processes and a Redis, while everything fails that can. */
export async function measureChaos() {
  const random = createRandom()
  const tinyfish = await startChaoticTinyFish(random)
  const redis = await startRedis()
  const options = {
    redis: redis.port,
    baseUrl: `${tinyfish.origin}/v1`,
    secret,
    pollInterval: 1_000,
    maxPollRate: 20,
  }
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServer(options)))
  const killed = { leaders: 0, redis: 0, replaced: 0, streams: 0 }
  const found = { backwards: 0, strangers: 0, own: 0 }
  /** Why runs were not started. @type {Map<string, number>} */
  const refusals = new Map()
  let isOver = false

  async function killLeaders() {
    while (!isOver) {
      await sleep(LEADER_LIFE)
      if (isOver) return
      const index = servers.findIndex(({ pid }) => pid === tinyfish.getReader())
      const [leader] = index < 0 ? [] : servers.splice(index, 1)
      if (!leader) continue
      leader.child.kill('SIGKILL')
      killed.leaders += 1
      servers.push(await startServer(options))
    }
  }

  async function killRedis() {
    const startedAt = Date.now()
    for (const at of REDIS_DEATHS) {
      await sleep(at - (Date.now() - startedAt))
      redis.kill()
      killed.redis += 1
      await sleep(2_000)
      await redis.restart()
    }
  }

  async function replaceProcess() {
    await sleep(REPLACED_AT)
    servers.push(await startServer(options))
    const index = servers.findIndex(({ pid }) => pid !== tinyfish.getReader())
    for (const { child } of servers.splice(index, 1)) child.kill('SIGTERM')
    killed.replaced += 1
  }

  /** Lets a viewer ask any process, over a network that breaks off 2 % of the pieces of a stream. */
  function createNetwork(/** @type {string} */ name) {
    return async (/** @type {Request} */ request) => {
      const server = servers[Math.floor(random() * servers.length)] ?? servers[0]
      const { pathname, search } = new URL(request.url)
      const hasBody = request.method === 'POST'
      const response = await fetch(`${server?.origin}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        signal: request.signal,
        ...(hasBody && { body: await request.text() }),
      })
      const decoder = new TextDecoder()
      let rest = ''
      const watching = new TransformStream({
        transform(bytes, controller) {
          rest = rest.slice(-100) + decoder.decode(bytes, { stream: true })
          // Every goal names its viewer, and nobody else may get to see it.
          for (const [, other] of rest.matchAll(/for (viewer_\d+) no/g)) {
            if (other === name) found.own += 1
            else found.strangers += 1
          }
          controller.enqueue(bytes)
          if (!pathname.endsWith('/events') || random() > 0.02) return
          killed.streams += 1
          controller.error(new TypeError('The connection was lost'))
        },
      })
      return new Response(response.body?.pipeThrough(watching) ?? null, response)
    }
  }

  async function view(/** @type {number} */ index) {
    await sleep(index * ARRIVAL)
    const subject = `viewer_${index}`
    /** @type {string[]} */
    const runIds = []
    const client = core.createClient({
      endpoint: 'http://app.test/api/fishbowl',
      fetch: createNetwork(subject),
      getToken: () => createViewerToken({ subject, runs: runIds, scope: SCOPES }, { secret }),
    })
    const starts = Array.from({ length: RUNS_A_VIEWER }, async (_, number) => {
      const scenario = SCENARIOS[(index * RUNS_A_VIEWER + number) % SCENARIOS.length]
      const url = `https://shop.example/?scenario=${scenario}`
      const input = { url, goal: `List for ${subject} no ${number}.` }
      if (number >= STREAMED) return (await client.startRun(input)).runId
      return new Promise((resolve, reject) => {
        const noRun = () => reject(new Error('The stream named no run.'))
        follow(client.streamRun(input), resolve).then(noRun, reject)
      })
    })
    const started = await Promise.allSettled(starts)
    for (const start of started) {
      if (start.status === 'fulfilled') continue
      const reason = core.FishbowlError.isInstance(start.reason) ? start.reason.code : 'other'
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1)
    }
    runIds.push(
      ...started.flatMap((start) => (start.status === 'fulfilled' ? String(start.value) : [])),
    )
    /** @type {Map<string, core.Run>} */
    const last = new Map()
    const strangers = tinyfish.emulator.runs.list().filter(({ run_id: id }) => !runIds.includes(id))
    const stranger = strangers[Math.floor(random() * strangers.length)]?.run_id
    const watched = stranger && !isOf(stranger, subject) ? [...runIds, stranger] : runIds
    try {
      for await (const run of client.watchRuns(watched, { transport: 'push' })) {
        if (!runIds.includes(run.runId)) found.strangers += 1
        if (goesBack(last.get(run.runId), run)) found.backwards += 1
        last.set(run.runId, run)
      }
    } catch (error) {
      // The run of somebody else is not there for this viewer, and that is told when all others are over.
      if (!core.FishbowlError.isInstance(error) || error.code !== 'not_found') throw error
    }
    return { runIds, last }
  }

  function isOf(/** @type {string} */ runId, /** @type {string} */ subject) {
    return tinyfish.emulator.runs.get(runId)?.goal?.includes(`for ${subject} no`) ?? false
  }

  try {
    const disasters = Promise.all([killLeaders(), killRedis(), replaceProcess()])
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, (_, index) => view(index)))
    isOver = true
    await disasters
    if (found.own === 0)
      throw new Error('No viewer was shown a goal, by which runs are told apart.')
    const { emulator, injected, starts } = tinyfish
    const runIds = viewers.flatMap((viewer) => viewer.runIds)
    const right = viewers.flatMap(({ runIds: own, last }) =>
      own.filter((runId) => {
        const truth = core.getRunOutcome(core.parseRun(emulator.runs.get(runId)))
        const seen = last.get(runId)
        return seen && core.getRunOutcome(seen).type === truth.type && truth.type !== 'running'
      }),
    )
    return {
      title: `${VIEWERS * RUNS_A_VIEWER} runs of ${VIEWERS} viewers, ${PROCESSES} processes, one Redis, while much fails`,
      values: {
        'runs that were started': runIds.length,
        'of these with their right outcome': right.length,
        ...Object.fromEntries(
          [...refusals].map(([code, count]) => [`not started: ${code}`, count]),
        ),
        'steps backwards': found.backwards,
        'runs started twice': [...starts.values()].filter((count) => count > 1).length,
        'runs of others that a viewer saw': found.strangers,
        'injected: answers with 429 or 5xx': injected.errors,
        'injected: slow answers': injected.slow,
        'injected: outdated answers': injected.outdated,
        'injected: runs and events told twice': injected.duplicates,
        'injected: runs and events of others': injected.foreign,
        "injected: TinyFish's streams cut": injected.cut,
        "injected: viewers' streams cut": killed.streams,
        'injected: leaders killed': killed.leaders,
        'injected: deaths of Redis': killed.redis,
        'injected: processes replaced': killed.replaced,
      },
    }
  } finally {
    isOver = true
    for (const { child } of servers) child.kill('SIGKILL')
    redis.kill()
    await tinyfish.close()
  }
}

/**
 * Reads the events of a run to the end, and tells its id as soon as it is known.
 *
 * @param {AsyncIterable<core.RunEvent>} events
 * @param {(runId: string) => void} onId
 */
async function follow(events, onId) {
  for await (const event of events) if ('runId' in event && event.runId) onId(event.runId)
}

const order = ['PENDING', 'RUNNING', 'COMPLETED']

/**
 * @param {core.Run | undefined} before
 * @param {core.Run} run
 */
function goesBack(before, run) {
  if (!before) return false
  if (core.isTerminal(before.status)) return before.status !== run.status
  const isEarlier =
    !core.isTerminal(run.status) && order.indexOf(run.status) < order.indexOf(before.status)
  return isEarlier || run.steps.length < before.steps.length
}

/** Dice that fall nearly the same in each run of the benchmark. */
function createRandom() {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** @param {number} time */
function sleep(time) {
  return new Promise((done) => setTimeout(done, Math.max(0, time)))
}
