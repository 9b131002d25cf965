import { HandlerError } from '../http/handlerError.js'
import type { RunScope } from '../scopes.js'
import { ALL_SCOPES } from '../scopes.js'
import { getRunId, projectEvent } from './project.js'

export interface EventFilterOptions {
  /** Whose fields pass. @default all */
  scopes?: ReadonlySet<RunScope>
  /** Told the id of the run before anything with it passes. */
  onRun?: (runId: string) => Promise<void>
}

/**
 * Lets the documented fields of events through that belong to the scopes, each event as soon as it is there. Of everything else
 * only comments pass, emptied, because they keep a connection alive.
 */
export function createEventFilter(
  maxLineLength: number,
  redact: (text: string) => string,
  { scopes = ALL_SCOPES, onRun }: EventFilterOptions = {},
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  let isKnown = false

  async function pass(
    lines: readonly string[],
    controller: TransformStreamDefaultController<Uint8Array>,
  ) {
    const events = lines.map(readLine)
    const runId = events.map(getRunId).find((id) => id !== null)
    if (runId && !isKnown) {
      isKnown = true
      await onRun?.(runId)
    }
    const text = events.map((event) => writeEvent(event, scopes)).join('')
    if (text) controller.enqueue(encoder.encode(redact(text)))
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
    // A last event without its line end still counts, if it is whole.
    flush: (controller) => pass([rest], controller),
  })
}

function checkLength(line: string, maxLength: number): void {
  if (line.length > maxLength) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
}

const COMMENT = Symbol('comment')
/** The end mark of other streams, which some versions of the API have sent. */
const DONE = Symbol('done')

/** The API writes an event as one line of `data`. */
function readLine(line: string): unknown {
  if (line.startsWith(':')) return COMMENT
  if (!line.startsWith('data:')) return null
  const data = line.slice('data:'.length).trim()
  return data === '[DONE]' ? DONE : parseData(data)
}

function writeEvent(event: unknown, scopes: ReadonlySet<RunScope>): string {
  if (event === COMMENT) return ':\n\n'
  if (event === DONE) return 'data: [DONE]\n\n'
  const projection = projectEvent(event, scopes)
  return projection === null ? '' : `data: ${JSON.stringify(projection)}\n\n`
}

function parseData(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
