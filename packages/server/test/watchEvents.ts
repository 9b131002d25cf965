import { onTestFinished } from 'vitest'

interface WatchedEvent {
  type: string
  id: string
  data: Record<string, unknown>
}

/** Somebody who reads an event stream as fast as it comes. */
export interface EventWatcher {
  response: Response
  events: WatchedEvent[]
  /** What each run was last said to be. */
  statuses: () => Record<string, unknown>
  /** How many heartbeats have come. */
  beats: () => number
  /** Resolves when the stream is over, with how it ended. */
  ended: Promise<'closed' | 'broken'>
  stop: () => void
}

/** Opens an event stream, which ends with the test. */
export async function watchEvents(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventWatcher> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  onTestFinished(stop)
  const response = await fetch(url, { headers, signal: controller.signal })
  const events: WatchedEvent[] = []
  let beats = 0

  async function read() {
    let rest = ''
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + text).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        if (frame.startsWith(':')) beats += 1
        else events.push(parseFrame(frame))
      }
    }
  }

  const ended = read().then(
    () => 'closed' as const,
    () => 'broken' as const,
  )
  return {
    response,
    events,
    statuses: () =>
      Object.fromEntries(
        events.flatMap(({ data }) =>
          typeof data.run_id === 'string' ? [[data.run_id, data.status ?? data.error]] : [],
        ),
      ),
    beats: () => beats,
    ended,
    stop,
  }
}

function parseFrame(frame: string): WatchedEvent {
  const fields = Object.fromEntries(
    frame.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  return { type: fields.event ?? '', id: fields.id ?? '', data: JSON.parse(fields.data ?? '{}') }
}
