import { isTerminal, parseTimestamp } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { Shape } from '../fields/pick.js'
import { pickFields } from '../fields/pick.js'
import { writeJson } from '../http/jsonText.js'
import type { RunStore } from '../store/runStore.js'
import type { Upstream } from './upstream.js'

/** What is usual for the runs of each goal of an account, as far as this handler has seen them end. */
export interface UsualRuns {
  /**
   * Looks at what TinyFish answered: notes the runs that have completed, and adds to those that go on how long
   * runs of their goal usually take. Never rejects.
   */
  look(json: unknown): Promise<void>
}

/** Completed runs of a goal without which nobody can say what is usual. */
const FEWEST = 5
/** The last completed runs of a goal that are known: what is usual may change. */
const MOST_RUNS = 20
/** Goals that are known. Those of which no run has completed for longest are forgotten. */
const MOST_GOALS = 200
/** Ids of runs that need not be looked at again. */
const MOST_IDS = 2_000
/** Milliseconds for which the store keeps what is known. */
const TTL = 30 * 24 * 60 * 60_000
/** Milliseconds after which what other processes have seen is read again. */
const RELOAD = 60_000
/** What all is stored under, as one value, so that it cannot grow without bound. */
const KEY = 'usual'

/** A completed run: when it ended (epoch milliseconds), how long it took (milliseconds), and its steps. */
type Seen = readonly [finishedAt: number, duration: number, steps: number | null]
type Table = Map<string, readonly Seen[]>

const fields: Exclude<Shape, string> = {
  run_id: 'value',
  status: 'value',
  goal: 'value',
  started_at: 'value',
  finished_at: 'value',
  num_of_steps: 'value',
}

/**
 * @param store That of the account alone: what one account does tells nobody of another.
 * @param name Names a goal so that nobody gets back to its text.
 */
export function createUsualRuns(
  store: Pick<RunStore, 'get' | 'set'>,
  name: (text: string) => Promise<string>,
): UsualRuns {
  let table: Table = new Map()
  const known = new Set<string>()
  let loadAt = 0
  let isSaving = false
  let isUnsaved = false

  async function load() {
    loadAt = Date.now() + RELOAD
    // A store that fails has nothing to add, and another time may have.
    const stored = parseTable(await store.get(KEY).catch(() => null))
    table = merge(table, stored)
  }

  async function save() {
    isUnsaved = true
    if (isSaving) return
    isSaving = true
    while (isUnsaved) {
      isUnsaved = false
      await load()
      await store.set(KEY, writeJson([...table]), TTL).catch(() => undefined)
    }
    isSaving = false
  }

  async function note(run: Record<string, unknown>, goal: string) {
    const { run_id: runId, num_of_steps: steps } = run
    const seen = getSeen(run)
    if (typeof runId !== 'string' || known.has(runId) || !seen) return
    if (known.size >= MOST_IDS) known.clear()
    known.add(runId)
    const goalName = await name(`goal ${goal}`)
    const isNew = !(table.get(goalName) ?? []).some((one) => isSame(one, seen))
    table = merge(
      table,
      new Map([[goalName, [[...seen, typeof steps === 'number' ? steps : null]]]]),
    )
    if (isNew) void save()
  }

  async function tell(json: Record<string, unknown>, goal: string) {
    const seen = table.get(await name(`goal ${goal}`)) ?? []
    if (seen.length < FEWEST) return
    json['usual_duration_ms'] = getMedian(seen.map(([, duration]) => duration))
    const steps = seen.flatMap(([, , count]) => count ?? [])
    if (steps.length >= FEWEST) json['usual_steps'] = getMedian(steps)
  }

  return {
    async look(json) {
      if (Date.now() >= loadAt) void load()
      for (const item of findRuns(json)) {
        // Nobody but this handler says what is usual.
        delete item['usual_duration_ms']
        delete item['usual_steps']
        const run = pickFields(item, fields)
        const status = String(run['status']).toUpperCase()
        const { goal } = run
        if (typeof goal !== 'string') continue
        if (status === 'COMPLETED') await note(run, goal)
        else if (!isTerminal(status) && table.size > 0) await tell(item, goal)
      }
    },
  }
}

/** Lets all that TinyFish answers be looked at. */
export function withUsual(upstream: Upstream, usualRuns: UsualRuns): Upstream {
  return {
    ...upstream,
    async readJson(call) {
      const json = await upstream.readJson(call)
      await usualRuns.look(json)
      return json
    },
  }
}

/** The runs in an answer: the answer itself, or the items of its list. */
function findRuns(json: unknown): Record<string, unknown>[] {
  if (!isRecord(json)) return []
  return Array.isArray(json['data']) ? json['data'].filter(isRecord) : [json]
}

function getSeen(run: Record<string, unknown>): [number, number] | null {
  const startedAt = parseTimestamp(run['started_at'])
  const finishedAt = parseTimestamp(run['finished_at'])
  if (startedAt === null || finishedAt === null || finishedAt <= startedAt) return null
  return [finishedAt, finishedAt - startedAt]
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

/** Puts together what two have seen, of each goal the last runs, and the last goals. */
function merge(table: Table, other: Table): Table {
  const merged = new Map(table)
  for (const [name, seen] of other) {
    const own = merged.get(name) ?? []
    const all = [...own, ...seen.filter((one) => !own.some((known) => isSame(known, one)))]
    merged.set(name, all.toSorted((a, b) => b[0] - a[0]).slice(0, MOST_RUNS))
  }
  if (merged.size <= MOST_GOALS) return merged
  const latest = [...merged].toSorted(([, a], [, b]) => (b[0]?.[0] ?? 0) - (a[0]?.[0] ?? 0))
  return new Map(latest.slice(0, MOST_GOALS))
}

/** Reads what `save` has written. Another version of this package may have written something else. */
function parseTable(text: string | null): Table {
  try {
    const entries: unknown = JSON.parse(text ?? '[]')
    return new Map(
      (entries as [string, unknown[]][]).map(([name, seen]) => [name, seen.filter(isSeen)]),
    )
  } catch {
    return new Map()
  }
}

function isSeen(value: unknown): value is Seen {
  if (!Array.isArray(value)) return false
  const [finishedAt, duration, steps]: unknown[] = value
  return isAmount(finishedAt) && isAmount(duration) && (steps === null || isAmount(steps))
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0
}

function getMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
