import { createClient } from '@fishbowl/core'
import { createEmulator } from '@fishbowl/emulator'
import { dehydrate, QueryClient } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../test/makeRun.js'
import {
  FishbowlProvider,
  LiveRunBadge,
  RunCounters,
  RunForm,
  RunList,
  RunLiveView,
  runQueryOptions,
  RunRecording,
  RunResult,
  RunStatusBadge,
  RunSteps,
  RunSummary,
  RunViewer,
  useRunNotification,
} from './index.js'

const counts = { total: 1, byStatus: { RUNNING: 1 }, byOutcome: { running: 1 } }
const endpoint = 'https://app.example/api/fishbowl'

describe('on a server', () => {
  it.each([
    ['RunViewer', createElement(RunViewer, { runId: 'run_1' })],
    ['RunList', createElement(RunList)],
    ['RunForm', createElement(RunForm)],
    ['RunStatusBadge', createElement(RunStatusBadge, { run: makeRun() })],
    ['LiveRunBadge', createElement(LiveRunBadge, { runId: 'run_1' })],
    ['RunCounters', createElement(RunCounters, { counts })],
    ['RunSummary', createElement(RunSummary, { run: makeRun() })],
    ['RunResult', createElement(RunResult, { run: makeCompletedRun({ price: 1 }) })],
  ])('%s renders', (_name, part) => {
    const polled = renderToString(createElement(FishbowlProvider, { endpoint }, part))
    expect(polled).toContain('fishbowl-')
    // The event stream begins in the page, so the markup is the same.
    const push = { endpoint, transport: 'push' as const }
    expect(renderToString(createElement(FishbowlProvider, push, part))).toBe(polled)
  })

  it('the live view renders its place, but no frame and no address', () => {
    const run = makeRun({ streaming_url: 'https://stream.mino.ai/session/secret' })
    const html = renderToString(createElement(RunLiveView, { run }))
    expect(html).toContain('fishbowl-run-live-view-stage')
    expect(html).not.toContain('<iframe')
    expect(html).not.toContain('secret')
  })

  it('the recording renders its place, but no video and no address', () => {
    const run = makeCompletedRun(null, { video_url: 'https://storage.example/secret.webm' })
    const html = renderToString(createElement(RunRecording, { run }))
    expect(html).toContain('fishbowl-run-recording-stage')
    expect(html).not.toContain('<video')
    expect(html).not.toContain('secret')
  })

  it('the steps render as text, without times of the server’s zone', () => {
    const run = makeRun({ steps: [{ action: 'Open', timestamp: '2026-03-01T10:00:43Z' }] })
    const html = renderToString(createElement(RunSteps, { run }))
    expect(html).toContain('<time dateTime="2026-03-01T10:00:43.000Z">0:38</time>')
  })

  it('a long result renders its first rows, without inline styles', () => {
    const run = makeCompletedRun(Array.from({ length: 5_000 }, (_, id) => ['nested', [id]]))
    const html = renderToString(createElement(RunResult, { run }))
    expect(html.match(/role="treeitem"/g)).toHaveLength(40)
    expect(html).not.toContain('style=')
  })

  it('a prefetched run is in the markup', async () => {
    const emulator = createEmulator({ apiKey: 'test' })
    const { runId } = emulator.runs.start({ goal: 'List the products', age: 3_600_000 })
    const client = createClient({
      endpoint: 'http://emulator.test/v1',
      fetch: emulator.fetch,
      headers: { 'X-API-Key': 'test' },
    })
    const queryClient = new QueryClient()
    await queryClient.prefetchQuery(runQueryOptions(client, runId))
    expect(dehydrate(queryClient).queries).toHaveLength(1)
    const html = renderToString(
      createElement(FishbowlProvider, { client, queryClient }, createElement(RunViewer, { runId })),
    )
    expect(html).toContain('List the products')
    expect(html).toContain('Succeeded')
  })
})

it('useRunNotification knows of no permission on a server', () => {
  const Permission = () => useRunNotification('run_1').permission
  const page = createElement(FishbowlProvider, { endpoint }, createElement(Permission))
  expect(renderToString(page)).toBe('unsupported')
})
