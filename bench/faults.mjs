import * as core from '@fishbowl/core'

import { createClock, createEmulator } from '@fishbowl/emulator'
import { createRunHandler } from '@fishbowl/server'

const RUNS = 1_000
const SCENARIOS = ['success', 'goal-failed', 'failed-agent', 'cancelled', 'list-result', 'queued']

/** A thousand runs while TinyFish and the network do all that they can do wrong. */
export async function measureFaults() {
  const emulator = createEmulator({ clock: createClock({ speed: 2 }) })
  const random = createRandom()
  let starts = 0
  let faults = 0
  let cuts = 0
  /** @type {Map<string, unknown[]>} */
  const history = new Map()

  /** 5 % of the answers are 429 or 5xx, and 5 % are ones that came before. */
  const tinyfish = async (/** @type {Request} */ request) => {
    const dice = random()
    const isBatch = request.url.endsWith('/runs/batch')
    if (request.url.endsWith('run-async')) starts += 1
    if (dice < 0.05) {
      faults += 1
      const status = [429, 500, 502, 503][Math.floor(random() * 4)] ?? 500
      return Response.json({ error: { code: 'X', message: '' } }, { status })
    }
    const response = await emulator.fetch(request)
    if (!isBatch || !response.ok) return response
    const { data, ...rest } = await response.json()
    for (const run of data) {
      history.set(run.run_id, [...(history.get(run.run_id) ?? []), run].slice(-5))
    }
    if (dice > 0.1) return Response.json({ data, ...rest })
    faults += 1
    const outdated = data.map((/** @type {{ run_id: string }} */ { run_id }) => {
      const known = history.get(run_id) ?? []
      return known[Math.floor(random() * known.length)]
    })
    return Response.json({ data: outdated, ...rest })
  }
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-emulator',
    authorize: () => true,
    pollInterval: 1_000,
    maxPollRate: 20,
    fetch: tinyfish,
  })
  /** 2 % of the pieces of a stream are its last. */
  const network = async (/** @type {Request} */ request) => {
    const response = await handler(request)
    if (!request.url.includes('/events')) return response
    const cutting = new TransformStream({
      transform(bytes, controller) {
        controller.enqueue(bytes)
        if (random() > 0.02) return
        cuts += 1
        controller.error(new TypeError('The connection was lost'))
      },
    })
    return new Response(response.body?.pipeThrough(cutting), response)
  }
  const client = core.createClient({ endpoint: 'http://app.test/api/fishbowl', fetch: network })

  const wanted = Array.from({ length: RUNS }, (_, index) => SCENARIOS[index % SCENARIOS.length])
  const outcomes = await Promise.allSettled(
    wanted.map((scenario) =>
      client.startRun({ url: `https://shop.example/?scenario=${scenario}`, goal: 'List' }),
    ),
  )
  const runIds = outcomes.flatMap((start) =>
    start.status === 'fulfilled' ? start.value.runId : [],
  )
  const order = ['PENDING', 'RUNNING', 'COMPLETED']
  const last = new Map()
  let backwards = 0
  for await (const run of client.watchRuns(runIds, { transport: 'push' })) {
    const before = last.get(run.runId)
    const wentBack =
      before &&
      (core.isTerminal(before.status)
        ? before.status !== run.status
        : order.indexOf(run.status) < order.indexOf(before.status) && !core.isTerminal(run.status))
    if (wentBack || (before && run.steps.length < before.steps.length)) backwards += 1
    last.set(run.runId, run)
  }
  const right = runIds.filter((runId) => {
    const truth = core.getRunOutcome(core.parseRun(emulator.runs.get(runId)))
    const seen = last.get(runId)
    return seen && core.getRunOutcome(seen).type === truth.type && truth.type !== 'running'
  })
  return {
    title: `${RUNS} runs under 5 % errors, 5 % outdated answers, 2 % cut streams`,
    values: {
      'runs that were started': runIds.length,
      'of these with their right outcome': right.length,
      'steps backwards': backwards,
      'POSTs for a start': Number((starts / RUNS).toFixed(3)),
      'faults of TinyFish': faults,
      'streams that were cut': cuts,
    },
  }
}

/** The same faults in each run of the benchmark. */
function createRandom() {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
