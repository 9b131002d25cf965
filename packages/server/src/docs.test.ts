import { readdirSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createClient } from '@fishbowl/core'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import { playTinyFish } from '../test/playTinyFish.js'
import { listen } from '../test/startHandler.js'
import { SECRET } from '../test/viewerTokens.js'
import { toNodeHandler } from './node.js'

const folder = new URL('../docs/', import.meta.url)
const nextApp = '../../../examples/next'
const cookie = 'session=ann'
let emulator: ReturnType<typeof playTinyFish>

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('TINYFISH_API_KEY', 'sk-tinyfish-emulator')
  vi.stubEnv('FISHBOWL_TOKEN_SECRET', SECRET)
  vi.stubEnv('PORT', '0')
  emulator = playTinyFish('sk-tinyfish-emulator')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

interface Started {
  /** Where the handler listens. The route that makes tokens is there with `-token` at its end. */
  endpoint: string
  /** Finds the user of a cookie, whose runs may be added to. */
  findUser: (cookie: string) => { runs: string[] } | null
}

/** Every page, with the files that it shows and the way to run them. */
const pages: [page: string, files: string[], start: () => Promise<Started>][] = [
  ['node.md', ['node.ts', 'getToken.ts'], async () => use(await import('../docs/node.js'))],
  [
    'express.md',
    ['express.ts', 'getToken.ts'],
    async () => use(await import('../docs/express.js')),
  ],
  [
    'hono.md',
    ['hono.ts', 'getToken.ts'],
    async () => {
      const { default: app } = await import('../docs/hono.js')
      return describeServer(await listen(toNodeHandler(async (request) => app.fetch(request))))
    },
  ],
  [
    'next.md',
    [
      'app/api/fishbowl/[...path]/route.ts',
      'app/users.ts',
      'app/runs/[runId]/page.tsx',
      'app/runs/[runId]/report.tsx',
      'app/frames.ts',
      'app/layout.tsx',
      'proxy.ts',
      'app/api/customer/[...path]/route.ts',
      'app/tokens.ts',
      'app/api/customer-token/route.ts',
      'app/getToken.ts',
      'app/customer/[runId]/customerRun.tsx',
      'app/customer/[runId]/page.tsx',
    ].map((file) => `${nextApp}/${file}`),
    async () => {
      const routes = [
        await import('../../../examples/next/app/api/customer/[...path]/route'),
        await import('../../../examples/next/app/api/customer-token/route'),
      ]
      const { findUser } = await import('../../../examples/next/app/users')
      const origin = await listen(toNodeHandler((request) => route(request, ...routes)))
      return { endpoint: `${origin}/api/customer`, findUser }
    },
  ],
]

async function use({ server }: { server: Server }): Promise<Started> {
  onTestFinished(() => void server.close())
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  return describeServer(`http://localhost:${(server.address() as AddressInfo).port}`)
}

async function describeServer(origin: string): Promise<Started> {
  const { findUser } = await import('../docs/users.js')
  return { endpoint: `${origin}/api/fishbowl`, findUser }
}

type Route = { [method in 'GET' | 'POST']?: (request: Request) => Promise<Response> }

/** Does what Next.js does with two files of `app/`. The others are tried in `e2e/next.test.ts`. */
async function route(request: Request, ...[handler, token]: Route[]): Promise<Response> {
  const { pathname } = new URL(request.url)
  const file = pathname.endsWith('-token') ? token : handler
  const answer = file?.[request.method as 'GET' | 'POST']
  return answer ? answer(request) : new Response(null, { status: 405 })
}

describe.each(pages)('%s', (page, files, start) => {
  it('shows the code that is run here, and no other', () => {
    const text = readFileSync(new URL(page, folder), 'utf8')
    // What begins with an element is a piece of somebody's page, and no file.
    const blocks = [...text.matchAll(/^```tsx?\n(?!<)([\s\S]*?)^```$/gm)].map(([, code]) => code)
    expect(blocks).toEqual(files.map((file) => readFileSync(new URL(file, folder), 'utf8')))
  })

  it('lets a signed-in user watch their runs, and nobody anything else', async () => {
    const { endpoint, findUser } = await start()
    const [mine, other] = [emulator.runs.start(), emulator.runs.start()]
    findUser(cookie)?.runs.push(mine.runId)

    const url = `${endpoint}-token`
    expect((await fetch(url, { method: 'POST' })).status).toBe(401)
    const answer = await fetch(url, { method: 'POST', headers: { Cookie: cookie } })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const token = await answer.text()

    const client = createClient({ endpoint, getToken: () => token })
    expect(await client.getRun(mine.runId)).toMatchObject({ runId: mine.runId, streamingUrl: null })
    await expect(client.getRun(other.runId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await client.getRuns([mine.runId, other.runId])).toMatchObject({
      runs: [{ runId: mine.runId }],
      notFound: [other.runId],
    })
    await expect(client.cancelRun(mine.runId)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = createClient({ endpoint })
    await expect(stranger.getRun(mine.runId)).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('sharing.md', () => {
  it('shows the code that is run here, and no other', () => {
    const text = readFileSync(new URL('sharing.md', folder), 'utf8')
    const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(text) ?? []
    expect(code).toBe(readFileSync(new URL('sharing.ts', folder), 'utf8'))
  })

  it('lets a signed-in user share their runs, and end their links', async () => {
    vi.stubEnv('ORIGIN', 'https://app.example.com')
    const { handler, share } = await import('../docs/sharing.js')
    const { findUser } = await import('../docs/users.js')
    const [mine, other] = [emulator.runs.start(), emulator.runs.start()]
    findUser(cookie)?.runs.push(mine.runId)
    const send = (name: string, method = 'POST', Cookie = cookie) =>
      share(new Request(`https://app.example.com/share/${name}`, { method, headers: { Cookie } }))
    expect((await send(mine.runId, 'POST', '')).status).toBe(401)
    expect((await send(other.runId)).status).toBe(404)

    const { id, url } = await (await send(mine.runId)).json()
    expect(url).toMatch(/^https:\/\/app\.example\.com\/api\/fishbowl\/view#ey/)
    const client = createClient({
      endpoint: 'https://app.example.com/api/fishbowl',
      fetch: handler,
      getToken: () => url.slice(url.indexOf('#') + 1),
    })
    expect(await client.getRun(mine.runId)).toMatchObject({ runId: mine.runId, streamingUrl: null })
    expect((await send('another', 'DELETE')).status).toBe(404)
    expect((await send(id, 'DELETE')).status).toBe(204)
    await expect(client.getRun(mine.runId)).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('next.md', () => {
  it('says of each file where Next.js looks for it', () => {
    const text = readFileSync(new URL('next.md', folder), 'utf8')
    const named = [...text.matchAll(/^`(.*)`:\n\n```/gm)].map(([, file]) => `${nextApp}/${file}`)
    expect(named).toEqual(pages.find(([page]) => page === 'next.md')?.[1])
  })
})

describe('the pages', () => {
  it('are all tried here, but for the one that is tried with the proxies', () => {
    const all = readdirSync(folder).filter((file) => file.endsWith('.md'))
    const others = ['proxies.md', 'sharing.md']
    expect(new Set(all)).toEqual(new Set([...pages.map(([page]) => page), ...others]))
  })

  it('show a getToken that keeps the token until it is refused', async () => {
    let count = 0
    vi.stubGlobal('fetch', async () => {
      count += 1
      return count === 3 ? new Response(null, { status: 401 }) : new Response(`token-${count}`)
    })
    const { getToken } = await import('../docs/getToken.js')
    expect(await getToken({ renew: false })).toBe('token-1')
    expect(await getToken({ renew: false })).toBe('token-1')
    expect(await getToken({ renew: true })).toBe('token-2')
    expect(await getToken({ renew: true })).toBeNull()
    expect(await getToken({ renew: false })).toBe('token-4')
  })
})

describe('decisions/limits.md', () => {
  const page = readFileSync(new URL('../../../decisions/limits.md', import.meta.url), 'utf8')
  const parts = page.split(/^Below `packages\/(?=core|server)/m).slice(1)
  const named = parts.map((part) => {
    const source = new URL(`../../${part.split('/')[0]}/src/`, import.meta.url)
    const rows = part.split('\n').filter((line) => line.startsWith('| '))
    const files = rows.flatMap((row) =>
      [...row.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file]) => file),
    )
    return { source, files }
  })

  it('names files that exist, of both packages', () => {
    expect(named.map(({ files }) => files.length > 10)).toEqual([true, true])
    for (const { source, files } of named) {
      const all = readdirSync(source, { recursive: true })
      expect(all).toEqual(expect.arrayContaining(files))
    }
  })

  it('names each file that waits, listens or streams', () => {
    const lasts =
      /setTimeout\(|setInterval\(|addEventListener\(|\.(on|once|subscribe|getReader)\(|new (WeakMap|TransformStream|ReadableStream)\b/
    for (const { source, files } of named) {
      const code = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
      )
      const lasting = code.filter((file) => lasts.test(readFileSync(new URL(file, source), 'utf8')))
      expect(files).toEqual(expect.arrayContaining(lasting))
    }
  })
})
