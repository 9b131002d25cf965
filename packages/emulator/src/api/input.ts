import type { InputIssue } from '../apiError.js'
import { createInputError } from '../apiError.js'
import { isScenarioName, scenarios } from '../scenarios/scenarios.js'
import type { StartConditions, StartRunInput } from '../store.js'

/** What the body of a start says. */
export type StartBody = Required<Pick<StartRunInput, 'url' | 'goal'>> & StartConditions

type Path = InputIssue['path']
type Json = Record<string, unknown>
/** Lists what is wrong with a field. */
type Check = (value: unknown, path: Path) => InputIssue[]

/** How many runs one request may start, read or cancel. */
const MAX_RUNS_A_REQUEST = 100

/** The documented fields that mean something here. Others are taken and ignored, as the API does. */
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

/** Reads the body of a start. Throws an `ApiError` that lists what is wrong with it. */
export function parseStart(json: unknown, path: Path = []): StartBody {
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

/** Reads the ids of 1 to 100 runs. Throws an `ApiError` for anything else. */
export function parseRunIds(json: unknown): string[] {
  return parseList(json, 'run_ids').map((id, index) => {
    if (typeof id === 'string') return id
    throw createInputError(fail('invalid_type', ['run_ids', index], 'Expected a string'))
  })
}

/** Reads a list of 1 to 100 items below a key. Throws an `ApiError` for anything else. */
export function parseList(json: unknown, key: string): unknown[] {
  const list = isObject(json) ? json[key] : undefined
  if (!Array.isArray(list)) throw createInputError(fail('invalid_type', [key], 'Expected an array'))
  if (list.length === 0)
    throw createInputError(fail('too_small', [key], 'Expected at least 1 item'))
  if (list.length > MAX_RUNS_A_REQUEST)
    throw createInputError(fail('too_big', [key], `Expected at most ${MAX_RUNS_A_REQUEST} items`))
  return list
}

function objectOf(fields: Record<string, Check>, ...required: string[]): Check {
  return (value, path) => {
    if (!isObject(value)) return fail('invalid_type', path, 'Expected an object')
    return Object.entries(fields).flatMap(([name, check]) =>
      value[name] === undefined && !required.includes(name)
        ? []
        : check(value[name], [...path, name]),
    )
  }
}

function oneOf(...options: string[]): Check {
  return (value, path) =>
    typeof value === 'string' && options.includes(value)
      ? []
      : fail('invalid_value', path, `Expected one of ${options.join(', ')}`)
}

/** In Node 20 `URL.canParse` takes addresses with an umlaut for none, once it has been called often. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

function checkUrl(value: unknown, path: Path): InputIssue[] {
  if (typeof value !== 'string') return fail('invalid_type', path, 'Expected a string')
  const url = parseUrl(value)
  if (!url) return fail('invalid_value', path, 'Expected a URL')
  const scenario = url.searchParams.get('scenario')
  if (scenario === null || isScenarioName(scenario)) return []
  const names = scenarios.map(({ name }) => name).join(', ')
  return fail('invalid_value', path, `There is no scenario "${scenario}". There are: ${names}`)
}

function checkText(value: unknown, path: Path): InputIssue[] {
  if (typeof value !== 'string') return fail('invalid_type', path, 'Expected a string')
  return value === '' ? fail('too_small', path, 'Expected at least 1 character') : []
}

function checkBoolean(value: unknown, path: Path): InputIssue[] {
  return typeof value === 'boolean' ? [] : fail('invalid_type', path, 'Expected a boolean')
}

function checkMaxSteps(value: unknown, path: Path): InputIssue[] {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 500
    ? []
    : fail('invalid_value', path, 'Expected a whole number from 1 to 500')
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fail(code: InputIssue['code'], path: Path, message: string): InputIssue[] {
  return [{ code, path, message }]
}
