import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { createEmulator } from '@fishbowl/emulator'
import type { StartRunInput } from '@fishbowl/emulator'
import type { EmulatorServer } from '@fishbowl/emulator/serve'
import { serve } from '@fishbowl/emulator/serve'
import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { getTestChromiumOptions } from '../scripts/browsers.mjs'
import { installApp, run, startServer } from './hostApp.js'
import { openPage, watchRuns } from './hostPage.js'

const apiKey = 'sk-tinyfish-a-key-that-must-not-leak'
/** May do all. */
const ann = 'session=ann'
/** May see how runs go, and neither goals, results nor live browsers. */
const bob = 'session=bob'

let tinyfish: EmulatorServer
let app: string
let server: Awaited<ReturnType<typeof startServer>> | undefined
let origin: string
let browser: Browser

/** Next.js takes a third of a minute to install and to build, and a busy machine many times as long. */
const timeout = 600_000
const next = 'node_modules/next/dist/bin/next'

/** Builds the app and starts it, in the place of the one that was started before. */
async function startNext(bundler: 'turbopack' | 'webpack') {
  const variables = {
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_PUBLIC_EMULATOR: 'true',
    TINYFISH_API_KEY: apiKey,
    TINYFISH_BASE_URL: `${tinyfish.origin}/v1`,
    FISHBOWL_TOKEN_SECRET: 'a secret of more than 32 bytes for viewer tokens',
  }
  await server?.close()
  await run(app, process.execPath, [next, 'build', `--${bundler}`], variables)
  server = await startServer(app, [next, 'start', '-H', '127.0.0.1', '-p', '0'], variables)
  origin = server.origin
}

beforeAll(async () => {
  tinyfish = await serve({ emulator: createEmulator({ apiKey }), port: 0 })
  app = await installApp('examples/next')
  await startNext('turbopack')
  browser = await chromium.launch(getTestChromiumOptions())
}, timeout)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await tinyfish?.close()
})

const HOUR = 3_600_000

function start(input: StartRunInput): string {
  return tinyfish.emulator.runs.start({ goal: 'Find a yacht', ...input }).runId
}

const startSettled = () => start({ age: HOUR })
const startSlow = () => start({ scenario: 'slow', age: 10_000 })

/** What nobody but the server may hold: the part of the run's secret address that every encoding keeps. */
function getSecret(runId: string): string {
  const { streaming_url: url } = tinyfish.emulator.runs.get(runId)!
  return /tf-([\w-]{36})/.exec(url ?? '')![1]!
}

async function read(path: string, headers: Record<string, string>): Promise<string> {
  return (await fetch(`${origin}${path}`, { headers })).text()
}

describe('the first HTML', () => {
  it.each([
    { state: 'running', startIt: startSlow, outcome: 'Running' },
    { state: 'settled', startIt: startSettled, outcome: 'Succeeded' },
  ])('has what the viewer may see of a run that is $state, and no secret', async (given) => {
    const runId = given.startIt()
    const page = await read(`/runs/${runId}`, { Cookie: ann })
    expect(page).toContain('Find a yacht')
    expect(withoutScripts(page)).toContain(given.outcome)
    // What the router of Next.js asks for when a link is followed.
    const payload = await read(`/runs/${runId}`, { Cookie: ann, RSC: '1' })
    expect(payload).toContain('Find a yacht')
    for (const text of [page, payload]) {
      expect(text).not.toContain(getSecret(runId))
      expect(text).not.toContain('/stream/')
      expect(text).not.toContain(apiKey)
    }
  })

  it('has nothing of the run for somebody who may not see it', async () => {
    const page = await read(`/runs/${startSettled()}`, {})
    expect(page).not.toContain('Find a yacht')
    expect(page).not.toContain('COMPLETED')
    expect(withoutScripts(page)).not.toContain('Succeeded')
  })

  it('has no result for somebody whose scopes withhold it', async () => {
    const runId = startSettled()
    const product = 'Harbor lantern'
    expect(await read(`/runs/${runId}`, { Cookie: ann })).toContain(product)
    const page = await read(`/runs/${runId}`, { Cookie: bob })
    expect(page).toContain('COMPLETED')
    expect(page).not.toContain(product)
    expect(page).not.toContain('Find a yacht')
  })
})

function withoutScripts(html: string): string {
  return html.replaceAll(/<script[\s\S]*?<\/script>/g, '')
}

describe('what Next.js builds for browsers', () => {
  function readBuilt(): string {
    const built = join(app, '.next/static')
    const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|css)$/.test(file),
    )
    return files.map((file) => readFileSync(join(built, file), 'utf8')).join('')
  }

  it('has gone through React Compiler', () => {
    // Where a component asks for the places in which the compiler keeps what it has made.
    expect(readBuilt()).toMatch(/\(0, ?[\w$]+\.c\)\(\d+\)/)
  })

  it('holds neither the key nor the handler', () => {
    const texts = readBuilt()
    expect(texts).toContain('fishbowl-run-viewer')
    for (const secret of [apiKey, tinyfish.origin, 'X-API-Key', 'TINYFISH_API_KEY']) {
      expect(texts).not.toContain(secret)
    }
  })
})

/** Opens the page of a run as somebody far away, so that dates written by the server would not fit. */
async function open(
  runId: string,
  cookie: string,
  {
    folder = 'runs',
    prepare,
  }: { folder?: string; prepare?: (page: Page) => Promise<unknown> } = {},
) {
  const { context, page, complaints } = await openPage(browser, {
    locale: 'de-DE',
    timezoneId: 'Asia/Tokyo',
  })
  const [name = '', value = ''] = cookie.split('=')
  if (name) await context.addCookies([{ name, value, url: origin }])
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) requests.push(pathname.replace(runId, ':id'))
  })
  await prepare?.(page)
  await page.goto(`${origin}/${folder}/${runId}`)
  const viewer = page.locator('.fishbowl-run-viewer')
  // React has taken over what the server wrote.
  await expect
    .poll(() =>
      viewer.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__react'))),
    )
    .toBe(true)
  const badge = viewer.locator('.fishbowl-run-status-badge')
  return { page, viewer, badge, complaints, requests }
}

describe('a page in a browser', () => {
  it('hydrates a run that has settled without a complaint, and asks for nothing', async () => {
    const { page, badge, complaints, requests } = await open(startSettled(), bob)
    expect(await badge.textContent()).toBe('Ended')
    await page.waitForLoadState('networkidle')
    expect(requests).toEqual([])
    expect(complaints).toEqual([])
  })

  it('reads one that has settled once for the address of its live browser', async () => {
    const { page, badge, complaints, requests } = await open(startSettled(), ann)
    await page.waitForLoadState('networkidle')
    expect(await badge.textContent()).toBe('Succeeded')
    expect(requests).toEqual(['/api/fishbowl/runs/:id'])
    expect(complaints).toEqual([])
  })

  it('is told on the event stream that a run has ended', async () => {
    const runId = startSlow()
    const { viewer, badge, complaints, requests } = await open(runId, ann)
    expect(await badge.textContent()).toBe('Running')
    await expect.poll(() => viewer.getAttribute('data-connection')).toBe('streaming')
    const before = [...requests]
    expect(before).toContain('/api/fishbowl/runs/events')
    tinyfish.emulator.runs.cancel(runId)
    await expect.poll(() => badge.textContent()).toBe('Cancelled')
    expect(await viewer.getAttribute('data-connection')).toBe('settled')
    expect(requests).toEqual(before)
    expect(complaints).toEqual([])
  })

  it('finds that out by polling where there is no event stream', async () => {
    const runId = startSlow()
    const { badge, requests } = await open(runId, ann, {
      prepare: (page) => page.route('**/runs/events?*', (route) => route.abort()),
    })
    await expect.poll(() => requests).toContain('/api/fishbowl/runs/events')
    requests.length = 0
    tinyfish.emulator.runs.cancel(runId)
    await expect.poll(() => badge.textContent()).toBe('Cancelled')
    expect(requests).toContain('/api/fishbowl/runs/:id')
  })

  it('says no to somebody who may not see the run', async () => {
    const { viewer } = await open(startSettled(), '')
    await expect.poll(() => viewer.textContent()).toContain('This run was not found')
  })
})

/** Milliseconds within which something counts as said at once. */
const AT_ONCE = 1_000

/** Asks as browsers do: they take compressed answers. */
async function ask(path: string, body?: object): Promise<Response> {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  return fetch(`${origin}/api/fishbowl${path}`, {
    signal: controller.signal,
    headers: {
      Cookie: ann,
      'Accept-Encoding': 'gzip, deflate, br',
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
}

/** Gives a function that reads on until the answer has said something. */
function follow({ body }: Response): (words: string) => Promise<void> {
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  return async (words) => {
    while (!said.includes(words)) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`It ended without ${words}:\n${said}`)
      said += value
    }
  }
}

describe('Next.js, which compresses answers', () => {
  it('does so with ordinary ones', async () => {
    const answer = await ask(`/runs/${startSettled()}`)
    expect(answer.headers.get('Content-Encoding')).toMatch(/^(gzip|br)$/)
  })

  it('lets what an event stream tells of a run through at once', async () => {
    const runId = startSlow()
    let asked = performance.now()
    const hear = follow(await ask(`/runs/events?ids=${runId}`))
    await hear('"status":"RUNNING"')
    expect(performance.now() - asked).toBeLessThan(AT_ONCE)

    asked = performance.now()
    await ask(`/runs/${runId}/cancel`, {})
    await hear('"status":"CANCELLED"')
    // The handler reads runs once a second at most, and has just done so.
    expect(performance.now() - asked).toBeLessThan(1_000 + AT_ONCE)
  })

  it.each(['run-async', 'run-sse'])('lets the id of a run through at once: %s', async (start) => {
    const asked = performance.now()
    const answer = await ask(`/automation/${start}`, {
      url: 'https://tidewater.example/?scenario=slow',
      goal: 'List the lanterns',
    })
    await follow(answer)('"run_id":"')
    expect(performance.now() - asked).toBeLessThan(AT_ONCE)
  })
})

describe('the endpoint for customers', () => {
  it('takes the token that the route beside it makes, and nobody else', async () => {
    const path = `/api/customer/runs/${startSettled()}`
    expect((await fetch(`${origin}${path}`, { headers: { Cookie: ann } })).status).toBe(401)
    const token = await fetch(`${origin}/api/customer-token`, {
      method: 'POST',
      headers: { Cookie: ann },
    })
    const Authorization = `Bearer ${await token.text()}`
    // The run is not one of hers.
    expect((await fetch(`${origin}${path}`, { headers: { Authorization } })).status).toBe(404)
  })

  it('has the page of share links, with its script in the bundle of the server', async () => {
    const page = `${origin}/api/customer/view`
    const [, path = ''] = /src="([^"]+)"/.exec(await (await fetch(page)).text()) ?? []
    const script = await fetch(new URL(path, page))
    expect(script.headers.get('Cache-Control')).toContain('immutable')
    expect(await script.text()).toContain('fishbowl-run')
  })

  it('is asked by its page with a token', async () => {
    const { viewer, requests } = await open(startSettled(), ann, { folder: 'customer' })
    await expect.poll(() => viewer.textContent()).toContain('This run was not found')
    expect(requests).toEqual(['/api/customer-token', '/api/customer/runs/:id'])
  })
})

it.each(['turbopack', 'webpack'] as const)(
  'shows runs when it is built by %s',
  async (bundler) => {
    if (bundler === 'webpack') await startNext(bundler)
    const { context, page, complaints } = await openPage(browser)
    await context.addCookies([{ name: 'session', value: 'ann', url: origin }])
    await watchRuns(page, tinyfish.emulator, (runId) => `${origin}/runs/${runId}`)
    expect(complaints).toEqual([])
  },
  timeout,
)
