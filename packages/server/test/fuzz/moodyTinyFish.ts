import { API_KEY } from '../startHandler.js'

/** The runs that there are. */
export const runIds = ['run_1', 'run_2', 'run_3'] as const

/**
 * How TinyFish, or somebody in its place, may answer. All but `right` are faults of theirs; the first five
 * could show most.
 */
export const moods = [
  'right',
  'another run',
  'all runs',
  'twice',
  'too large',
  'no id',
  'a list',
  'null',
  'a text',
  'an error with 200',
  '400',
  '401',
  '402',
  '403',
  '404 for what exists',
  '409 with the key',
  '429',
  '500',
  '503',
  '302',
  'HTML',
  'no type',
  'broken JSON',
  'too deep',
  'a failed connection',
  'a connection that breaks off',
  'silence',
  'a body that stalls',
] as const

export type Mood = (typeof moods)[number]

/** A text that stands for what one scope shows of one run. No viewer without the scope may see it. */
function mark(group: string, runId: string): string {
  return `canary_${group}_${runId}`
}

/** What is in the text of errors, where the network, a proxy or TinyFish put it. */
const leak = `${API_KEY} at https://tf-abc.unikraft.app/stream/canary_stream_run_1?token=t0ken, authorization: Bearer t0ken`

/** No header of TinyFish's belongs into an answer. */
const headers = {
  'Set-Cookie': 'canary_header_run_1=1',
  'X-Request-Id': `canary_header_run_1`,
  'X-Key': API_KEY,
  ETag: '"canary_header_run_1"',
  Location: 'https://evil.example/canary_header_run_1',
  'Access-Control-Allow-Origin': '*',
  'Content-Disposition': 'attachment; filename=canary_header_run_1',
}

export interface Call {
  method: string
  /** Below the base URL, without the query. */
  path: string
  url: string
  headers: string[]
  body: Record<string, unknown>
  mood: Mood
  /** The run that the answer is about. */
  subject: string
}

export interface MoodyTinyFish {
  fetch: (request: Request) => Promise<Response>
  calls: Call[]
  /** Ends what has not ended, so that nothing is left of a case. */
  close: () => void
}

export function createMoodyTinyFish(order: readonly Mood[]): MoodyTinyFish {
  const calls: Call[] = []
  const endings: (() => void)[] = []

  /** A body that gives some bytes and then nothing, or breaks off. */
  function createBody(bytes: string, breaks: boolean): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(bytes, 'latin1'))
        const end = () => controller.error(new TypeError(`terminated: ${leak}`))
        if (breaks) setTimeout(end, 0)
        else endings.push(end)
      },
    })
  }

  return {
    calls,
    close: () => {
      for (const end of endings.splice(0)) end()
    },
    async fetch(request) {
      const url = new URL(request.url)
      const text = await request.text()
      const mood = order[calls.length % order.length] ?? 'right'
      const path = url.pathname.replace(/^\/v1/, '')
      const body = text ? (JSON.parse(text) as Record<string, unknown>) : {}
      const asked = getAsked(path, body) ?? runIds[calls.filter(isStart).length] ?? 'run_1'
      const other = asked === 'run_1' ? 'run_2' : 'run_1'
      const call: Call = {
        method: request.method,
        path,
        url: request.url,
        headers: [...request.headers.keys()],
        body,
        mood,
        subject: mood === 'another run' && !path.endsWith('/screenshot') ? other : asked,
      }
      calls.push(call)
      return answer(call, createBody)
    },
  }
}

async function answer(
  call: Call,
  createBody: (bytes: string, breaks: boolean) => ReadableStream<Uint8Array>,
): Promise<Response> {
  const type = getType(call.path)
  const send = (content: string | ReadableStream) =>
    new Response(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, {
      headers: { ...headers, 'Content-Type': type },
    })
  const fail = (status: number, code: string) =>
    Response.json(
      { error: { code, message: leak } },
      { status, headers: { ...headers, 'Retry-After': status === 429 ? '7' : API_KEY } },
    )
  const right = write(call)

  switch (call.mood) {
    case 'an error with 200':
      return send(`{"run_id":null,"error":{"code":"INSUFFICIENT_CREDITS","message":"${API_KEY}"}}`)
    case '400':
      return fail(400, 'INVALID_INPUT')
    case '401':
      return fail(401, API_KEY)
    case '402':
      return fail(402, 'canary_header_run_1')
    case '403':
      return fail(403, 'FORBIDDEN')
    case '404 for what exists':
      return fail(404, 'NOT_FOUND')
    case '409 with the key':
      return fail(409, API_KEY)
    case '429':
      return fail(429, 'RATE_LIMIT_EXCEEDED')
    case '500':
      return fail(500, '')
    case '503':
      return new Response(leak, { status: 503, headers })
    case '302':
      return new Response(null, { status: 302, headers })
    case 'HTML':
      return new Response(`<p>${leak}`, { headers: { ...headers, 'Content-Type': 'text/html' } })
    case 'no type':
      return new Response(new TextEncoder().encode(right), { headers })
    case 'broken JSON':
      return send(`data: {"run_id":"run_1","error":"${API_KEY}\n\ndata: ${right.slice(0, -4)}`)
    case 'too large':
      return send(`${right.slice(0, -1)}${' '.repeat(40_000)}${right.slice(-1)}`)
    case 'too deep':
      return send(right.replace('"found"', () => `"deep":${nest(6_000)},"found"`))
    case 'a failed connection':
      throw Object.assign(new TypeError(`fetch failed: ${leak}`), { request: leak })
    case 'silence':
      return new Promise(() => undefined)
    case 'a connection that breaks off':
      return send(createBody(right.slice(0, right.length / 2), true))
    case 'a body that stalls':
      return send(createBody(right.slice(0, right.length / 2), false))
    default:
      return call.mood === 'right' && isUnknown(call) ? fail(404, 'NOT_FOUND') : send(right)
  }
}

function isUnknown({ path }: Call): boolean {
  const [, id] = /^\/runs\/([^/]+)/.exec(path) ?? []
  return id !== undefined && id !== 'batch' && !isKnown(id)
}

function isKnown(id: string): boolean {
  return (runIds as readonly string[]).includes(id)
}

function getType(path: string): string {
  if (path.endsWith('/screenshot')) return 'image/png'
  return path.endsWith('/run-sse') ? 'text/event-stream' : 'application/json'
}

/** Writes what a right answer to a call says, or what takes its place. */
function write(call: Call): string {
  const { path, mood, body, subject } = call
  if (path.endsWith('/screenshot')) return `\x89PNG\r\n\x1a\n${mark('steps', subject)}`
  if (path.endsWith('/run-sse')) return writeEvents(subject, mood)
  if (mood === 'null') return 'null'
  if (mood === 'a text') return JSON.stringify(`${mark('result', 'run_1')} ${API_KEY}`)
  const one = path.endsWith('/cancel')
    ? tellCancellation(subject)
    : { ...tellRun(subject), ...(path.endsWith('/run-async') && { error: null }) }
  const told = mood === 'no id' ? { ...one, run_id: { toString: subject } } : one
  const isMany = path === '/runs' || path === '/runs/batch'
  if (isMany === (mood === 'a list')) return JSON.stringify(told)
  if (!isMany) return JSON.stringify([told])
  const wanted = path === '/runs' ? runIds : ((body.run_ids ?? []) as string[]).filter(isKnown)
  const data = mood === 'all runs' ? runIds : mood === 'another run' ? [subject] : wanted
  const runs = data.map((runId) => ({ ...told, ...(mood === 'no id' ? {} : tellRun(runId)) }))
  return JSON.stringify({
    data: mood === 'twice' ? [...runs, ...runs] : runs,
    not_found: [API_KEY],
    pagination: { total: 3, next_cursor: 'x', has_more: false, note: mark('hidden', 'run_1') },
  })
}

export function isStart({ path }: Call): boolean {
  return path.startsWith('/automation/')
}

/** Gives the run that is asked for first. */
function getAsked(path: string, body: Record<string, unknown>): string | undefined {
  const [, named] = /^\/runs\/(run_\d)/.exec(path) ?? []
  return named ?? (body.run_ids as string[] | undefined)?.[0]
}

function tellRun(runId: string): Record<string, unknown> {
  const isOver = runId !== 'run_3'
  return {
    run_id: runId,
    status: isOver ? 'COMPLETED' : 'RUNNING',
    created_at: '2026-01-01T00:00:00Z',
    finished_at: isOver ? '2026-01-01T00:01:00Z' : null,
    num_of_steps: 1,
    goal: mark('goal', runId),
    error: {
      message: `${mark('read', runId)} ${API_KEY}`,
      help_message: mark('list', runId),
      trace: mark('hidden', runId),
    },
    result: { found: mark('result', runId), echo: API_KEY },
    output_schema: { title: mark('result', runId) },
    steps: [{ id: 'evt_1', action: mark('steps', runId), html: mark('hidden', runId) }],
    video_url: `https://s3.example/${mark('steps', runId)}`,
    streaming_url: `https://tf-abc.unikraft.app/stream/${mark('stream', runId)}?token=t0ken`,
    browser_config: { proxy_country_code: mark('list', runId), proxy_url: mark('hidden', runId) },
    account: { email: mark('hidden', runId), key: API_KEY },
  }
}

function tellCancellation(runId: string): Record<string, unknown> {
  const hidden = { account: mark('hidden', runId), result: mark('result', runId) }
  return { run_id: runId, status: 'CANCELLED', message: mark('read', runId), ...hidden }
}

function writeEvents(runId: string, mood: Mood): string {
  const events: Record<string, unknown>[] = [
    { type: 'STARTED', run_id: runId, account: mark('hidden', runId) },
    { type: 'STREAMING_URL', ...tellRun(runId) },
    { type: 'PROGRESS', run_id: runId, purpose: `${mark('steps', runId)} ${API_KEY}` },
    ...(mood === 'all runs' ? runIds.map((id) => ({ type: 'COMPLETE', ...tellRun(id) })) : []),
    { type: 'COMPLETE', ...tellRun(runId), status: 'COMPLETED' },
  ]
  const [first = {}, ...rest] = events
  const told = mood === 'no id' ? [{ ...first, run_id: null }, ...rest] : events
  const all = mood === 'twice' ? [...told, ...told] : told
  return all.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
}

function nest(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`
}
