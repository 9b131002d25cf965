/** As long as Electric holds a request for which there is nothing new, in milliseconds. */
const patience = 20_000

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Expose-Headers': '*',
  'Access-Control-Max-Age': '600',
}
const upToDate = { headers: { control: 'up-to-date' } }
const types = { isTest: { type: 'bool' } }

/**
 * The realtime API of trigger.dev, which is Electric's: a first answer with the row of a run, then
 * requests that are held until it changes.
 *
 * @see https://electric-sql.com/docs/api/http
 */
export function createTriggerRealtime() {
  /** @type {Map<string, Set<() => void>>} */
  const waiting = new Map()
  /** @type {Set<string>} */
  const ended = new Set()

  /** @param {string} runId @param {AbortSignal} signal */
  function whenEnded(runId, signal) {
    return new Promise((resolve) => {
      const wake = () => resolve(undefined)
      waiting.set(runId, (waiting.get(runId) ?? new Set()).add(wake))
      setTimeout(wake, patience).unref()
      signal.addEventListener('abort', wake)
    })
  }

  /** @param {string} runId @param {boolean} isFirst @param {AbortSignal} signal */
  async function answerRun(runId, isFirst, signal) {
    if (!isFirst && !ended.has(runId)) await whenEnded(runId, signal)
    const hasEnded = ended.has(runId)
    const key = `"public"."TaskRun"/"${runId}"`
    const insert = { key, value: createRow(runId, hasEnded), headers: { operation: 'insert' } }
    const update = { key, value: { id: runId, ...getEnd(true) }, headers: { operation: 'update' } }
    const news = hasEnded ? [update] : []
    const headers = {
      ...cors,
      'electric-handle': `${runId}-1`,
      'electric-offset': hasEnded ? '1_0' : '0_0',
      'electric-cursor': '1',
      'electric-up-to-date': '',
      'electric-schema': JSON.stringify(types),
    }
    return Response.json([...(isFirst ? [insert] : news), upToDate], { headers })
  }

  return {
    /** Tells that a run was cancelled. */
    end(/** @type {string} */ runId) {
      ended.add(runId)
      for (const wake of waiting.get(runId) ?? []) wake()
      waiting.delete(runId)
    },

    /** @param {Request} request @returns {Promise<Response> | Response | undefined} */
    answer({ url, method, signal }) {
      const { pathname, searchParams } = new URL(url)
      const [, runId] = /^\/realtime\/v1\/runs\/([\w-]+)$/.exec(pathname) ?? []
      if (!runId) return undefined
      if (method === 'OPTIONS') return new Response(null, { headers: cors })
      return answerRun(runId, searchParams.get('offset') === '-1', signal)
    },
  }
}

/** @param {string} runId @param {boolean} hasEnded */
function createRow(runId, hasEnded) {
  return {
    id: runId,
    friendlyId: runId,
    taskIdentifier: 'bench',
    createdAt: '2026-03-01 12:00:00',
    updatedAt: '2026-03-01 12:00:00',
    isTest: 'false',
    ...getEnd(hasEnded),
  }
}

/** @param {boolean} hasEnded */
const getEnd = (hasEnded) =>
  hasEnded
    ? { status: 'CANCELED', completedAt: '2026-03-01 12:00:30' }
    : { status: 'EXECUTING', completedAt: null }
