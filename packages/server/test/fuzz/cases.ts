import * as fc from 'fast-check'

import type { RunScope } from '../../src/scopes.js'
import { allScopes } from '../../src/scopes.js'
import type { Mood } from './moodyTinyFish.js'
import { moods, runIds } from './moodyTinyFish.js'

/** How a viewer shows who they are. Only `token`, `link` and `session` are good ones. */
const credentials = [
  'token',
  'link',
  'session',
  'none',
  'forged',
  'expired',
  'otherKey',
  'inQuery',
  'inCookie',
  'garbage',
] as const

/** Who sends a request, and what they were granted. */
export interface FuzzViewer {
  credential: (typeof credentials)[number]
  subject: string
  scopes: RunScope[]
  runs: string[]
}

/** What somebody sends. */
export interface FuzzRequest {
  viewer: FuzzViewer
  method: string
  /** With the query. `SIGNED` stands for the path of a webhook. */
  path: string
  headers: Record<string, string>
  body: string | null
  /** Whether they leave before the answer comes. */
  leaves: boolean
}

/** Some requests to one handler, and how TinyFish answers. */
export interface FuzzCase {
  /** What the handler was given: `tokens`, `authorize` or both. */
  access: 'tokens' | 'sessions' | 'both'
  hasWebhooks: boolean
  requests: FuzzRequest[]
  /** How TinyFish answers, one call after the other and again from the start. */
  moods: Mood[]
}

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })

const id = fc.oneof(
  often(8, fc.constantFrom(...runIds, 'run_9', 'evt_1')),
  often(
    1,
    fc.constantFrom(
      '',
      '.',
      '..',
      '%2e%2e',
      '__proto__',
      'constructor',
      'batch',
      'events',
      'a'.repeat(128),
      'a'.repeat(129),
      'run_1%2Fcancel',
      'run_1%00',
      'run_1;x',
      'é',
      '*',
      'run_1,run_2',
      'RUN_1',
    ),
  ),
  often(1, fc.string({ maxLength: 12 }).map(encodeURIComponent)),
)

const manyIds = Array.from({ length: 101 }, (_, index) => `run_${index}`)

const ids = fc.oneof(
  often(6, fc.array(id, { minLength: 1, maxLength: 4 })),
  often(
    1,
    fc.constantFrom(50, 100, 101).map((count) => manyIds.slice(0, count)),
  ),
)

const query = fc.oneof(
  often(3, fc.constant('')),
  often(1, fc.constantFrom('?embed', '?stream=&steps=&embed=', '?embed=%0d%0aX-Any:x;%20sandbox')),
  often(
    3,
    ids.map((list) => `?ids=${list.join()}`),
  ),
  often(1, fc.constantFrom('?limit=5&cursor=x', `?goal=${'a'.repeat(501)}`, '?status=RUNNING&x=1')),
  often(
    1,
    fc.webQueryParameters().map((text) => `?${text}`),
  ),
)

/** The routes, and paths that look like some. */
const routes = [
  ['GET', '/runs'],
  ['POST', '/runs/batch'],
  ['GET', '/runs/events'],
  ['GET', '/runs/:id'],
  ['POST', '/runs/:id/cancel'],
  ['GET', '/runs/:id/steps/:id/screenshot'],
  ['POST', '/automation/run-async'],
  ['POST', '/automation/run-sse'],
  ['POST', '/webhooks/:id/:id'],
  ['POST', '/SIGNED'],
  ['GET', '/view'],
  ['GET', '/view/'],
  ['GET', '/view/link'],
  ['GET', '/view/script/:id'],
  ['GET', '/view/:id'],
  ['GET', ''],
  ['GET', '/'],
  ['GET', '/runs/'],
  ['GET', '/runs/:id/../:id'],
  ['GET', '/vault/items'],
  ['POST', '/runs/:id/cancel/'],
] as const

const methods = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const

const target = fc
  .record({
    route: fc.oneof(
      often(8, fc.constantFrom(...routes.slice(0, 8))),
      often(2, fc.constantFrom(...routes)),
    ),
    base: fc.oneof(
      often(14, fc.constant('/api/fishbowl')),
      often(1, fc.constantFrom('', '/api', '/API/fishbowl', '/api//fishbowl', '/api/fishbowl/.')),
    ),
    oneId: id,
    otherId: id,
    query,
    method: fc.option(fc.constantFrom(...methods), { freq: 20 }),
  })
  .map(({ route: [method, path], base, oneId, otherId, query: search, ...other }) => ({
    method: other.method ?? method,
    route: path,
    path: `${base}${path.replace(':id', () => oneId).replace(':id', () => otherId)}${search}`,
  }))

const start = { url: 'https://shop.example/', goal: 'List the lanterns' }
const nestText = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nest = (depth: number) => JSON.parse(nestText(depth)) as unknown

const startBody = fc.oneof(
  often(4, fc.constant(start)),
  often(
    1,
    fc.constantFrom<object>(
      { ...start, webhook_url: 'https://evil.example/' },
      { ...start, use_vault: true },
      { ...start, proxy_config: { enabled: true, url: 'http://evil.example' } },
      { ...start, agent_config: [{ mode: 'x' }] },
      { ...start, output_schema: nest(400) },
      { ...start, output_schema: nest(600) },
      { ...start, goal: 'a'.repeat(70_000) },
      { ...start, constructor: { prototype: {} } },
    ),
  ),
  often(
    1,
    fc.object().map((more) => ({ ...start, ...more })),
  ),
)

const idsBody = ids.map((list) => ({ run_ids: list }))

const anyBody = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('', '{', 'null', '[]', '"x"', '{"run_ids":{"length":1,"0":"run_1"}}'),
  fc.constantFrom(nestText(30_000), `{"goal":"x","output_schema":${nestText(20_000)}}`),
  fc.constantFrom('['.repeat(30_000), `[${'[],'.repeat(9_000)}[]]`, '\ufeff{}', '\0'),
  fc.constant('{"__proto__":{"url":"x"},"run_ids":["run_1"],"run_id":"run_1"}'),
  fc.oneof(startBody, idsBody).map((value) => JSON.stringify(value)),
)

/** Makes bodies that mostly are what the route takes. */
const getBody = (route: string) =>
  fc.oneof(
    often(
      6,
      (route === '/runs/batch' ? idsBody : startBody).map((value) => JSON.stringify(value)),
    ),
    often(1, anyBody),
  )

const headerValue = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .filter((text) => !text.includes('\x7f'))

const extraHeaders = fc.oneof(
  often(7, fc.constant({})),
  often(
    2,
    fc.constantFrom<Record<string, string>>(
      { Origin: 'http://app.example.com' },
      { Origin: 'https://pages.example' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' },
      { Origin: 'https://pages.example', 'Access-Control-Request-Method': 'DELETE' },
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/json; charset=utf-16' },
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      { 'Content-Length': '999999' },
      { 'If-None-Match': '*' },
      { 'Last-Event-ID': '999999999999999' },
      { 'Last-Event-ID': '-1' },
      { Cookie: 'session=1' },
      { Host: 'evil.example' },
      { 'X-Forwarded-Host': 'evil.example', 'X-Original-URL': '/api/fishbowl/runs' },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { 'X-API-Key': 'sk-mine' },
      { Range: 'bytes=0-1', Accept: 'text/html' },
    ),
  ),
  often(
    1,
    fc.dictionary(
      fc.constantFrom('Origin', 'Accept', 'If-None-Match', 'Last-Event-ID', 'X-Any', 'Cookie'),
      headerValue,
      { maxKeys: 2 },
    ),
  ),
)

const viewer: fc.Arbitrary<FuzzViewer> = fc.record({
  credential: fc.oneof(
    often(9, fc.constantFrom('token' as const, 'session' as const)),
    often(2, fc.constant('link' as const)),
    often(1, fc.constantFrom(...credentials)),
  ),
  subject: fc.constantFrom('ann', 'bob'),
  scopes: fc.oneof(
    often<RunScope[]>(2, fc.subarray([...allScopes], { minLength: 1 })),
    often<RunScope[]>(
      2,
      fc.subarray([...allScopes]).map((more) => [...new Set(['run:read' as const, ...more])]),
    ),
    often<RunScope[]>(1, fc.constant([...allScopes])),
  ),
  runs: fc.oneof(
    often<string[]>(
      3,
      fc.constantFrom(...runIds).map((runId) => [runId]),
    ),
    often<string[]>(3, fc.subarray([...runIds])),
    often<string[]>(1, fc.constant(manyIds.slice(0, 50))),
  ),
})

const request: fc.Arbitrary<FuzzRequest> = target.chain(({ method, path, route }) => {
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const type = hasBody ? { 'Content-Type': 'application/json' } : {}
  return fc.record({
    viewer,
    method: fc.constant(method),
    path: fc.constant(path),
    headers: extraHeaders.map((headers) => ({ ...type, ...headers })),
    body: hasBody ? fc.option(getBody(route), { freq: 30 }) : fc.constant(null),
    leaves: fc.oneof(often(30, fc.constant(false)), often(1, fc.constant(true))),
  })
})

/** All that clients and TinyFish may do to a handler. */
export const fuzzCase: fc.Arbitrary<FuzzCase> = fc.record({
  access: fc.oneof(
    often(3, fc.constant('both' as const)),
    often(1, fc.constantFrom('tokens' as const, 'sessions' as const)),
  ),
  hasWebhooks: fc.boolean(),
  requests: fc.array(request, { minLength: 1, maxLength: 3 }),
  moods: fc.oneof(
    often(2, fc.constant<Mood[]>(['right'])),
    often(2, fc.array(fc.constantFrom(...moods.slice(0, 5)), { minLength: 1, maxLength: 2 })),
    often(2, fc.array(fc.constantFrom(...moods), { minLength: 1, maxLength: 2 })),
  ),
})
