import { createClock, createEmulator } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'

const encoder = new TextEncoder()

/**
 * A TinyFish that fails, is slow, repeats itself and mixes runs up.
 *
 * @param {() => number} random
 */
export async function startChaoticTinyFish(random) {
  const emulator = createEmulator({ clock: createClock() })
  const injected = { errors: 0, slow: 0, duplicates: 0, outdated: 0, foreign: 0, cut: 0 }
  /** The process that has asked for runs last. */
  let reader = 0
  /** @type {Map<string, number>} */
  const starts = new Map()
  /** What each run was before. @type {Map<string, WireRun[]>} */
  const history = new Map()
  /** @typedef {{ run_id: string }} WireRun */

  const { fetch: answer } = emulator

  /** @param {Request} request */
  emulator.fetch = async (request) => {
    const isBatch = request.url.endsWith('/runs/batch')
    if (isBatch) reader = Number(request.headers.get('X-Process'))
    const dice = random()
    if (random() < 0.03) {
      injected.slow += 1
      await new Promise((resolve) => setTimeout(resolve, 500 + random() * 1_500))
    }
    if (dice < 0.05) {
      injected.errors += 1
      const status = [429, 500, 502, 503][Math.floor(random() * 4)] ?? 500
      return Response.json({ error: { code: 'X', message: '' } }, { status })
    }
    if (/\/run-(async|sse)$/.test(request.url)) {
      const { goal } = await request.clone().json()
      starts.set(goal, (starts.get(goal) ?? 0) + 1)
    }
    const response = await answer(request)
    if (request.url.endsWith('/run-sse') && response.ok) return mixUp(response)
    return isBatch && response.ok ? spoil(await response.json()) : response
  }

  /** @param {{ data: WireRun[] }} batch */
  function spoil({ data, ...rest }) {
    for (const run of data) {
      history.set(run.run_id, [...(history.get(run.run_id) ?? []), run].slice(-5))
    }
    const known = [...history.values()]
    const dice = random()
    if (dice < 0.05) {
      injected.outdated += 1
      const outdated = data.map((run) => pick(history.get(run.run_id) ?? [run]) ?? run)
      return Response.json({ data: outdated, ...rest })
    }
    if (dice < 0.1) {
      injected.duplicates += 1
      return Response.json({ data: [...data, ...data], ...rest })
    }
    if (dice < 0.15) {
      injected.foreign += 1
      const others = Array.from({ length: 5 }, () => pick(pick(known) ?? [])).filter(Boolean)
      return Response.json({ data: [...others, ...data], ...rest })
    }
    return Response.json({ data, ...rest })
  }

  /** Sends some events of a stream twice, some of another run, and breaks it off. @param {Response} response */
  function mixUp(response) {
    const decoder = new TextDecoder()
    /** @type {string | undefined} */
    let runId
    const mixing = new TransformStream({
      transform(bytes, controller) {
        const dice = random()
        runId ??= /"run_id":"([^"]+)"/.exec(decoder.decode(bytes, { stream: true }))?.[1]
        controller.enqueue(bytes)
        if (dice < 0.1) {
          injected.duplicates += 1
          controller.enqueue(bytes)
        } else if (dice < 0.2) {
          const other = pick(emulator.runs.list())
          // A false end of the run itself would be TinyFish's word about it, which nobody can doubt.
          if (!other || other.run_id === runId) return
          injected.foreign += 1
          const event = { type: 'COMPLETE', ...other, status: 'COMPLETED' }
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`))
        } else if (dice < 0.22) {
          injected.cut += 1
          controller.error(new TypeError('The connection was lost'))
        }
      },
    })
    return new Response(response.body?.pipeThrough(mixing), response)
  }

  /**
   * @template T
   * @param {readonly T[]} items
   */
  function pick(items) {
    return items[Math.floor(random() * items.length)]
  }

  const server = await serve({ port: 0, emulator })
  return {
    emulator,
    injected,
    starts,
    origin: server.origin,
    getReader: () => reader,
    close: () => server.close(),
  }
}
