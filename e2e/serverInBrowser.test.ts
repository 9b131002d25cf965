import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { createContext, Script } from 'node:vm'

import { build } from 'vite'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Builds a page as a host does, and gives its one script. */
async function buildPage(source: string, conditions?: string[]): Promise<string> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    ...(conditions && { resolve: { conditions } }),
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page' ? '\0page' : null),
        load: (id) => (id === '\0page' ? source : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: 'page', output: { format: 'iife', name: 'page' } },
    },
  })
  const [{ output: chunks }] = [output].flat() as { output: { code?: string }[] }[] as [
    { output: { code?: string }[] },
  ]
  return chunks.map(({ code = '' }) => code).join('\n')
}

/** What a page has beside the language, as far as the package could ask for it. */
const pageGlobals = { console, crypto, fetch, Request, Response, TextDecoder, TextEncoder, URL }

/** Runs a script where there is a window, as in a page, and gives the text of what it throws. */
function run(code: string, globals: Record<string, unknown>): string {
  try {
    new Script(code).runInContext(createContext({ ...pageGlobals, ...globals }))
    return 'It ran'
  } catch (error) {
    return String((error as { message?: unknown }).message)
  }
}

const mistakes: [name: string, source: string][] = [
  [
    'the handler',
    "import { createRunHandler } from '@fishbowl/server'; globalThis.x = createRunHandler({ apiKey: 'sk-key', authorize: () => true })",
  ],
  ['a name that it does not use', "import { createViewerToken } from '@fishbowl/server'"],
  ['nothing by name', "import '@fishbowl/server'"],
  ['tokens', "import { createViewerToken as y } from '@fishbowl/server'; globalThis.x = y"],
  ['the store', "import { createRedisStore as y } from '@fishbowl/server/redis'; globalThis.x = y"],
  ['the adapter', "import { toNodeHandler as y } from '@fishbowl/server/node'; globalThis.x = y"],
  ['all of it', "import * as y from '@fishbowl/server'; globalThis.x = () => y"],
]

const builds: [name: string, conditions?: string[]][] = [
  ['with the browser condition'],
  ['without the browser condition', ['module', 'import', 'default']],
  ['with the conditions of a server', ['node', 'import', 'default']],
]

describe.each(builds)('a page that imports @fishbowl/server, built %s', (_name, conditions) => {
  it.each(mistakes)(
    'fails to build or throws at once: %s',
    async (_what, source) => {
      const code = await buildPage(source, conditions).catch(() => null)
      if (code === null) return
      // The adapter may stumble before, over what browsers have not.
      const refusal = source.includes('/node') ? /^(?!It ran)/ : /holds your TinyFish API key/
      for (const globals of [{ window: {} }, { DedicatedWorkerGlobalScope: class {} }]) {
        expect(run(code, globals)).toMatch(refusal)
      }
    },
    60_000,
  )
})

describe('the built files of @fishbowl/server', () => {
  const load = (entry: string, before: string) =>
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `${before}; await import('@fishbowl/server${entry}').then(() => console.log('loaded'), (error) => console.log(error.message))`,
      ],
      { cwd: root, encoding: 'utf8' },
    )

  it.each(['', '/node', '/redis'])('throw where there is a window: %s', (entry) => {
    expect(load(entry, 'globalThis.window = globalThis')).toContain('holds your TinyFish API key')
  })

  it.each(['', '/node', '/redis'])('load on a server: %s', (entry) => {
    expect(load(entry, '')).toBe('loaded\n')
    expect(load(entry, 'globalThis.window = globalThis; globalThis.Deno = {}')).toBe('loaded\n')
    expect(load(entry, 'globalThis.WorkerGlobalScope = class {}')).toBe('loaded\n')
  })
})
