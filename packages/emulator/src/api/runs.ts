import type { InputIssue } from '../apiError.js'
import { createInputError, createNotFoundError } from '../apiError.js'
import type { Fault } from '../scenarios/faults.js'
import { missing } from '../scenarios/faults.js'
import { getScenario } from '../scenarios/scenarios.js'
import type { RunStatus } from '../script/script.js'
import type { RunRecord, RunStore } from '../store.js'
import { parseRunIds } from './automation.js'
import type { RouteContext } from './route.js'
import { readJson } from './route.js'
import { getScreenshotBytes } from './screenshot.js'
import type { WireRun } from './wireRun.js'
import { toStepId, toWireRun, toWireSummary } from './wireRun.js'

/** Answers with one run, or with the fault that its scenario has in store. */
export function getRun(
  { request, url, store, streamOrigin }: RouteContext,
  runId = '',
): Response | Promise<Response> {
  const screenshots = url.searchParams.get('screenshots') ?? 'none'
  if (!['none', 'base64'].includes(screenshots)) {
    const message = 'Expected none or base64'
    throw createInputError([{ code: 'invalid_value', path: ['screenshots'], message }])
  }
  const record = store.find(runId)
  if (!record) throw createNotFoundError('Run')
  const fault = meetFault(record)
  if (fault) return fault(request.signal)
  const hasScreenshots = screenshots === 'base64'
  return Response.json(toWireRun(record, store, { streamOrigin, hasScreenshots }))
}

/** Answers with 1 to 100 runs, and with the ids that are nobody's. */
export async function getRuns({ request, store, streamOrigin }: RouteContext): Promise<Response> {
  const data: WireRun[] = []
  const not_found: string[] = []
  for (const runId of new Set(parseRunIds(await readJson(request)))) {
    const record = store.find(runId)
    const fault = record ? meetFault(record) : missing
    if (record && !fault) data.push(toWireRun(record, store, { streamOrigin }))
    else if (fault === missing) not_found.push(runId)
    else if (fault) return fault(request.signal)
  }
  return Response.json({ data, not_found })
}

/** Answers with a page of runs, newest first. */
export function getRunList({ url, store, streamOrigin }: RouteContext): Response {
  const { records, total, nextCursor } = listRuns(store, parseListQuery(url.searchParams))
  return Response.json({
    data: records.map((record) => toWireSummary(record, store, { streamOrigin })),
    pagination: { total, next_cursor: nextCursor, has_more: nextCursor !== null },
  })
}

/** Answers with the picture of a step that has been made. */
export function getStepScreenshot({ store }: RouteContext, runId = '', stepId = ''): Response {
  const record = store.find(runId)
  if (!record) throw createNotFoundError('Run')
  const steps = store.getMoment(record).steps.map((_, index) => toStepId(record, index))
  if (!steps.includes(stepId)) throw createNotFoundError('Step')
  return new Response(getScreenshotBytes(), { headers: { 'Content-Type': 'image/jpeg' } })
}

function meetFault(record: RunRecord): Fault | undefined {
  record.reads += 1
  return getScenario(record.scenario).onRead?.(record.reads)
}

/** What a list of runs is asked for. Times are epoch milliseconds. */
export interface ListQuery {
  status: RunStatus | null
  goal: string | null
  createdAfter: number
  createdBefore: number
  isAscending: boolean
  cursor: Position | null
  limit: number
}

/** A run's place in a list, by which the next page goes on, also when runs were added since. */
type Position = Pick<RunRecord, 'createdAt' | 'number'>

export interface ListPage {
  records: RunRecord[]
  total: number
  nextCursor: string | null
}

const statuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const

/** Reads what a list is asked for. Throws an `ApiError` that lists what is wrong with it. */
export function parseListQuery(parameters: URLSearchParams): ListQuery {
  const issues: InputIssue[] = []
  /** Reads one parameter; `undefined` says that it is not valid. */
  function read<Value>(
    name: string,
    fallback: Value,
    expected: string,
    parse: (text: string) => Value | undefined,
  ): Value {
    const text = parameters.get(name)
    if (text === null) return fallback
    const value = parse(text)
    if (value !== undefined) return value
    issues.push({ code: 'invalid_value', path: [name], message: `Expected ${expected}` })
    return fallback
  }

  const query: ListQuery = {
    status: read<RunStatus | null>('status', null, `one of ${statuses.join(', ')}`, (text) =>
      statuses.find((status) => status === text),
    ),
    goal: read<string | null>('goal', null, 'at most 500 characters', (text) =>
      text.length <= 500 ? text.toLowerCase() : undefined,
    ),
    createdAfter: read('created_after', -Infinity, 'an ISO 8601 time', parseTime),
    createdBefore: read('created_before', Infinity, 'an ISO 8601 time', parseTime),
    isAscending: read('sort_direction', false, 'asc or desc', (text) =>
      text === 'asc' || text === 'desc' ? text === 'asc' : undefined,
    ),
    cursor: read<Position | null>('cursor', null, 'a cursor of an earlier page', parseCursor),
    limit: read('limit', 20, 'a whole number from 1 to 100', parseLimit),
  }
  if (issues.length > 0) throw createInputError(issues)
  return query
}

/** Gives one page of the runs that a query asks for. */
export function listRuns(store: RunStore, query: ListQuery): ListPage {
  const direction = query.isAscending ? 1 : -1
  const compare = (a: Position, b: Position) =>
    direction * (a.createdAt - b.createdAt || a.number - b.number)
  const matches = store.all().filter((record) => isAskedFor(record, store, query))
  const { cursor, limit } = query
  const rest = matches
    .filter((record) => cursor === null || compare(record, cursor) > 0)
    .toSorted(compare)
  const records = rest.slice(0, limit)
  const last = records.at(-1)
  return {
    records,
    total: matches.length,
    nextCursor: last && rest.length > limit ? toCursor(last) : null,
  }
}

function isAskedFor(record: RunRecord, store: RunStore, query: ListQuery): boolean {
  const { status, goal, createdAfter, createdBefore } = query
  return (
    (goal === null || record.goal.toLowerCase().includes(goal)) &&
    record.createdAt > createdAfter &&
    record.createdAt < createdBefore &&
    (status === null || store.getMoment(record).status === status)
  )
}

function parseTime(text: string): number | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

function parseLimit(text: string): number | undefined {
  const limit = Number(text)
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : undefined
}

function toCursor({ createdAt, number }: Position): string {
  return btoa(`${createdAt}/${number}`)
}

function parseCursor(text: string): Position | undefined {
  try {
    const [, createdAt, number] = /^(-?[\d.]+)\/(\d+)$/.exec(atob(text)) ?? []
    if (createdAt === undefined || number === undefined) return undefined
    return { createdAt: Number(createdAt), number: Number(number) }
  } catch {
    return undefined
  }
}
