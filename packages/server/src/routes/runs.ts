import { isRunId, isTerminal } from '@fishbowl/core'
import { isRecord, MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

import type { Picker, Projection } from '../fields/project.js'
import {
  getRunId,
  getRunPicker,
  getViewerPicker,
  projectCancellation,
  projectPagination,
  projectRun,
} from '../fields/project.js'
import { getRunBody } from '../fields/runBody.js'
import { writeRun, writeUnreadable } from '../fields/runText.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createPictureAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunScope } from '../scopes.js'
import { TooLargeError } from '../tinyfish/upstream.js'
import { withCancel } from '../viewers/viewer.js'
import type { RequestContext } from './requestContext.js'
import { answerJson, answerRun, answerRuns, requireRun, requireScope } from './requestContext.js'

/**
 * What may be asked of a list.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/list-runs
 */
const listParameters = [
  'status',
  'goal',
  'created_after',
  'created_before',
  'sort_direction',
  'cursor',
  'limit',
]

/** Answers with a page of runs. */
export async function listRuns(context: RequestContext): Promise<HandlerAnswer> {
  const scopes = await requireScope(context, 'run:list')
  const query = pickListQuery(new URL(context.request.url).searchParams)
  const { page, isSieved } = await fetchPage(context, query)
  const texts = await Promise.all(
    readItems(page).map(async (item) => {
      const runId = getRunId(item)
      if (isSieved) return runId === null ? [] : writeUnreadable(runId)
      return writeRun(item, await pickListed(context, item, runId, scopes))?.text ?? []
    }),
  )
  return answerRuns(context, texts.flat(), {
    pagination: projectPagination(readField(page, 'pagination')),
  })
}

/**
 * Gives the picker for a run of a list. Who may see the list may not cancel each of its runs, so of one that
 * goes on they are told whether they may.
 */
async function pickListed(
  { viewer }: RequestContext,
  item: unknown,
  runId: string | null,
  scopes: ReadonlySet<RunScope>,
): Promise<Picker> {
  if (runId === null || isTerminal(String(readField(item, 'status')).toUpperCase())) {
    return getRunPicker(scopes)
  }
  const mayCancel = await viewer.getScopes({ scope: 'run:cancel', runIds: [runId] })
  return getViewerPicker(withCancel(scopes, mayCancel !== null))
}

/** Answers with the runs of a list that exist and that the viewer may see. */
export async function readRuns(context: RequestContext): Promise<HandlerAnswer> {
  const runIds = readRunIds(await context.readBody())
  const scopesOfRuns = await context.getScopesOfEach(runIds)
  const allowed = new Map(
    runIds.flatMap((runId, index) => (scopesOfRuns[index] ? [[runId, scopesOfRuns[index]]] : [])),
  )

  const { items, tooLarge } = await fetchRuns(context, [...allowed.keys()])
  const texts = new Map(tooLarge.map((runId) => [runId, writeUnreadable(runId)]))
  for (const item of items) {
    const scopes = allowed.get(getRunId(item) ?? '')
    const run = scopes && writeRun(item, getViewerPicker(scopes))
    if (run) texts.set(run.runId, run.text)
  }
  // Nobody can tell whether a run that is not found exists and belongs to somebody else.
  return answerRuns(
    context,
    runIds.flatMap((runId) => texts.get(runId) ?? []),
    { not_found: runIds.filter((runId) => !texts.has(runId)) },
  )
}

/** Answers with one run. */
export async function readRun(context: RequestContext): Promise<HandlerAnswer> {
  const scopes = await requireRun(context)
  const { runId, request, sharedReads, redactKey } = context
  const json = await sharedReads.read(runId, request)
  if (!isRecord(json)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  const project = () => checkRunId(projectRun(json, getViewerPicker(scopes)), runId)
  return answerRun(context, await getRunBody(json, scopes, project, redactKey))
}

/** Cancels a run. The answer's status is the true one: a run that had ended keeps its own. */
export async function cancelRun(context: RequestContext): Promise<HandlerAnswer> {
  const { runId, request, upstream, sharedReads, feed } = context
  if (!(await context.isAllowed('run:cancel', runId))) {
    await requireRun(context)
    throw new HandlerError('FORBIDDEN')
  }
  const json = await upstream.readJson({
    method: 'POST',
    path: `/runs/${runId}/cancel`,
    signal: request.signal,
  })
  sharedReads.outdate(runId)
  feed.refresh(runId)
  return answerJson(context, checkRunId(projectCancellation(json), runId))
}

/** Answers with the picture of a step. */
export async function readScreenshot(context: RequestContext): Promise<HandlerAnswer> {
  const scopes = await requireRun(context)
  if (!scopes.has('run:steps')) throw new HandlerError('FORBIDDEN')
  const { runId, stepId, request, upstream } = context
  const { bytes, type } = await upstream.readPicture({
    method: 'GET',
    path: `/runs/${runId}/steps/${stepId}/screenshot`,
    signal: request.signal,
  })
  return createPictureAnswer(bytes, type)
}

/** Runs on a page when a request does not say how many, as TinyFish has it. */
const DEFAULT_LIMIT = 20

/**
 * Fetches a page of a list. Where its runs are larger together than an answer may be, the page has fewer of
 * them, and the next one begins earlier. Of a run that is too large by itself only the id is read. So no
 * run hides others.
 */
async function fetchPage({ upstream, request }: RequestContext, query: URLSearchParams) {
  const call = { method: 'GET', path: '/runs', query, signal: request.signal } as const
  let limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  for (;;) {
    try {
      return { page: await upstream.readJson(call), isSieved: false }
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error
      if (limit <= 1) return { page: await upstream.readSievedRuns(call), isSieved: true }
      limit = Math.floor(Math.min(limit, MAX_RUNS_A_REQUEST) / 2)
      query.set('limit', String(limit))
    }
  }
}

/** Requests to TinyFish that one request for several runs may lead to. Seven halvings of 100 need 15. */
const MAX_BATCHES = 16

/**
 * Fetches runs. One run with a huge result makes the answer with all of them larger than it may be. Then
 * each half is fetched alone, until what is left is that run, or the requests are used up.
 */
async function fetchRuns(context: RequestContext, runIds: readonly string[]) {
  const waiting = runIds.length > 0 ? [runIds] : []
  const items: unknown[] = []
  const tooLarge: string[] = []
  for (let count = 0; waiting.length > 0; count += 1) {
    const batch = waiting.shift() ?? []
    if (count === MAX_BATCHES) {
      tooLarge.push(...batch, ...waiting.splice(0).flat())
      break
    }
    try {
      for (const item of await fetchBatch(context, batch)) items.push(item)
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error
      const middle = Math.ceil(batch.length / 2)
      if (batch.length > 1) waiting.push(batch.slice(0, middle), batch.slice(middle))
      else tooLarge.push(...batch)
    }
  }
  return { items, tooLarge }
}

async function fetchBatch({ upstream, request }: RequestContext, runIds: readonly string[]) {
  const batch = await upstream.readJson({
    method: 'POST',
    path: '/runs/batch',
    body: { run_ids: runIds },
    signal: request.signal,
  })
  return readItems(batch)
}

/**
 * Checks that TinyFish answered with the run that was asked for. Another run may be somebody else's.
 */
function checkRunId(projection: Projection | null, runId: string): Projection {
  if (projection?.run_id === runId) return projection
  throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
}

function readRunIds(body: unknown): string[] {
  const runIds = readField(body, 'run_ids')
  const isList = Array.isArray(runIds) && runIds.length > 0 && runIds.length <= MAX_RUNS_A_REQUEST
  if (isList && runIds.every(isRunId)) return [...new Set(runIds)]
  throw new HandlerError('INVALID_INPUT', {
    message: `\`run_ids\` must be a list of 1 to ${MAX_RUNS_A_REQUEST} ids.`,
  })
}

function readItems(json: unknown): unknown[] {
  const data = readField(json, 'data')
  if (Array.isArray(data)) return data
  throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
}

function readField(json: unknown, name: string): unknown {
  return isRecord(json) ? json[name] : undefined
}

/** Copies the documented parameters of a list. Others, such as tokens, do not get to TinyFish. */
function pickListQuery(parameters: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of listParameters) {
    const value = parameters.get(name)
    if (value) query.set(name, value)
  }
  if ((query.get('goal')?.length ?? 0) > 500) {
    throw new HandlerError('INVALID_INPUT', { message: '`goal` is longer than 500 characters.' })
  }
  return query
}
