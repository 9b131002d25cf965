import { isRunId } from '@fishbowl/core'

import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import { createTurns } from '../http/turns.js'
import type { RunScope } from '../scopes.js'
import { allScopes } from '../scopes.js'
import { getEventRunId, projectEvent } from './project.js'

interface EventFilterOptions {
  /** The scopes whose fields pass. @default all */
  scopes?: ReadonlySet<RunScope>
  /** Called once with the id of the run. Until it has resolved, no event with the id passes. */
  onRun?: (runId: string) => Promise<void>
  /** Called once when an event names another run than the first one did. Such events do not pass. */
  onStranger?: () => void
}

/** What a line of the stream holds when it is a comment. */
const COMMENT = Symbol('comment')
/** What it holds when it is the end mark of other streams, which some versions of the API have sent. */
const DONE = Symbol('done')

/**
 * Makes a filter for the event stream that TinyFish sends of a run. The documented fields that belong to
 * the scopes pass, each event as soon as it is there. Of everything else only comments pass, emptied,
 * because they keep a connection alive.
 *
 * The first run that is named is the run of the stream. What is said of another one would reach viewers
 * who may not see that run, and would tell its own viewers what is not so.
 *
 * @param maxLineLength Characters that one line may have. The stream breaks off at a longer one.
 */
export function createEventFilter(
  maxLineLength: number,
  redact: (text: string) => string,
  { scopes = allScopes, onRun, onStranger }: EventFilterOptions = {},
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  const takeTurn = createTurns()
  let ownId: string | null = null
  let hasStranger = false

  async function pass(
    lines: readonly string[],
    controller: TransformStreamDefaultController<Uint8Array>,
  ) {
    let text = ''
    const send = () => {
      if (text) controller.enqueue(encoder.encode(redact(text)))
      text = ''
    }
    for (const line of lines) {
      // A burst of thousands of events must not keep other requests waiting.
      const turn = takeTurn()
      if (turn) {
        send()
        await turn
      }
      const event = readLine(line)
      const id = getEventRunId(event)
      if (ownId === null && isRunId(id)) {
        ownId = id
        await onRun?.(id)
      }
      if (id === null || id === ownId) text += writeEvent(event, scopes)
      else noteStranger()
    }
    send()
  }

  function noteStranger() {
    if (!hasStranger) onStranger?.()
    hasStranger = true
  }

  return new TransformStream({
    async transform(bytes, controller) {
      const text = decoder.decode(bytes, { stream: true })
      rest += text
      if (!text.includes('\n')) return checkLength(rest, maxLineLength)
      const lines = rest.split(/\r?\n/)
      rest = lines.pop() ?? ''
      await pass(lines, controller)
    },
    // A stream may end without a line break after its last event.
    flush: (controller) => pass([rest], controller),
  })
}

function checkLength(line: string, maxLength: number): void {
  if (line.length > maxLength) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
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
    return JSON.parse(data)
  } catch {
    return null
  }
}

function writeEvent(event: unknown, scopes: ReadonlySet<RunScope>): string {
  if (event === COMMENT) return ':\n\n'
  if (event === DONE) return 'data: [DONE]\n\n'
  const projection = projectEvent(event, scopes)
  return projection === null ? '' : `data: ${writeJson(projection)}\n\n`
}
