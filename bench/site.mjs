import { EventEmitter, once } from 'node:events'

import { serve } from '@fishbowl/emulator/serve'
import { createRunHandler, createWebhookUrl } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import { servePage } from './servePage.mjs'
import { createTriggerRealtime } from './triggerRealtime.mjs'
import { answerTriggerRun } from './triggerRun.mjs'

const webhooks = {
  endpoint: 'https://app.example.com/api/fishbowl',
  secret: 'a-secret-of-at-least-32-characters',
}

/**
 * A host's site: a page, and the handler in front of an emulator, which shows its live browsers itself.
 *
 * @param {import('./bundlePage.mjs').Files} files
 * @param {object} [options]
 * @param {Record<string, string>} [options.headers] of the page
 * @param {(request: Request) => Response | undefined} [options.answer] for what the emulator does not play
 * @param {import('@fishbowl/server').Authorize} [options.authorize] says who may do what
 */
export async function startSite(files, { headers = {}, answer, authorize = () => true } = {}) {
  const { emulator, ...upstream } = await serve({ port: 0, apiKey: 'bench' })
  const handler = createRunHandler({
    apiKey: 'bench',
    authorize,
    fetch: emulator.fetch,
    webhooks,
  })
  const realtime = createTriggerRealtime()
  const reports = new EventEmitter()
  /** @type {string[]} */
  const requests = []
  let bytes = 0
  /** @param {Request} request */
  const answerRequest = async (request) => answer?.(request) ?? handler(request)
  const handle = toNodeHandler(async (/** @type {Request} */ request) => {
    const path = new URL(request.url).pathname
    if (request.method === 'OPTIONS') return realtime.answer(request) ?? Response.error()
    requests.push(request.method === 'POST' ? `${path} ${await request.clone().text()}` : path)
    const told = realtime.answer(request) ?? (await answerTriggerRun(request, answerRequest))
    const response = await (told ?? answerRequest(request))
    // An event stream has no end, and would not begin before it.
    if (!path.endsWith('/runs/events')) bytes += (await response.clone().arrayBuffer()).byteLength
    return response
  })
  /** How many event streams of runs are open, and have been at a time. */
  const streams = { open: 0, most: 0 }
  /** @type {import('node:http').RequestListener} */
  const handleCounted = (request, response) => {
    if (request.url?.includes('/runs/events')) {
      streams.open += 1
      streams.most = Math.max(streams.most, streams.open)
      response.on('close', () => (streams.open -= 1))
    }
    handle(request, response)
  }
  /** Lets the handler know at once of what has happened to a run, as TinyFish does. */
  async function tell(/** @type {string} */ runId) {
    const body = JSON.stringify({ run_id: runId })
    const type = { 'Content-Type': 'application/json' }
    const url = await createWebhookUrl(webhooks)
    await handler(new Request(url, { method: 'POST', headers: type, body }))
  }
  function cancel(/** @type {string} */ runId) {
    emulator.runs.cancel(runId)
    realtime.end(runId)
  }
  const page = await servePage(files, {
    headers,
    handle: handleCounted,
    onBeacon: (path) => reports.emit(path),
  })
  return {
    emulator,
    url: page.url,
    /** The path of each request, and after it the body of a POST. */
    requests,
    /** How many requests had this in their path. */
    count: (path = '/') => requests.filter((request) => request.includes(path)).length,
    whenHidden: () => once(reports, '/hidden', { signal: AbortSignal.timeout(120_000) }),
    /** Starts a run whose stream the handler holds. Gives its id. */
    async startHeld() {
      const url = new URL('automation/run-sse', `${webhooks.endpoint}/`)
      const headers = { 'Content-Type': 'application/json' }
      const body = '{"url":"https://tidewater.example/?scenario=slow","goal":"List the lanterns"}'
      const response = await handler(new Request(url, { method: 'POST', headers, body }))
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      const { value: started } = (await reader?.read()) ?? {}
      // The stream goes on without its starter.
      await reader?.cancel()
      const [, runId] = started?.match(/"run_id":"([\w-]+)"/) ?? []
      if (!runId) throw new Error('The stream of a run began without its id.')
      return runId
    },
    cancel,
    streams,
    tell,
    /** Cancels a run, tells the handler as TinyFish does, and waits for a page to know. */
    async end(/** @type {string} */ runId) {
      const known = once(reports, `/ended/${runId}`, { signal: AbortSignal.timeout(90_000) })
      cancel(runId)
      await tell(runId)
      await known
    },
    /** How much was sent in bodies. */
    getBytes: () => bytes,
    async close() {
      page.close()
      await upstream.close()
    },
  }
}
