import { readdirSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createClient } from '@fishbowl/core'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import type { findUser } from '../docs/users.js'
import { playTinyFish } from '../test/playTinyFish.js'
import { listen } from '../test/startHandler.js'
import { SECRET } from '../test/viewerTokens.js'
import { toNodeHandler } from './node.js'

const folder = new URL('../docs/', import.meta.url)
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

/** Every page, with the way to run its code. Gives the origin. */
const pages: [page: string, files: string[], start: () => Promise<string>][] = [
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
      return listen(toNodeHandler(async (request) => app.fetch(request)))
    },
  ],
  [
    'next.md',
    ['nextHandler.ts', 'nextToken.ts', 'tokens.ts', 'getToken.ts'],
    async () => {
      const routes = [await import('../docs/nextHandler.js'), await import('../docs/nextToken.js')]
      return listen(toNodeHandler((request) => route(request, ...routes)))
    },
  ],
]

async function use({ server }: { server: Server }): Promise<string> {
  onTestFinished(() => void server.close())
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

type Route = { [method in 'GET' | 'POST']?: (request: Request) => Promise<Response> }

/** Does what Next.js does with the files of `app/`. */
async function route(request: Request, ...[handler, token]: Route[]): Promise<Response> {
  const { pathname } = new URL(request.url)
  const file = pathname === '/api/fishbowl-token' ? token : handler
  const answer = file?.[request.method as 'GET' | 'POST']
  return answer ? answer(request) : new Response(null, { status: 405 })
}

describe.each(pages)('%s', (page, files, start) => {
  it('shows the code that is run here, and no other', () => {
    const text = readFileSync(new URL(page, folder), 'utf8')
    const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
    expect(blocks).toEqual(files.map((file) => readFileSync(new URL(file, folder), 'utf8')))
  })

  it('lets a signed-in user watch their runs, and nobody anything else', async () => {
    const origin = await start()
    const [mine, other] = [emulator.runs.start(), emulator.runs.start()]
    const { findUser: find } = (await import('../docs/users.js')) as { findUser: typeof findUser }
    find(cookie)?.runs.push(mine.runId)

    const url = `${origin}/api/fishbowl-token`
    expect((await fetch(url, { method: 'POST' })).status).toBe(401)
    const answer = await fetch(url, { method: 'POST', headers: { Cookie: cookie } })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const token = await answer.text()

    const endpoint = `${origin}/api/fishbowl`
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

describe('the pages', () => {
  it('are all tried here', () => {
    const all = readdirSync(folder).filter((file) => file.endsWith('.md'))
    expect(new Set(all)).toEqual(new Set(pages.map(([page]) => page)))
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
