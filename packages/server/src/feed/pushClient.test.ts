import type { Run } from '@fishbowl/core'
import { createClient } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { listen } from '../../test/startHandler.js'

/** Watches as a page does, over HTTP, and counts what the page asks for. */
function watch(endpoint: string, runIds: string[]) {
  const requests: string[] = []
  const client = createClient({
    endpoint,
    fetch: (request) => {
      requests.push(`${request.method} ${new URL(request.url).pathname}`)
      return fetch(request)
    },
  })
  const seen: Run[] = []
  const done = (async () => {
    for await (const run of client.watchRuns(runIds, { transport: 'push' })) seen.push(run)
  })()
  done.catch(() => undefined)
  return { client, seen, done, requests }
}

describe('the client of core, pushed to by the handler', () => {
  it('needs one request for all runs, from their first state to their last', async () => {
    const { emulator, endpoint } = await startFeed()
    const scenarios = ['success', 'goal-failed', 'failed-agent', 'huge-result'] as const
    const runIds = scenarios.map((scenario) => emulator.runs.start({ scenario }).runId)
    const { client, seen, done, requests } = watch(endpoint, runIds)
    await done
    expect(requests).toEqual(['GET /api/fishbowl/runs/events'])
    // A read would tell nothing more than what was pushed.
    for (const runId of runIds) {
      const last = seen.findLast((run) => run.runId === runId)
      expect(last).toEqual(await client.getRun(runId))
    }
  })

  it('outlives the server', async () => {
    const first = await startFeed()
    const { runId } = first.emulator.runs.start({ scenario: 'slow' })
    let isUp = true
    // This stands in front of the server like a proxy, and breaks off when the server is down.
    const origin = await listen((request, response) => {
      if (!isUp) return void request.socket.destroy()
      void (async () => {
        const upstream = await fetch(
          `${first.endpoint}${request.url?.replace('/api/fishbowl', '')}`,
        )
        response.writeHead(upstream.status, Object.fromEntries(upstream.headers))
        cutters.push(() => response.destroy())
        for await (const bytes of upstream.body!) response.write(bytes)
        response.end()
      })().catch(() => response.destroy())
    })
    const cutters: (() => void)[] = []
    const { seen, done, requests } = watch(`${origin}/api/fishbowl`, [runId])
    await expect.poll(() => seen.at(-1)?.status).toBe('RUNNING')
    isUp = false
    for (const cut of cutters) cut()
    await expect.poll(() => requests.length).toBeGreaterThan(1)
    isUp = true
    await done
    expect(seen.at(-1)?.status).toBe('COMPLETED')
    expect(seen.map(({ steps }) => steps.length)).toEqual(
      seen.map(({ steps }) => steps.length).toSorted((a, b) => a - b),
    )
  }, 20_000)

  it('says that a run does not exist, or is somebody else’s', async () => {
    const { endpoint, emulator } = await startFeed({
      authorize: (_request, { runIds }) => !runIds.includes('theirs'),
    })
    const { runId } = emulator.runs.start({ age: 60_000 })
    for (const other of ['theirs', 'nothing']) {
      const { seen, done } = watch(endpoint, [runId, other])
      await expect(done).rejects.toMatchObject({ code: 'not_found' })
      expect(seen.map((run) => run.status)).toEqual(['COMPLETED'])
    }
  })
})
