// A door: what starts, watches and streams runs is loaded from here when it is first needed.
import { FishbowlError } from '../errors.js'
import { parseCancellation } from '../run/cancellation.js'
import { parseRunText } from '../result/resultText.js'
import type { Run } from '../run/run.js'
import { isRunId } from '../run/run.js'
import { parseRunPage } from '../run/runLists.js'
import { isRecord } from '../run/wire.js'
import { createError } from './answerError.js'
import { createFetchRuns } from './fetchRuns.js'
import type { FishbowlClient } from './fishbowlClient.js'
import { toListRunsQuery } from './listRuns.js'
import type { GetToken } from './tokenSource.js'
import { createRequester, parseJson, toNetworkError } from './request.js'
import { createRunBatcher } from './runBatcher.js'
import { createServerClock } from './serverClock.js'

/** Where the server is, and who is asking. */
export interface ClientOptions {
  /**
   * The URL of your Fishbowl handler. In a browser it may be relative to the page, such as
   * `/api/fishbowl`. On a server it may be the TinyFish API itself, `https://agent.tinyfish.ai/v1`.
   */
  endpoint: string
  /** Sends the requests. @default the global `fetch` */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /**
   * Gives the viewer's token, which is sent as `Authorization: Bearer`. It is called for each
   * request, so keep the token; and once more, with `renew`, when the server answers 401 or 403. All
   * requests that it refused share one renewal, and for ten seconds the token that came of it is not
   * renewed again. A read whose answer comes after another token was given is made again with that
   * one.
   */
  getToken?: GetToken | undefined
  /**
   * Headers that are sent with each request. An API key belongs here on a server only, never in a
   * browser.
   */
  headers?: Record<string, string> | undefined
  /**
   * Tells the data of different users apart in caches, and the tabs that share an event stream.
   *
   * @default the endpoint
   */
  scope?: string | undefined
  /**
   * Milliseconds that a request and its answer may take. A stream only has to open in that time.
   *
   * @default 30_000
   */
  timeout?: number | undefined
}

/**
 * Makes a client for a Fishbowl handler, or on a server for the TinyFish API.
 *
 * @throws {FishbowlError} `invalid_input` without an endpoint.
 * @example
 * const client = createClient({ endpoint: '/api/fishbowl' })
 * const run = await client.getRun(runId)
 */
export function createClient(options: ClientOptions): FishbowlClient {
  const endpoint = checkEndpoint(options.endpoint)
  const requester = createRequester({
    endpoint,
    // The global is looked up for each request, as tools that observe or replace it come and go.
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    getToken: options.getToken,
    headers: options.headers,
    timeout: options.timeout ?? 30_000,
  })
  const clock = createServerClock()
  const batcher = createRunBatcher(createFetchRuns(requester, clock))

  return {
    endpoint,
    scope: options.scope ?? endpoint,
    getClockOffset: () => clock.getOffset(),
    subscribeToClock: (listener) => clock.subscribe(listener),

    async getRun(runId, { signal } = {}) {
      checkRunId(runId)
      const answer = (await batcher.read([runId], signal)).get(runId)
      if (answer && 'run' in answer) return answer.run
      throw answer?.error
    },

    async getRuns(runIds, { signal } = {}) {
      runIds.forEach(checkRunId)
      const runs: Run[] = []
      const notFound: string[] = []
      const errors: unknown[] = []
      for (const [runId, answer] of await batcher.read(runIds, signal)) {
        if ('run' in answer) runs.push(answer.run)
        else if (hasCode(answer.error, 'not_found')) notFound.push(runId)
        else errors.push(answer.error)
      }
      const isUseful =
        runs.length > 0 && errors.every((error) => hasCode(error, 'invalid_response'))
      if (errors.length > 0 && !isUseful) throw errors[0]
      return { runs, notFound }
    },

    async listRuns(filter = {}, { signal } = {}) {
      const answer = await requester.readText({ path: `/runs${toListRunsQuery(filter)}`, signal })
      const json = parseJson(answer.text, parseRunText)
      const page = parseRunPage(json)
      clock.observe(findServerNow(json), answer)
      return page
    },

    async startRun(input, { signal, stream = false } = {}) {
      const { readStartedRun, toStartRunBody } = await load(() => import('./startRun.js'))
      const body = toStartRunBody(input)
      const start = (path: string) =>
        requester.readAnswer({ path, body, signal }, 'application/json', readStartedRun)
      if (!stream) return start('/automation/run-async')
      try {
        return await start('/automation/run-sse')
      } catch (error) {
        if (isUnknownPath(error)) return start('/automation/run-async')
        throw error
      }
    },

    async *streamRun(input, { signal } = {}) {
      const { toStartRunBody } = await load(() => import('./startRun.js'))
      const { readRunEvents } = await load(() => import('../events/readRunEvents.js'))
      const body = toStartRunBody(input)
      const stream = await requester.openStream({ path: '/automation/run-sse', body, signal })
      try {
        yield* readRunEvents(stream)
      } catch (error) {
        throw signal?.aborted ? signal.reason : toNetworkError(error)
      }
    },

    async cancelRun(runId, { signal } = {}) {
      checkRunId(runId)
      try {
        const path = `/runs/${runId}/cancel`
        const answer = await requester.readText({ path, body: {}, signal })
        const cancellation = parseCancellation(parseJson(answer.text))
        if (cancellation.runId !== runId) throw createError('invalid_response')
        return cancellation
      } finally {
        // A read that is on its way may bring the run as it was before the cancellation.
        batcher.outdate(runId)
      }
    },

    async getStepScreenshot(runId, stepId, { signal } = {}) {
      checkRunId(runId)
      checkStepId(stepId)
      const { readPictureBody } = await load(() => import('./pictureBody.js'))
      const path = `/runs/${runId}/steps/${stepId}/screenshot`
      return requester.readAnswer({ path, signal }, 'image/*', readPictureBody)
    },

    async *watchRuns(runIds, { signal, transport = 'poll' } = {}) {
      runIds.forEach(checkRunId)
      if (transport === 'push') {
        const { watchRunsByPush } = await load(() => import('./watchRunsByPush.js'))
        yield* watchRunsByPush({ requester, batcher, clock }, runIds, signal)
      } else {
        const { watchRunsByPolling } = await load(() => import('./watchRunsByPolling.js'))
        yield* watchRunsByPolling(batcher, runIds, signal)
      }
    },

    async *readPushes(runIds, options = {}) {
      runIds.forEach(checkRunId)
      const { readPushes } = await load(() => import('./readPushes.js'))
      yield* readPushes({ requester, clock }, runIds, options)
    },
  }
}

function checkEndpoint(endpoint: unknown): string {
  if (typeof endpoint === 'string' && endpoint.trim() !== '') {
    return endpoint.trim().replace(/\/+$/, '')
  }
  throw new FishbowlError({
    code: 'invalid_input',
    message:
      "createClient was called without an `endpoint`. It needs the URL of your Fishbowl handler. Write createClient({ endpoint: '/api/fishbowl' }).",
  })
}

function checkRunId(runId: unknown): void {
  if (!isRunId(runId)) throw createIdError(runId, 'A run id', 'the `runId` of a run')
}

function checkStepId(stepId: unknown): void {
  // Ids of steps have the form of run ids.
  if (!isRunId(stepId)) throw createIdError(stepId, 'A step id', 'the `id` of a run’s step')
}

function createIdError(id: unknown, what: string, wanted: string): FishbowlError {
  const got = typeof id === 'string' ? `${id.length} characters` : typeof id
  return new FishbowlError({
    code: 'invalid_input',
    message: `${what} is 1 to 128 letters, digits, "-" and "_", but got ${got} that are not one. Pass ${wanted}.`,
  })
}

/** Whether the server does not know of streams. By no other error is it certain that nothing was started. */
function isUnknownPath(error: unknown): boolean {
  return FishbowlError.isInstance(error) && [404, 405, 501].includes(error.status ?? 0)
}

function hasCode(error: unknown, code: FishbowlError['code']): boolean {
  return FishbowlError.isInstance(error) && error.code === code
}

/** Every run of a page carries the same time. */
function findServerNow(page: unknown): unknown {
  const [run] = isRecord(page) && Array.isArray(page.data) ? page.data : []
  return isRecord(run) ? run.server_now : null
}

/**
 * Loads what most pages never use. Nothing has been sent by then, so that a failure starts no run.
 *
 * @throws {FishbowlError} `network_error` when it cannot be loaded.
 */
async function load<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    throw toNetworkError(error)
  }
}
