import type { InputIssue } from '../apiError.js'
import { createInputError } from '../apiError.js'
import type { RunStatus } from '../script/script.js'
import type { EmulatorStore, RunRecord } from '../store.js'
import type { ApiCall } from './apiCall.js'
import { toWireSummary } from './wireRun.js'

/** What a list of runs is asked for. Times are epoch milliseconds. */
interface ListQuery {
  status: RunStatus | null
  goal: string | null
  createdAfter: number
  createdBefore: number
  isAscending: boolean
  cursor: Position | null
  limit: number
}

/**
 * A run's place in a list. The next page goes on behind it, so that no run is missed or shown twice
 * when others were added since.
 */
type Position = Pick<RunRecord, 'createdAt' | 'number'>

/** One page of a list. */
interface ListPage {
  records: RunRecord[]
  /** How many runs there are on all pages. */
  total: number
  nextCursor: string | null
}

/** How many runs a page may have. */
const MAX_PAGE_SIZE = 100

const statuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const

/** Answers with a page of runs, newest first. */
export function getRunList({ url, store, streamOrigin }: ApiCall): Response {
  const { records, total, nextCursor } = listRuns(store, parseListQuery(url.searchParams))
  return Response.json({
    data: records.map((record) => toWireSummary(record, store, { streamOrigin })),
    pagination: { total, next_cursor: nextCursor, has_more: nextCursor !== null },
  })
}

/** Reads what a list is asked for. Throws an `ApiError` that lists what is wrong with it. */
function parseListQuery(parameters: URLSearchParams): ListQuery {
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
    limit: read('limit', 20, `a whole number from 1 to ${MAX_PAGE_SIZE}`, parseLimit),
  }
  if (issues.length > 0) throw createInputError(issues)
  return query
}

/** Gives one page of the runs that a query asks for. */
function listRuns(store: EmulatorStore, query: ListQuery): ListPage {
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

function isAskedFor(record: RunRecord, store: EmulatorStore, query: ListQuery): boolean {
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
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE_SIZE ? limit : undefined
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
