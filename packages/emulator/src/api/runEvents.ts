import { getScenario } from '../scenarios/scenarios.js'
import type { EmulatorStore, RunRecord } from '../store.js'
import { toTimestamp } from './wireRun.js'

/** One event of a run's stream, as the API sends it. */
interface WireRunEvent {
  type: 'STARTED' | 'STREAMING_URL' | 'PROGRESS' | 'HEARTBEAT' | 'COMPLETE'
  timestamp: string
  [field: string]: unknown
}

/** Milliseconds. */
const HEARTBEAT_INTERVAL = 30_000
/** Milliseconds of the script by which a stream may lag behind. Only a cancellation is told at once. */
const TICK = 200

/**
 * Tells a run's events as they happen, until it ends, the signal aborts, or its scenario drops
 * them.
 */
export function streamRunEvents(
  record: RunRecord,
  store: EmulatorStore,
  streamOrigin: string,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const reader = new AbortController()
  const events = tellRunEvents(
    record,
    store,
    streamOrigin,
    AbortSignal.any([signal, reader.signal]),
  )
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const next = await events.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`))
    },
    cancel(reason) {
      reader.abort(reason)
    },
  })
}

async function* tellRunEvents(
  record: RunRecord,
  store: EmulatorStore,
  streamOrigin: string,
  signal: AbortSignal,
): AsyncGenerator<WireRunEvent, void> {
  const { dropsEventsAt = Infinity } = getScenario(record.scenario)
  const wake = AbortSignal.any([signal, record.cancellation.signal])
  let told = 0
  for (;;) {
    const events = getRunEvents(record, store, streamOrigin)
    for (const event of events.slice(told)) {
      if (Date.parse(event.timestamp) - record.createdAt >= dropsEventsAt / store.speed) {
        throw new TypeError('The connection was lost')
      }
      yield event
      if (event.type === 'COMPLETE') return
    }
    told = events.length
    // A cancellation of the run only wakes the stream, which then tells of it. The signal ends the
    // stream.
    await store.clock.sleep(TICK / store.speed, wake).catch(() => signal.throwIfAborted())
  }
}

/** Lists what an event stream has told of a run by now, in order. */
function getRunEvents(
  record: RunRecord,
  store: EmulatorStore,
  streamOrigin: string,
): WireRunEvent[] {
  const { runId: run_id, sessionId, createdAt, seed } = record
  const { steps, stream, ending, endedAt } = store.getMoment(record)
  const script = store.getScript(record)
  const at = (offset: number) => ({ run_id, timestamp: toTimestamp(createdAt + offset) })
  const elapsed = store.clock.now() - createdAt
  const end = endedAt ?? Infinity

  const told: [offset: number, event: WireRunEvent][] = [[0, { type: 'STARTED', ...at(0) }]]
  script.streams.slice(0, stream === null ? 0 : stream + 1).forEach((offset, index) => {
    const streaming_url = `${streamOrigin}/tf-${sessionId}/stream/${index}`
    told.push([offset, { type: 'STREAMING_URL', ...at(offset), streaming_url }])
  })
  for (const { at: offset, action } of steps) {
    told.push([offset, { type: 'PROGRESS', ...at(offset), purpose: action }])
  }
  for (
    let offset = HEARTBEAT_INTERVAL;
    offset <= Math.min(elapsed, end);
    offset += HEARTBEAT_INTERVAL
  ) {
    told.push([offset, { type: 'HEARTBEAT', timestamp: at(offset).timestamp }])
  }
  if (ending) {
    const event: WireRunEvent = { type: 'COMPLETE', ...at(end), status: ending.status }
    if (ending.status === 'COMPLETED') event['result'] = ending.getResult(seed)
    if (ending.status === 'FAILED') {
      const { message, help_url, help_message } = ending.error
      Object.assign(event, { error: message, help_url, help_message })
    }
    told.push([end, event])
  }
  return told.toSorted(([a], [b]) => a - b).map(([, event]) => event)
}
