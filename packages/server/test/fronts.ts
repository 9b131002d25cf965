import { readFileSync } from 'node:fs'

import type { Run } from '@fishbowl/core'
import { createClient } from '@fishbowl/core'
import compression from 'compression'
import express from 'express'
import { onTestFinished } from 'vitest'

import type { RunHandlerOptions } from '../src/handler/options.js'
import { toNodeHandler } from '../src/node.js'
import { startFeed } from './startFeed.js'
import { listen } from './startHandler.js'
import { hasNginx, startNginx } from './startNginx.js'
import { startProxy } from './startProxy.js'

type Feed = Awaited<ReturnType<typeof startFeed>>
/** Puts something in front of the handler, and gives the origin of that. */
export type Front = (feed: Feed) => Promise<string>

const getOrigin = ({ endpoint }: Feed) => new URL(endpoint).origin

/** An nginx with what its guide says, which is told where the handler is. */
export const nginx = (conf: string): Front => {
  return (feed) => startNginx(conf.replace('http://127.0.0.1:3000', getOrigin(feed)))
}

const page = readFileSync(new URL('../docs/proxies.md', import.meta.url), 'utf8')
const advised = [...page.matchAll(/^```nginx\n([\s\S]*?)^```$/gm)].map(([, conf]) => conf!)
/** What the guide advises, in its order. */
export const [passHost = '', passPort = '', inner = '', unbuffered = ''] = advised

/** As an nginx comes: it asks by HTTP/1.0, keeps answers in buffers, and changes the host. */
export const plain = 'location / { proxy_pass http://127.0.0.1:3000; }'
/** Lets it compress events, too. */
export const zip =
  'gzip_types text/event-stream application/json; gzip_proxied any; gzip_min_length 1;'
/** Lets it keep what the handler asks it to pass on at once. */
export const deaf = 'proxy_ignore_headers X-Accel-Buffering; proxy_buffering on;'

/** Puts another nginx, as it comes, in front of one. */
const behindNginx = (front: Front): Front => {
  return async (feed) => startNginx(plain.replace('http://127.0.0.1:3000', await front(feed)))
}

export const proxy = (options: Parameters<typeof startProxy>[1]): Front => {
  return (feed) => startProxy(getOrigin(feed), options)
}

const compressing: Front = ({ handler }) => {
  return listen(express().use(compression({ threshold: 0 }), toNodeHandler(handler)))
}

/** Without an nginx some are left out, and counted as skipped. */
type Row = [name: string, front: Front, lacksNginx: boolean]

/** What lets events through. */
export const passing: Row[] = [
  ['Express that compresses', compressing, false],
  ['nginx as it comes', nginx(plain), !hasNginx],
  ['nginx that compresses all', nginx(`${zip} ${plain}`), !hasNginx],
  ['nginx as advised', nginx(passHost), !hasNginx],
  ['nginx as advised on another port', nginx(passPort), !hasNginx],
  ['nginx behind nginx, as advised', behindNginx(nginx(inner)), !hasNginx],
  ['nginx that is deaf, as advised', nginx(`${deaf} ${unbuffered}`), !hasNginx],
  ['a proxy that cuts after 30 seconds', proxy({ maxAge: 30_000 }), false],
  ['a proxy that cuts after 10 idle seconds', proxy({ maxIdle: 10_000 }), false],
]

/** What keeps events until the answer is complete. */
export const keeping: Row[] = [
  ['nginx that is deaf to what the handler asks for', nginx(`${deaf} ${plain}`), !hasNginx],
  ['nginx behind nginx, both as they come', behindNginx(nginx(plain)), !hasNginx],
  ['a proxy that keeps answers until they are complete', proxy({ keeps: 'all' }), false],
  ['a proxy that keeps all but the headers', proxy({ keeps: 'body' }), false],
]

/** Starts a handler behind something, with a run that goes on when the test says so, and a client. */
export async function startBehind(front: Front, options: Partial<RunHandlerOptions> = {}) {
  const feed = await startFeed(options, 'byHand')
  const { emulator, clock } = feed
  const endpoint = `${await front(feed)}/api/fishbowl`
  const { runId } = emulator.runs.start({ scenario: 'slow' })
  const requests: string[] = []
  const client = createClient({
    endpoint,
    fetch: (request) => {
      requests.push(new URL(request.url).pathname.slice('/api/fishbowl'.length))
      return fetch(request)
    },
  })
  const seen: Run[] = []
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  let isOver = false
  async function watch() {
    const { signal } = stop
    for await (const run of client.watchRuns([runId], { transport: 'push', signal })) seen.push(run)
    isOver = true
  }
  return {
    client,
    emulator,
    endpoint,
    runId,
    requests,
    seen,
    signal: stop.signal,
    watch,
    isOver: () => isOver,
    getStatus: () => seen.at(-1)?.status,
    getSteps: () => seen.at(-1)?.steps.length ?? 0,
    /** Lets the run go on for some seconds of its own. */
    goOn: (seconds: number) => clock.advance(seconds * 1_000),
  }
}
