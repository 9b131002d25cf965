import type { RunScope } from '../../src/scopes.js'
import type { FuzzCase, FuzzRequest, FuzzViewer } from './cases.js'
import type { Call } from './moodyTinyFish.js'
import { isStart } from './moodyTinyFish.js'

/** What came back for one request, and what TinyFish was asked meanwhile. */
export interface Answered {
  status: number
  headers: Record<string, string>
  text: string
  calls: Call[]
}

/** What each viewer has the right to, as the documents say and not as the handler finds it out. */
export interface Rights {
  /** Notes that somebody asks for something. */
  ask: (request: FuzzRequest) => void
  /** Notes which runs a viewer has started. */
  note: (request: FuzzRequest, calls: readonly Call[]) => void
  /** Tells whether the sender may see what the mark of a group stands for. */
  maySee: (request: FuzzRequest, group: string, runId: string, calls: readonly Call[]) => boolean
  /** Tells whether somebody who has asked until now had the right to what a call asks TinyFish for. */
  mayCall: (call: Call) => boolean
}

/** The scopes of which each shows what the mark of a group stands for. */
const scopesOfGroups = new Map<string, readonly RunScope[]>([
  ['read', ['run:read']],
  ['goal', ['run:goal', 'run:list']],
  ['result', ['run:result']],
  ['steps', ['run:steps']],
  ['stream', ['run:stream']],
  ['list', ['run:list']],
])

const forWatching = new Set<RunScope>(['run:read', 'run:result', 'run:steps', 'run:stream'])

export function createRights(access: FuzzCase['access']): Rights {
  /** Who has first started a run with a token. */
  const starters = new Map<string, string>()
  const askers: FuzzRequest[] = []

  function isKnown({ viewer: { credential, scopes }, headers }: FuzzRequest): boolean {
    // A link that would do more than watch is none.
    if (credential === 'link' && !scopes.every((scope) => forWatching.has(scope))) return false
    if (credential === 'token' || credential === 'link')
      return access !== 'sessions' && !('Authorization' in headers)
    return credential === 'session' && access !== 'tokens'
  }

  function mayTouch({ credential, runs, scopes, subject }: FuzzViewer, runId: string): boolean {
    if (runs.includes(runId)) return true
    const isStarter = credential === 'token' && starters.get(runId) === subject
    return isStarter && scopes.includes('run:start')
  }

  function may(request: FuzzRequest, scope: RunScope, ...runIds: string[]): boolean {
    const { viewer } = request
    if (!isKnown(request) || !viewer.scopes.includes(scope)) return false
    return runIds.every((runId) => mayTouch(viewer, runId))
  }

  /** Gives the run of a start: the first one that is named, unless it is somebody else's already. */
  function getStarted({ viewer }: FuzzRequest, calls: readonly Call[]): string | null {
    const runId = calls.find(isStart)?.subject
    if (!runId) return null
    const isOwn = viewer.credential === 'session' || starters.get(runId) === viewer.subject
    return isOwn ? runId : null
  }

  return {
    ask: (request) => void askers.push(request),
    note({ viewer: { credential, subject } }, calls) {
      const runId = calls.find(isStart)?.subject
      if (runId && credential === 'token' && !starters.has(runId)) starters.set(runId, subject)
    },
    maySee(request, group, runId, calls) {
      const scopes = scopesOfGroups.get(group)
      if (!scopes || !isKnown(request)) return false
      const reads = may(request, 'run:read', runId)
      const lists = isList(request.path) && may(request, 'run:list')
      const starts = getStarted(request, calls) === runId && may(request, 'run:start')
      const cancels = may(request, 'run:cancel', runId)
      if (group === 'read') return reads || lists || starts || cancels
      return (reads || lists || starts) && scopes.some((one) => request.viewer.scopes.includes(one))
    },
    mayCall(call) {
      const { path, body } = call
      const [, runId = '', rest = ''] = /^\/runs\/([^/]+)(.*)$/.exec(path) ?? []
      return askers.some((request) => {
        if (path === '/runs') return may(request, 'run:list')
        if (isStart(call)) return may(request, 'run:start')
        if (rest === '/cancel') return may(request, 'run:cancel', runId)
        if (rest.endsWith('/screenshot') && !may(request, 'run:steps')) return false
        if (path !== '/runs/batch') return may(request, 'run:read', runId)
        const asked = (body.run_ids ?? []) as string[]
        return asked.every((id) => askers.some((asker) => mayWatch(asker, id)))
      })
    },
  }

  /** Whoever starts a run makes it one that is followed, though they may not have the right to read. */
  function mayWatch(asker: FuzzRequest, runId: string): boolean {
    return may(asker, 'run:read', runId) || may(asker, 'run:start')
  }
}

/** Whether a path is that of the list: also with a slash at its end, and as a `Request` reads `/runs/a/..`. */
function isList(path: string): boolean {
  return /\/runs\/?$/.test(new URL(`https://app.example.com${path}`).pathname)
}

/** What an answer may have. Nothing else may come from TinyFish or from anywhere. */
const headerNames = new Set([
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'allow',
  'cache-control',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'etag',
  'permissions-policy',
  'referrer-policy',
  'retry-after',
  'vary',
  'www-authenticate',
  'x-accel-buffering',
  'x-content-type-options',
  'x-robots-tag',
])

/** Codes of answers with 5xx, each of which tells of a fault of TinyFish's. */
const faultCodes = new Set([
  'SERVICE_BUSY',
  'TIMEOUT',
  'UPSTREAM_ERROR',
  'UPSTREAM_INVALID_RESPONSE',
  'UPSTREAM_NOT_FOUND',
  'UPSTREAM_UNAUTHORIZED',
  'UPSTREAM_UNREACHABLE',
])

const SECRETS = /5up3r|s3cret/
const MARKS = /canary_([a-z]+)_(run_\d)/g
/** Calls that one request may lead to. What is too large is halved: a batch, and the page of a list. */
const MAX_CALLS = 2
const MAX_BATCH_CALLS = 16
/** Pages of 100, 50, 25, 12, 6, 3 and 1 run. */
const MAX_PAGE_CALLS = 7

interface Checked extends Answered {
  request: FuzzRequest
  /** What was sent to show who it is. */
  token: string | null
  rights: Rights
}

/** Gives a line for each rule that an answer breaks. */
export function checkAnswer(checked: Checked, allCalls: readonly Call[]): string[] {
  const { request, token, rights, status, headers, text, calls } = checked
  const violations: string[] = []
  const check = (isRight: boolean, rule: string) => {
    if (!isRight) violations.push(`${rule}: ${request.method} ${request.path} → ${status}`)
  }
  const shown = `${JSON.stringify(headers)} ${text}`

  for (const [found = '', group = '', runId = ''] of shown.matchAll(MARKS)) {
    check(rights.maySee(request, group, runId, calls), `no data without a right (${found})`)
  }
  check(!SECRETS.test(shown), 'no key in an answer')
  check(token === null || !shown.includes(token), 'no token in an answer')
  check(!JSON.stringify(headers).includes('canary'), 'no text of a run in a header')
  for (const name of Object.keys(headers)) check(headerNames.has(name), `no header ${name}`)
  const origin = headers['access-control-allow-origin'] ?? 'https://pages.example'
  check(origin === 'https://pages.example', 'no other origin is let in')
  check(/^no-store(,|$)/.test(headers['cache-control'] ?? ''), 'nothing is kept by caches')

  const isFaulty = allCalls.some(({ mood }) => mood !== 'right')
  check(status < 500 || isFaulty, 'no 5xx for what a client sends')
  check(status < 500 || faultCodes.has(getErrorCode(text)), 'a 5xx has a code of a fault')
  if (status >= 400 && request.method !== 'HEAD') {
    check(/^[A-Z_]+$/.test(getErrorCode(text)), 'an error has a fixed code')
  }

  const isBatch = request.path.includes('/runs/batch')
  const isPage = isList(request.path)
  check(
    calls.length <= (isBatch ? MAX_BATCH_CALLS : isPage ? MAX_PAGE_CALLS : MAX_CALLS),
    `${calls.length} calls of TinyFish`,
  )
  for (const call of calls) {
    check(rights.mayCall(call), `no call without a right (${call.method} ${call.path})`)
    check(isOurs(call), `a call is written by the handler alone (${call.url})`)
  }
  return violations
}

function getErrorCode(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown } }
    return String(error?.code)
  } catch {
    return 'none'
  }
}

const startFields = /^(url|goal|browser_profile|(proxy|agent|capture)_config|output_schema)$/

/** Tells whether nothing of the request has got into a call but what is documented. */
function isOurs(call: Call): boolean {
  const { url, headers, path, body } = call
  const isBelow = url.startsWith('https://tinyfish.example/v1/') && !/[.][.]|%|\/\//.test(path)
  const hasOwnHeaders = headers.every((name) => /^(accept|content-type|x-api-key)$/.test(name))
  const { webhook_url: webhook = 'https://app.example.com/api/fishbowl/', ...fields } = body
  const isOurWebhook = String(webhook).startsWith('https://app.example.com/api/fishbowl/')
  const hasOwnFields = Object.keys(fields).every((name) =>
    isStart(call) ? startFields.test(name) : name === 'run_ids',
  )
  return isBelow && hasOwnHeaders && hasOwnFields && isOurWebhook
}

/** What is told of a request that was refused, as the server may be set up wrong. */
const ADVICE = /A page of another origin sent this\.|A page asked for a path/

/** Gives a line for each rule that the logs of a host break. */
export function checkLogs(logs: readonly string[], calls: readonly Call[]): string[] {
  const leaks = logs.filter((log) => SECRETS.test(log) || /canary|t0ken|eyJ/.test(log))
  const isFaulty = calls.some(({ mood }) => mood !== 'right')
  const alarms = logs.filter(
    (log, index) =>
      log.includes('HandlerError') &&
      // Whoever asks from elsewhere may be the operator's own page: that is told, but once.
      (ADVICE.test(log) ? logs.indexOf(log) < index : !isFaulty),
  )
  return [
    ...leaks.map((log) => `no secret in a log: ${log}`),
    ...alarms.map((log) => `no alarm that a client can ring: ${log}`),
  ]
}
