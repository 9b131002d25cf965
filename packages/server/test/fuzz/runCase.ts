import { inspect } from 'node:util'

import { createRunHandler } from '../../src/handler/createRunHandler.js'
import type { RunHandlerOptions } from '../../src/handler/options.js'
import { createWebhookUrl } from '../../src/routes/webhookUrl.js'
import { createViewerToken } from '../../src/tokens/createViewerToken.js'
import { API_KEY } from '../startHandler.js'
import { forge, seconds, SECRET } from '../viewerTokens.js'
import type { FuzzCase, FuzzRequest, FuzzViewer } from './cases.js'
import type { Answered } from './invariants.js'
import { checkAnswer, checkLogs, createRights } from './invariants.js'
import type { MoodyTinyFish } from './moodyTinyFish.js'
import { createMoodyTinyFish } from './moodyTinyFish.js'

const BASE_URL = 'https://tinyfish.example/v1'
const webhooks = {
  endpoint: 'https://app.example.com/api/fishbowl',
  secret: 'a-webhook-s3cret-of-32-characters',
}
/** Milliseconds without anything new after which a stream is left. */
const PATIENCE = 5

/** Sends the requests of a case to a handler of its own. Gives a line for each rule that was broken. */
export async function runCase({ access, hasWebhooks, requests, moods }: FuzzCase) {
  const tinyfish = createMoodyTinyFish(moods)
  const logs: unknown[] = []
  const isSilent = moods.some((mood) => mood === 'silence' || mood === 'a body that stalls')
  const handler = createRunHandler({
    apiKey: API_KEY,
    baseUrl: BASE_URL,
    fetch: tinyfish.fetch,
    allowedOrigins: ['https://pages.example'],
    maxResponseBytes: 32_000,
    timeout: isSilent ? PATIENCE : 30_000,
    onError: (error) => logs.push(error),
    onAudit: (entry) => logs.push(entry),
    ...(access !== 'sessions' && { tokens: { secret: SECRET } }),
    ...(access !== 'tokens' && { authorize: authorizeSession, getSubject }),
    ...(hasWebhooks && { webhooks }),
  } satisfies RunHandlerOptions)

  const violations: string[] = []
  const rights = createRights(access)
  for (const request of requests) {
    const { sent, token } = await toRequest(request)
    // Nobody can send what a request cannot hold.
    if (!sent) continue
    rights.ask(request)
    const answered = await ask(handler, sent, tinyfish)
    rights.note(request, answered.calls)
    violations.push(...checkAnswer({ request, token, rights, ...answered }, tinyfish.calls))
  }
  tinyfish.close()
  violations.push(...checkLogs(logs.map(print), tinyfish.calls))
  return violations
}

async function ask(
  handler: (request: Request) => Promise<Response>,
  sent: Request,
  tinyfish: MoodyTinyFish,
): Promise<Answered> {
  const { length } = tinyfish.calls
  const response = await handler(sent)
  const text = await readSome(response)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    calls: tinyfish.calls.slice(length),
  }
}

/** Reads to the end, or as long as something new comes. */
async function readSome({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  if (!reader) return ''
  let text = ''
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<{ done: true; value?: undefined }>((resolve) => {
      timer = setTimeout(() => resolve({ done: true }), PATIENCE)
    })
    // A stream may break off, and what came before it counts all the same.
    const next = reader.read().catch(() => ({ done: true as const, value: undefined }))
    const { done, value } = await Promise.race([next, late])
    clearTimeout(timer)
    if (done) break
    text += Buffer.from(value).toString('latin1')
  }
  void reader.cancel().catch(() => undefined)
  return text
}

/** Makes a request, if there can be such a one, with what shows who sends it. */
async function toRequest({ viewer, method, path, headers, body, leaves }: FuzzRequest) {
  const { token, ...shown } = await show(viewer)
  const signed = path.includes('SIGNED') ? new URL(await createWebhookUrl(webhooks)).pathname : path
  const search = shown.query ? `${signed.includes('?') ? '&' : '?'}${shown.query}` : ''
  const url = `http://app.example.com${signed}${search}`
  const controller = new AbortController()
  try {
    const { signal } = controller
    const init = { method, headers: { ...headers, ...shown.headers }, body, signal }
    const sent = new Request(url, init)
    if (leaves) setTimeout(() => controller.abort(), 0)
    return { sent, token }
  } catch {
    return { sent: null, token }
  }
}

async function show({ credential, subject, scopes, runs }: FuzzViewer): Promise<{
  token: string | null
  headers?: Record<string, string>
  query?: string
}> {
  const grant = { subject, runs, scope: scopes }
  const bearer = (token: string) => ({ token, headers: { Authorization: `Bearer ${token}` } })
  const make = (secret = SECRET) => createViewerToken(grant, { secret })
  switch (credential) {
    case 'session':
      return { token: null, headers: { 'X-Grant': JSON.stringify(grant) } }
    case 'token':
      return bearer(await make())
    case 'link': {
      const claims = { runs, scope: scopes, sub: `share:${subject}`, title: 'T0tle' }
      return bearer(await forge({ header: { typ: 'fishbowl-share+jwt' }, claims }))
    }
    case 'otherKey':
      return bearer(await make(`${SECRET}x`))
    case 'forged':
      return bearer(await forge({ header: { alg: 'HS256', kid: 'x' }, claims: { runs } }))
    case 'expired':
      return bearer(await forge({ claims: { runs, iat: seconds() - 900, exp: seconds() - 60 } }))
    case 'inQuery': {
      const token = await make()
      return { token, query: `token=${token}&access_token=${token}` }
    }
    case 'inCookie': {
      const token = await make()
      return { token, headers: { Cookie: `token=${token}; Authorization=Bearer ${token}` } }
    }
    case 'garbage':
      return { token: null, headers: { Authorization: 'Bearer a.b.c' } }
    default:
      return { token: null }
  }
}

/** The sessions of the host: a header says who it is, and what they may do. */
function readSession(
  request: Request,
): { subject: string; runs: string[]; scope: string[] } | null {
  return JSON.parse(request.headers.get('X-Grant') ?? 'null')
}

const getSubject = (request: Request) => readSession(request)?.subject ?? null

const authorizeSession: RunHandlerOptions['authorize'] = (request, { scope, runIds }) => {
  const session = readSession(request)
  if (!session?.scope.includes(scope)) return false
  if (!runIds.every((runId) => session.runs.includes(runId))) return false
  return session.scope as FuzzViewer['scopes']
}

/** All that a careless log could print of a value. */
function print(value: unknown): string {
  const text = inspect(value, { depth: 9, showHidden: true })
  return value instanceof Error ? `${text} ${value.stack} ${JSON.stringify(value)}` : text
}
