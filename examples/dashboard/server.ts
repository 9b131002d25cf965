import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { frameSources } from '@fishbowl/core'
import { createClock, createEmulator } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'
import { createMemoryStore, createRevocations, createRunHandler } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import type { Plugin } from 'vite'

import { styleText } from '../../scripts/styleText.mjs'
import { createShareRoute } from './createShareRoute'
import { createTokenRoute } from './createTokenRoute'
import { seedRuns } from './seedRuns'

export interface DashboardOptions {
  /** Real runs are started with it. Without one, the emulator plays them. */
  apiKey?: string | undefined
  /** How many times as fast as in real life the emulator plays runs. @default 1 */
  speed?: number
  /** Another one is taken when this one is in use. */
  port?: number
  /** Opens the page in a browser. */
  open?: boolean
}

/** Serves the dashboard and the handlers behind it; the emulator has an origin of its own. */
export async function startDashboard({
  apiKey,
  speed = 1,
  port = 5173,
  open = false,
}: DashboardOptions) {
  const emulator = apiKey ? undefined : createEmulator({ clock: createClock({ speed }) })
  const upstream = emulator && (await serve({ emulator, port: 0 }))
  if (emulator) seedRuns(emulator)

  const tinyfish = {
    apiKey: apiKey ?? 'sk-tinyfish-emulator',
    ...(upstream && { baseUrl: `${upstream.origin}/v1` }),
  }
  const handlers: Plugin = {
    name: 'fishbowl-handlers',
    configurePreviewServer({ middlewares }) {
      // The operator's endpoint. It listens on this machine only, so whoever reaches it may do all.
      const operator = createRunHandler({ ...tinyfish, authorize: () => true })
      // The customer's endpoint: watching is all that its tokens and share links allow.
      const basePath = '/api/customer'
      const tokens = {
        secret: randomBytes(32),
        revocations: createRevocations(createMemoryStore()),
      }
      const share = { allowInsecureLocalhost: !apiKey }
      const customer = createRunHandler({ ...tinyfish, basePath, tokens, share })
      const listen = {
        '/api/fishbowl': operator,
        '/api/customer-token': createTokenRoute(tokens),
        '/api/share': createShareRoute(tokens, basePath),
        [basePath]: customer,
      }
      for (const [path, handler] of Object.entries(listen)) {
        const handle = toNodeHandler(handler)
        middlewares.use((request, response, next) => {
          if (request.url?.startsWith(`${path}/`)) handle(request, response)
          else next()
        })
      }
    },
  }

  // A folder of its own, as several may be started at once.
  const outDir = await mkdtemp(join(tmpdir(), 'fishbowl-dashboard-'))
  await buildPages(outDir, !apiKey)
  const server = await preview({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [handlers],
    build: { outDir },
    preview: {
      port,
      open,
      headers: {
        // What the frame may show, from the same list that RunLiveView checks; and that no page may show
        // these pages in a frame, which keeps a live browser from holding one in a frame of its own.
        'Content-Security-Policy': `frame-src ${frameSources({ allowInsecureLocalhost: !apiKey }).join(' ')}; frame-ancestors 'none'`,
      },
    },
  })
  const url = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
  return {
    url,
    emulatorOrigin: upstream?.origin,
    /** To be called before the process ends. */
    removePages: () => rmSync(outDir, { recursive: true, force: true }),
  }
}

/** Bundles the pages: they load in a tenth of the time that a development server takes. */
async function buildPages(outDir: string, isEmulator: boolean) {
  // What loaded this module has left it at development, and a build would follow.
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [react(), styleText],
    resolve: { tsconfigPaths: true },
    define: { 'import.meta.env.EMULATOR': JSON.stringify(isEmulator) },
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: ['index.html', 'customer.html', 'elements.html'].map((page) =>
          join(import.meta.dirname, page),
        ),
      },
    },
  })
}
