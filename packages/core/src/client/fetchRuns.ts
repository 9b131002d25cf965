import * as z from 'zod/mini'

import type { FishbowlErrorCode } from '../errors.js'
import { parseRunText, readItemTexts } from '../result/resultText.js'
import { parseRun, tryParseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { isRunId } from '../run/run.js'
import { isRecord, parseWire, wireObject } from '../run/wire.js'
import { createError } from './answerError.js'
import type { Requester, TextAnswer } from './request.js'
import { parseJson } from './request.js'
import type { ServerClock } from './serverClock.js'
import { splitServerNow } from './serverClock.js'

/** What a read brought for one run. */
export type RunAnswer = { run: Run } | { error: unknown }

/** An answer for each id that was asked for. */
export type RunAnswers = ReadonlyMap<string, RunAnswer>

/** Reads 1 to 100 runs in one exchange, and rejects when that failed. */
export type FetchRuns = (runIds: readonly string[], signal: AbortSignal) => Promise<RunAnswers>

const batchSchema = wireObject({ data: z.array(z.unknown()) })

/** Makes the function that reads runs; an unchanged run comes back as the same object. */
export function createFetchRuns(requester: Requester, clock: ServerClock): FetchRuns {
  const memory = createRunMemory()

  async function fetchOne(runId: string, signal: AbortSignal): Promise<Run> {
    const known = memory.get(runId)
    const answer = await requester.readText({
      path: `/runs/${runId}`,
      ...(known?.etag && { headers: { 'If-None-Match': known.etag } }),
      signal,
    })
    if (known && answer.status === 304) return known.run

    const { text, serverNow } = splitServerNow(answer.text)
    clock.observe(serverNow, answer)
    const run = known?.text === text ? known.run : parseRun(parseJson(answer.text, parseRunText))
    // Another run than the one asked for would be shown to a viewer who may have no right to it.
    if (run.runId !== runId) throw createError('invalid_response', { status: answer.status })
    return remember(run, text, answer.etag)
  }

  async function fetchMany(runIds: readonly string[], signal: AbortSignal) {
    const answer = await requester.readText({
      path: '/runs/batch',
      body: { run_ids: runIds },
      signal,
    })
    const { data } = parseWire(batchSchema, parseJson(answer.text, parseRunText), 'a batch of runs')
    const runs = new Map<string, Run>()
    const unreadable = new Set<string>()
    let missing: FishbowlErrorCode = 'not_found'
    const texts = readItemTexts(answer.text)
    for (const [index, item] of data.entries()) {
      const runId = readRunId(item)
      const run = runId === null ? null : readItem(item, texts[index] ?? '', runId, answer)
      if (run) runs.set(run.runId, run)
      else if (runId !== null) unreadable.add(runId)
      // A run that is missing may be this one: then it exists, and only cannot be read.
      else missing = 'invalid_response'
    }
    return new Map<string, RunAnswer>(
      runIds.map((runId) => {
        const run = runs.get(runId)
        const code = unreadable.has(runId) ? 'invalid_response' : missing
        return [runId, run ? { run } : { error: createError(code) }]
      }),
    )
  }

  function readItem(
    item: unknown,
    itemText: string,
    runId: string,
    answer: TextAnswer,
  ): Run | null {
    const { text, serverNow } = splitServerNow(itemText)
    clock.observe(serverNow, answer)
    const known = memory.get(runId)
    if (known?.text === text) return known.run
    const run = tryParseRun(item)
    return run && remember(run, detach(text), null)
  }

  function remember(run: Run, text: string, etag: string | null): Run {
    memory.set(run.runId, { run, text, etag })
    return run
  }

  return async (runIds, signal) => {
    const [runId] = runIds
    if (runId === undefined || runIds.length > 1) return fetchMany(runIds, signal)
    return new Map([[runId, { run: await fetchOne(runId, signal) }]])
  }
}

/** Gives the id of the run in an item of a batch, `null` when it has none. */
function readRunId(item: unknown): string | null {
  const runId = isRecord(item) ? (item.run_id ?? item.runId) : null
  return isRunId(runId) || typeof runId === 'number' ? String(runId) : null
}

// Made when they are first needed, as the documents in which hosts test do not have them.
let coders: { encoder: TextEncoder; decoder: TextDecoder } | undefined

/** Copies a piece of text. The piece itself would keep the text of the whole batch in memory. */
function detach(text: string): string {
  coders ??= { encoder: new TextEncoder(), decoder: new TextDecoder() }
  return coders.decoder.decode(coders.encoder.encode(text))
}

/** How many runs the client remembers. */
const MAX_REMEMBERED_RUNS = 5_000
/** How long their texts may be together: a result of 10 MB is worth remembering, fifty are not. */
const MAX_REMEMBERED_CHARACTERS = 50_000_000

/** What the client knows of a run from its last answer. */
interface RememberedRun {
  run: Run
  /** The answer's JSON text without the server's time. */
  text: string
  etag: string | null
}

/** Remembers the last answers, so that an unchanged run stays the same object. */
interface RunMemory {
  get(runId: string): RememberedRun | undefined
  set(runId: string, remembered: RememberedRun): void
}

/** Makes a memory that first forgets the runs that nobody has asked for for the longest time. */
export function createRunMemory(): RunMemory {
  const runs = new Map<string, RememberedRun>()
  let characters = 0

  function forget(runId: string) {
    characters -= runs.get(runId)?.text.length ?? 0
    runs.delete(runId)
  }

  return {
    get(runId) {
      const remembered = runs.get(runId)
      if (remembered) {
        // A Map keeps the order of insertion, so this makes the run the youngest.
        runs.delete(runId)
        runs.set(runId, remembered)
      }
      return remembered
    },
    set(runId, remembered) {
      forget(runId)
      runs.set(runId, remembered)
      characters += remembered.text.length
      for (const oldest of runs.keys()) {
        if (runs.size <= MAX_REMEMBERED_RUNS && characters <= MAX_REMEMBERED_CHARACTERS) break
        forget(oldest)
      }
    },
  }
}
