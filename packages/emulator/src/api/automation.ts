import { getScenario } from '../scenarios/scenarios.js'
import type { EmulatorStore } from '../store.js'
import type { ApiCall } from './apiCall.js'
import { readJson } from './apiCall.js'
import type { StartBody } from './input.js'
import { parseList, parseStart } from './input.js'
import { streamRunEvents } from './runEvents.js'
import { toWireSummary } from './wireRun.js'

/**
 * Starts a run and answers when it has ended, with 500 when it failed. Such a run cannot be
 * cancelled.
 */
export async function runAndWait({ request, store, streamOrigin }: ApiCall): Promise<Response> {
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  const record = store.start(input, { ...input, isCancellable: false })
  const endsAt = record.createdAt + store.getScript(record).endsAt
  await store.clock.sleep(endsAt - store.clock.now(), request.signal)

  const {
    run_id,
    status,
    started_at,
    finished_at,
    num_of_steps,
    result,
    schema_validation,
    error,
  } = toWireSummary(record, store, { streamOrigin })
  const envelope = { run_id, started_at, finished_at, num_of_steps, result, schema_validation }
  if (status === 'COMPLETED') return Response.json({ ...envelope, status, error })
  // This answer has no status CANCELLED: a cancellation is a failure with a code of that name.
  const cancellation = { code: 'CANCELLED', message: 'The run was cancelled', category: 'UNKNOWN' }
  return Response.json(
    { ...envelope, status: 'FAILED', error: error ?? cancellation },
    { status: 500 },
  )
}

/** Starts a run and answers with its id. */
export async function runAsync({ request, store }: ApiCall): Promise<Response> {
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  return Response.json({ run_id: store.start(input, input).runId, error: null })
}

/** Starts a run and tells what it does. The run goes on when nobody listens any more. */
export async function runAndStream(call: ApiCall): Promise<Response> {
  const { request, store, streamOrigin } = call
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  const events = streamRunEvents(store.start(input, input), store, streamOrigin, request.signal)
  return new Response(events, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' },
  })
}

/** Starts all runs of a list, or none when one of them cannot be started. */
export async function runBatch({ request, store }: ApiCall): Promise<Response> {
  const items = parseList(await readJson(request), 'runs')
  const inputs = items.map((item, index) => parseStart(item, ['runs', index]))
  for (const input of inputs) checkRefusal(input, store)
  const run_ids = inputs.map((input) => store.start(input, input).runId)
  return Response.json({ run_ids, error: null })
}

/** Throws the error with which the scenario of a start refuses it, if it does. */
function checkRefusal(input: StartBody, store: EmulatorStore): void {
  const { refusal } = getScenario(store.chooseScenario(input))
  if (refusal) throw refusal
}
