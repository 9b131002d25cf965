import compression from 'compression'
import express from 'express'
import { expect, it, onTestFinished } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { listen } from '../../test/startHandler.js'
import { toNodeHandler } from '../node.js'

/** An Express app that compresses whatever it answers, as its guide advises. */
async function start() {
  const { emulator, handler } = await startFeed()
  const app = express()
  app.use(compression({ threshold: 0 }))
  app.use('/api/fishbowl', toNodeHandler(handler))
  return { emulator, endpoint: `${await listen(app)}/api/fishbowl` }
}

const headers = { 'Accept-Encoding': 'gzip, br', 'Content-Type': 'application/json' }

/** Gives the first event, and after how many milliseconds it came. */
async function readFirst(url: string, init: RequestInit = {}) {
  const begin = performance.now()
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const response = await fetch(url, { ...init, headers, signal: controller.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('data:')) text += (await reader.read()).value
  return {
    text,
    time: performance.now() - begin,
    encoding: response.headers.get('Content-Encoding'),
  }
}

it('a pushed run and a streamed start come through at once', async () => {
  const { emulator, endpoint } = await start()
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 1_000 })
  const pushed = await readFirst(`${endpoint}/runs/events?ids=${runId}`)
  expect(pushed).toMatchObject({ text: expect.stringContaining(runId), encoding: null })
  const body = JSON.stringify({ url: 'https://tidewater.example/', goal: 'List the lanterns' })
  const started = await readFirst(`${endpoint}/automation/run-sse`, { method: 'POST', body })
  expect(started).toMatchObject({ text: expect.stringContaining('STARTED'), encoding: null })
  for (const { time } of [pushed, started]) expect(time).toBeLessThan(1_000)
})

it('ordinary answers are compressed all the same', async () => {
  const { emulator, endpoint } = await start()
  const { runId } = emulator.runs.start({ age: 60_000 })
  const response = await fetch(`${endpoint}/runs/${runId}`, { headers })
  expect(response.headers.get('Content-Encoding')).toMatch(/gzip|br/)
  expect(await response.json()).toMatchObject({ run_id: runId, status: 'COMPLETED' })
})
