import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

import { frameSources } from '@fishbowl/core'
import { serve } from '@fishbowl/emulator/serve'
import type { Browser } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'

import { startSite } from '../bench/site.mjs'
import { getTestChromiumOptions } from '../scripts/browsers.mjs'
import { installApp, run, startServer } from './hostApp.js'
import { openPage, watchRuns } from './hostPage.js'

/** Nothing but files of its own, frames of the emulator, and the scripts that its bundler wrote into the page. */
function getPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  const frames = frameSources({ allowInsecureLocalhost: true })
  return `default-src 'self' ${hashes.join(' ')}; frame-src ${frames.join(' ')}`
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
}

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch(getTestChromiumOptions())
})
afterAll(() => browser?.close())

/** Builds an app as its host does. Gives its folder. */
async function build(...sources: [string, ...string[]]): Promise<string> {
  const app = await installApp(...sources)
  await run(app, 'npm', ['run', 'build'])
  return app
}

function readFiles(folder: string) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => extname(file) in types)
    .map((file) => {
      const path = `/${file.replaceAll('\\', '/').replace('index.html', '')}`
      return [
        path,
        { body: readFileSync(join(folder, file)), type: types[extname(file)]! },
      ] as const
    })
  return new Map(files)
}

// An app is built in a few seconds, and what it needs is installed in half a minute. Machines are busy.
const timeout = 600_000

it.each([
  ['Vite and React 18', ['page', 'vite-18']],
  ['Vite and React 19', ['page', 'vite-19']],
  ['webpack', ['page', 'webpack']],
  ['Parcel', ['page', 'parcel']],
  ['esbuild', ['page', 'esbuild']],
  ['a script tag', ['script-tag']],
] as const)('a page made with %s shows runs', { timeout }, async (_name, sources) => {
  const [first, ...rest] = sources.map((source) => `e2e/consumers/${source}`)
  const app = await build(first!, ...rest)
  const files = readFiles(join(app, 'dist'))
  const policy = getPolicy(String(files.get('/')?.body))
  const site = await startSite(files, { headers: { 'Content-Security-Policy': policy } })
  onTestFinished(() => site.close())
  const { page, complaints } = await openPage(browser, { viewport: { width: 1280, height: 2000 } })
  await watchRuns(page, site.emulator, (runId) => `${site.url}?run=${runId}`)
  expect(complaints).toEqual([])
})

it('an app of React Router, rendered on its server, shows runs', { timeout }, async () => {
  const app = await build('e2e/consumers/react-router')
  const apiKey = 'sk-tinyfish-a-key-that-must-not-leak'
  const tinyfish = await serve({ port: 0, apiKey })
  onTestFinished(() => tinyfish.close())
  const server = await startServer(
    app,
    ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'],
    {
      HOST: '127.0.0.1',
      TINYFISH_API_KEY: apiKey,
      TINYFISH_BASE_URL: `${tinyfish.origin}/v1`,
    },
  )
  onTestFinished(() => server.close())
  const { page, complaints } = await openPage(browser)
  await watchRuns(page, tinyfish.emulator, (runId) => `${server.origin}/runs/${runId}`)
  expect(complaints).toEqual([])
})
