import { resolve } from 'node:path'
import { createContext, Script } from 'node:vm'

import { build } from 'vite'
import { expect, it } from 'vitest'

const source = `import { createRunHandler, createShareLink } from '@fishbowl/server'
const tokens = { secret: 'a-s3cret-of-viewer-tokens-that-is-long-enough' }
export const handler = createRunHandler({ apiKey: 'sk-tinyfish-edge', tokens })
export const share = (runs) => createShareLink({ runs, endpoint: 'https://app.example.com/api/fishbowl' }, tokens)`

/** Bundles a server into one file, as platforms at the edge do. */
async function bundleServer(): Promise<string> {
  const output = await build({
    root: resolve(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['workerd', 'worker', 'import', 'default'] },
    plugins: [
      {
        name: 'server',
        resolveId: (id) => (id === 'server' ? '\0server' : null),
        load: (id) => (id === '\0server' ? source : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: 'server',
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'server', codeSplitting: false },
      },
    },
  })
  const [{ output: chunks }] = [output].flat() as { output: { code?: string }[] }[] as [
    { output: { code?: string }[] },
  ]
  return chunks.map(({ code = '' }) => code).join('\n')
}

/** What such a platform has beside the language: no files, no process, no modules of Node. */
const names =
  'AbortController AbortSignal ArrayBuffer CryptoKey Headers ReadableStream Request Response TextDecoder TextEncoder URL URLSearchParams Uint8Array atob btoa clearTimeout console crypto fetch queueMicrotask setTimeout structuredClone'
const globals = Object.fromEntries(
  names.split(' ').map((name) => [name, Reflect.get(globalThis, name) as unknown]),
)

it('a server without files serves the page of a share link, and its script', async () => {
  const code = await bundleServer()
  expect(code).not.toMatch(/\brequire\(|from ?["']node:/)
  const { handler, share } = new Script(`${code}; server`).runInContext(createContext(globals)) as {
    handler: (request: Request) => Promise<Response>
    share: (runs: string[]) => Promise<string>
  }
  const link = await share(['run_1'])
  const page = await handler(new Request(link))
  expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  const [, path = ''] = /src="([^"]+)"/.exec(await page.text()) ?? []
  const script = await handler(new Request(new URL(path, link)))
  expect(script.headers.get('Cache-Control')).toContain('immutable')
  expect(await script.text()).toContain('fishbowl-run')
  const headers = { Authorization: `Bearer ${link.slice(link.indexOf('#') + 1)}` }
  const answer = await handler(new Request(`${link.replace(/#.*/, '')}/link`, { headers }))
  expect(await answer.json()).toMatchObject({ runs: ['run_1'] })
}, 60_000)
