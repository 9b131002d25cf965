import { createInputError } from './apiError.js'
import type { InputIssue } from './apiError.js'
import { isScenarioName, scenarios } from './scenarios.js'
import type { StartConditions, StartRunInput } from './store.js'

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
