import type { RunEvent } from '@fishbowl/core'
import { isRunId, parseRunEvent } from '@fishbowl/core'
import { parseEventText } from '@fishbowl/core/internal'

import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import { createTurns } from '../http/turns.js'
import type { RunScope } from '../scopes.js'
import { allScopes } from '../scopes.js'
import { getEventRunId, projectEvent } from './project.js'

interface EventFilterOptions {
  /** Characters that one line may have. The stream breaks off at a longer one. */
  maxLineLength: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  /** The scopes of whoever gets the bytes. @default all */
  scopes?: ReadonlySet<RunScope>
  /** Called once with the id of the run. Until it has resolved, no event with the id passes. */
  onRun?: (runId: string) => Promise<void>
  /** Called once when an event names another run than the first one did. Such events do not pass. */
  onStranger?: () => void
}

/** What a stream has said since the piece before. */
export interface EventPiece {
  /** What has passed, as lines of an event stream, with the fields that belong to the scopes. */
  bytes: Uint8Array
  /** The same events with the fields of all scopes. Those that name no run have the id of the stream's. */
  events: RunEvent[]
  /** Whether the run is over. It is the last piece then, whatever the stream goes on to say. */
  isEnd: boolean
}

/** What a line of the stream holds when it is a comment. */
const COMMENT = Symbol('comment')
/** What it holds when it is the end mark of other streams, which some versions of the API have sent. */
const DONE = Symbol('done')

/**
 * Reads the event stream that TinyFish sends of a run, each event once, and gives what may pass as soon
 * as it is there: of each event the documented fields, and of everything else only comments, emptied,
 * because they keep a connection alive.
 *
 * The first run that is named is the run of the stream. What is said of another one would reach viewers
 * who may not see that run, and would tell its own viewers what is not so.
 */
export async function* filterEvents(
  stream: ReadableStream<Uint8Array>,
  { maxLineLength, redactKey, scopes = allScopes, onRun, onStranger }: EventFilterOptions,
): AsyncGenerator<EventPiece, void, undefined> {
  const encoder = new TextEncoder()
  const takeTurn = createTurns()
  const hasAllScopes = [...allScopes].every((scope) => scopes.has(scope))
  let ownId: string | null = null
  let hasStranger = false
  let text = ''
  let events: RunEvent[] = []

  function takePiece(isEnd: boolean): EventPiece {
    const piece = { bytes: encoder.encode(text), events, isEnd }
    text = ''
    events = []
    return piece
  }

  /** Lets one event pass. Answers whether it ends the run. */
  function pass(json: unknown): boolean {
    if (json === COMMENT) text += ':\n\n'
    else if (json === DONE) text += 'data: [DONE]\n\n'
    const projection = projectEvent(json)
    if (projection === null) return json === DONE
    const written = writeJson(projection)
    const redacted = redactKey(written)
    const fields = redacted === written ? projection : parseData(redacted)
    text += `data: ${hasAllScopes ? redacted : redactKey(writeJson(projectEvent(fields, scopes)))}\n\n`
    const event = parseRunEvent(fields)
    if (!event) return false
    if (event.type !== 'STARTED' && event.type !== 'HEARTBEAT') event.runId ??= ownId
    events.push(event)
    return event.type === 'COMPLETE'
  }

  for await (const lines of readLines(stream, maxLineLength)) {
    for (const line of lines) {
      // A burst of thousands of events must not keep other requests waiting.
      const turn = takeTurn()
      if (turn) {
        if (text) yield takePiece(false)
        await turn
      }
      const json = readLine(line)
      const id = getEventRunId(json)
      if (ownId === null && isRunId(id)) {
        ownId = id
        await onRun?.(id)
      }
      if (id === null || id === ownId) {
        if (pass(json)) return yield takePiece(true)
      } else {
        if (!hasStranger) onStranger?.()
        hasStranger = true
      }
    }
    if (text) yield takePiece(false)
  }
}

/** Gives the lines of a stream, all that are there at a time. It may end without a line break after the last. */
async function* readLines(
  stream: ReadableStream<Uint8Array>,
  maxLength: number,
): AsyncGenerator<string[], void, undefined> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const text = decoder.decode(value, { stream: !done })
      rest += text
      if (done) return yield [rest]
      if (!text.includes('\n')) {
        if (rest.length > maxLength) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
        continue
      }
      const lines = rest.split(/\r?\n/)
      rest = lines.pop() ?? ''
      yield lines
    }
  } finally {
    // A reader that leaves early must close the connection. After the end this does nothing.
    reader.cancel().catch(() => undefined)
  }
}

/** Reads one line, which is enough: the API writes each event as one line of `data`. */
function readLine(line: string): unknown {
  if (line.startsWith(':')) return COMMENT
  if (!line.startsWith('data:')) return null
  const data = line.slice('data:'.length).trim()
  return data === '[DONE]' ? DONE : parseData(data)
}

function parseData(data: string): unknown {
  try {
    return parseEventText(data)
  } catch {
    return null
  }
}
