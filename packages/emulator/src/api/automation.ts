import type { InputIssue } from '../apiError.js'
import { createInputError } from '../apiError.js'
import { getScenario, isScenarioName, scenarios } from '../scenarios/scenarios.js'
import type { RunStore, StartConditions, StartRunInput } from '../store.js'
import { getScript } from '../store.js'
import type { RouteContext } from './route.js'
import { readJson } from './route.js'
import { streamRunEvents } from './runEvents.js'
import { toWireSummary } from './wireRun.js'

/** Starts a run and answers when it has ended: with 500 when it failed. */
export async function runAndWait({
  request,
  store,
  streamOrigin,
}: RouteContext): Promise<Response> {
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  const record = store.start(input, { ...input, isCancellable: false })
  const endsAt = record.createdAt + getScript(record).endsAt
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
  // This answer knows no CANCELLED: it is a failure with a code of that name.
  const cancellation = { code: 'CANCELLED', message: 'The run was cancelled', category: 'UNKNOWN' }
  return Response.json(
    { ...envelope, status: 'FAILED', error: error ?? cancellation },
    { status: 500 },
  )
}

/** Starts a run and answers with its id. */
export async function runAsync({ request, store }: RouteContext): Promise<Response> {
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  return Response.json({ run_id: store.start(input, input).runId, error: null })
}

/** Starts a run and tells what it does. The run goes on when nobody listens any more. */
export async function runAndStream(context: RouteContext): Promise<Response> {
  const { request, store, streamOrigin } = context
  const input = parseStart(await readJson(request))
  checkRefusal(input, store)
  const events = streamRunEvents(store.start(input, input), store, streamOrigin, request.signal)
  return new Response(events, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' },
  })
}

/** Starts all runs of a list, or none when one of them cannot be started. */
export async function runBatch({ request, store }: RouteContext): Promise<Response> {
  const items = parseList(await readJson(request), 'runs')
  const inputs = items.map((item, index) => parseStart(item, ['runs', index]))
  for (const input of inputs) checkRefusal(input, store)
  const run_ids = inputs.map((input) => store.start(input, input).runId)
  return Response.json({ run_ids, error: null })
}

function checkRefusal(input: StartInput, store: RunStore): void {
  const { refusal } = getScenario(store.chooseScenario(input))
  if (refusal) throw refusal
}

type Path = InputIssue['path']
type Json = Record<string, unknown>
/** Says what is wrong with a field, if anything. */
type Check = (value: unknown, path: Path) => InputIssue[]

const fail = (code: InputIssue['code'], path: Path, message: string): InputIssue[] => [
  { code, path, message },
]

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const checkBoolean: Check = (value, path) =>
  typeof value === 'boolean' ? [] : fail('invalid_type', path, 'Expected a boolean')

const oneOf =
  (...options: string[]): Check =>
  (value, path) =>
    typeof value === 'string' && options.includes(value)
      ? []
      : fail('invalid_value', path, `Expected one of ${options.join(', ')}`)

const objectOf =
  (fields: Record<string, Check>, ...required: string[]): Check =>
  (value, path) => {
    if (!isObject(value)) return fail('invalid_type', path, 'Expected an object')
    return Object.entries(fields).flatMap(([name, check]) =>
      value[name] === undefined && !required.includes(name)
        ? []
        : check(value[name], [...path, name]),
    )
  }

const checkText: Check = (value, path) => {
  if (typeof value !== 'string') return fail('invalid_type', path, 'Expected a string')
  return value === '' ? fail('too_small', path, 'Expected at least 1 character') : []
}

const checkUrl: Check = (value, path) => {
  if (typeof value !== 'string') return fail('invalid_type', path, 'Expected a string')
  if (!URL.canParse(value)) return fail('invalid_value', path, 'Expected a URL')
  const scenario = new URL(value).searchParams.get('scenario')
  if (scenario === null || isScenarioName(scenario)) return []
  const names = scenarios.map(({ name }) => name).join(', ')
  return fail('invalid_value', path, `There is no scenario "${scenario}". There are: ${names}`)
}

const checkMaxSteps: Check = (value, path) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 500
    ? []
    : fail('invalid_value', path, 'Expected a whole number from 1 to 500')

/** The documented fields that mean something here. Others are taken and ignored, like by the API. */
const checkStart = objectOf(
  {
    url: checkUrl,
    goal: checkText,
    browser_profile: oneOf('lite', 'stealth'),
    proxy_config: objectOf(
      {
        enabled: checkBoolean,
        type: oneOf('tetra', 'custom'),
        country_code: oneOf('US', 'GB', 'CA', 'DE', 'FR', 'JP', 'AU'),
      },
      'enabled',
    ),
    agent_config: objectOf({ mode: oneOf('default', 'strict'), max_steps: checkMaxSteps }),
    capture_config: objectOf({
      elements: checkBoolean,
      snapshots: checkBoolean,
      screenshots: checkBoolean,
      recording: checkBoolean,
      html: checkBoolean,
    }),
  },
  'url',
  'goal',
)

export type StartInput = Required<Pick<StartRunInput, 'url' | 'goal'>> & StartConditions

/** Reads the body of a start. Throws an `ApiError` that lists what is wrong with it. */
export function parseStart(json: unknown, path: Path = []): StartInput {
  const issues = checkStart(json, path)
  if (issues.length > 0 || !isObject(json)) throw createInputError(issues)
  const proxy = isObject(json['proxy_config']) ? json['proxy_config'] : {}
  const capture = isObject(json['capture_config']) ? json['capture_config'] : {}
  return {
    url: String(json['url']),
    goal: String(json['goal']),
    isProxyEnabled: proxy['enabled'] === true,
    proxyCountryCode: typeof proxy['country_code'] === 'string' ? proxy['country_code'] : null,
    isRecorded: capture['recording'] === true,
  }
}

/** Reads a list of 1 to 100 below a key. Throws an `ApiError` for anything else. */
export function parseList(json: unknown, key: string): unknown[] {
  const list = isObject(json) ? json[key] : undefined
  if (!Array.isArray(list)) throw createInputError(fail('invalid_type', [key], 'Expected an array'))
  if (list.length === 0)
    throw createInputError(fail('too_small', [key], 'Expected at least 1 item'))
  if (list.length > 100)
    throw createInputError(fail('too_big', [key], 'Expected at most 100 items'))
  return list
}

/** Reads the ids of 1 to 100 runs. Throws an `ApiError` for anything else. */
export function parseRunIds(json: unknown): string[] {
  return parseList(json, 'run_ids').map((id, index) => {
    if (typeof id === 'string') return id
    throw createInputError(fail('invalid_type', ['run_ids', index], 'Expected a string'))
  })
}
