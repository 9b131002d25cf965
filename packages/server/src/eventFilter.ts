import { HandlerError } from './handlerError.js'
import { projectEvent } from './project.js'

/**
 * Lets the documented fields of events through, each event as soon as it is there. Of everything else
 * only comments pass, emptied, because they keep a connection alive.
 */
export function createEventFilter(
  maxLineLength: number,
  redact: (text: string) => string,
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  return new TransformStream({
    transform(bytes, controller) {
      const text = decoder.decode(bytes, { stream: true })
      rest += text
      if (!text.includes('\n')) return checkLength(rest, maxLineLength)
      const lines = rest.split(/\r?\n/)
      rest = lines.pop() ?? ''
      const passed = lines.map(filterLine).join('')
      if (passed) controller.enqueue(encoder.encode(redact(passed)))
    },
    flush(controller) {
      // A last event without its line end still counts, if it is whole.
      const passed = filterLine(rest)
      if (passed) controller.enqueue(encoder.encode(redact(passed)))
    },
  })
}

function checkLength(line: string, maxLength: number): void {
  if (line.length > maxLength) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
}

/** The API writes an event as one line of `data`. */
function filterLine(line: string): string {
  if (line.startsWith(':')) return ':\n\n'
  if (!line.startsWith('data:')) return ''
  const data = line.slice('data:'.length).trim()
  // The end mark of other streams, which some versions of the API have sent.
  if (data === '[DONE]') return 'data: [DONE]\n\n'
  const event = projectEvent(parseData(data))
  return event === null ? '' : `data: ${JSON.stringify(event)}\n\n`
}

function parseData(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
