import type { Run } from '@fishbowl/core'
import { focusManager } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { Profiler, StrictMode, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/renderWithEmulator.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunSteps } from '../steps/RunSteps.js'
import { useRun } from './useRun.js'
import { useStartRun } from './useStartRun.js'

type Testbed = ReturnType<typeof createTestbed>
type WireRun = ReturnType<Testbed['emulator']['runs']['list']>[number]

const start = 'POST /automation/run-sse'

/** What the page has shown, in order: nothing of it may be taken back. */
let shown: { status: string; steps: number; connection: string }[] = []

function Watcher({ runId }: { runId: string }) {
  const { run, liveView, connection } = useRun(runId)
  if (!run) return <output>{connection.state}</output>
  shown.push({ status: run.status, steps: run.steps.length, connection: connection.state })
  return (
    <>
      <output>
        {run.status} {connection.state}
      </output>
      <p data-testid="live-view">{liveView.state}</p>
      <RunSteps run={run} />
    </>
  )
}

function Starter({ url, onStart }: { url: string; onStart: (runId: string) => void }) {
  const startRun = useStartRun({ stream: true })
  const input = { url, goal: 'List the lanterns' }
  return (
    <>
      <button onClick={() => startRun.mutate(input, { onSuccess: ({ runId }) => onStart(runId) })}>
        Start
      </button>
      <p>{startRun.status}</p>
      {startRun.error && <p role="alert">{startRun.error.code}</p>}
    </>
  )
}

function Page({ scenario = 'success', watchers = 1 }: { scenario?: string; watchers?: number }) {
  const [runId, setRunId] = useState('')
  const [isWatching, setIsWatching] = useState(true)
  return (
    <>
      <Starter url={`https://tidewater.example/?scenario=${scenario}`} onStart={setRunId} />
      <button onClick={() => setIsWatching(!isWatching)}>Watch</button>
      {isWatching &&
        runId &&
        Array.from({ length: watchers }, (_, index) => <Watcher key={index} runId={runId} />)}
    </>
  )
}

const click = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}

const state = () => screen.getAllByText(/^[A-Z]+ [a-z]+$/)[0]?.textContent
const liveView = () => screen.getByTestId('live-view').textContent
const purposes = () => screen.queryAllByRole('listitem').map((item) => item.textContent)
const reads = ({ requests }: Testbed) => requests.filter((request) => request.startsWith('GET'))
const starts = ({ requests }: Testbed) =>
  requests.filter((request) => request.includes('/automation/'))

/** Moves time on in steps so small that the emulator's stream keeps up. */
async function play(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= 500) await advance(Math.min(left, 500))
}

/** A stream whose every word the test says. */
function takeOverStream(testbed: Testbed, scenario: 'success' | 'slow' = 'slow') {
  const encoder = new TextEncoder()
  const { runId } = testbed.emulator.runs.start({ scenario })
  const streams: ReadableStreamDefaultController<Uint8Array>[] = []
  const stream = {
    runId,
    isLeft: false,
    async say(event: Record<string, unknown>) {
      const data = JSON.stringify({ run_id: runId, ...event })
      streams[0]?.enqueue(encoder.encode(`data: ${data}\n\n`))
      await settle()
    },
    async cut() {
      streams[0]?.error(new TypeError('The connection was lost'))
      await settle()
    },
  }
  testbed.network.fetch = async (request) => {
    if (!request.url.endsWith('run-sse')) return testbed.emulator.fetch(request)
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void streams.push(controller),
      cancel() {
        stream.isLeft = true
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }
  return stream
}

/** A page on which a run has been started by such a stream. */
async function startByHand() {
  const testbed = createTestbed()
  const stream = takeOverStream(testbed)
  testbed.render(<Page />)
  await click('Start')
  return { testbed, stream }
}

beforeEach(() => {
  shown = []
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('useStartRun with a stream', () => {
  it('shows each purpose as it comes, without a poll, and reads the run once at its end', async () => {
    const testbed = createTestbed()
    testbed.render(<Page />)
    await click('Start')
    expect(state()).toBe('PENDING streaming')
    await play(2_000)
    expect(state()).toBe('RUNNING streaming')
    expect(purposes()).toEqual([expect.stringContaining('Open tidewater.example')])
    await play(15_500)
    expect(purposes()).toHaveLength(6)
    expect(testbed.requests).toEqual([start])
    await play(1_000)
    expect(state()).toBe('COMPLETED settled')
    expect(testbed.requests).toEqual([
      start,
      `GET /runs/${testbed.emulator.runs.list()[0]!.run_id}`,
    ])
    await advance(600_000)
    expect(testbed.requests).toHaveLength(2)
  })

  it('comes to the run that the API gives, step by step', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="failed-agent" />)
    await click('Start')
    await play(11_900)
    const streamed = testbed.queryClient.getQueryCache().findAll({ type: 'active' })[0]!
    const { steps } = streamed.state.data as Run
    const [run] = testbed.emulator.runs.list()
    expect(steps).toEqual(run!.steps.map((step, index) => ({ ...step, id: String(index + 1) })))
    await play(5_000)
    expect(state()).toBe('FAILED settled')
  })

  it('reads the run when a picture is wanted of a step that has no id yet', async () => {
    const testbed = createTestbed()
    testbed.render(<Page />)
    await click('Start')
    await play(5_000)
    expect(reads(testbed)).toHaveLength(0)
    await click('Picture of step 2')
    await advance(500)
    expect(screen.getByRole('img', { name: 'Picture of step 2' })).toBeInTheDocument()
    const [{ run_id: runId, steps }] = testbed.emulator.runs.list() as [WireRun]
    // The step may be asked for twice: its own query takes over as soon as it has its id.
    expect([...new Set(reads(testbed))]).toEqual([
      `GET /runs/${runId}`,
      `GET /runs/${runId}/steps/${steps[1]?.id}/screenshot`,
    ])
    expect(state()).toBe('RUNNING streaming')
  })

  it('reads the run every 30 seconds only, while its stream is healthy', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="slow" />)
    await click('Start')
    await advance(29_000)
    expect(reads(testbed)).toHaveLength(0)
    await advance(2_500)
    expect(reads(testbed)).toHaveLength(1)
    await advance(60_000)
    expect(reads(testbed).length).toBeLessThanOrEqual(3)
    expect(shown.every(({ connection }) => connection === 'streaming')).toBe(true)
  })

  it('renders nothing for a heartbeat', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const onRender = vi.fn()
    testbed.render(
      <Profiler id="page" onRender={onRender}>
        <Page />
      </Profiler>,
    )
    await click('Start')
    await stream.say({ type: 'STARTED' })
    onRender.mockClear()
    await stream.say({ type: 'HEARTBEAT', run_id: undefined, timestamp: '2026-01-01T00:00:30Z' })
    expect(state()).toBe('PENDING streaming')
    expect(onRender).not.toHaveBeenCalled()
  })

  it('falls back to polls when the stream breaks off, takes nothing back and starts nothing', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="dropped-stream" />)
    await click('Start')
    await play(7_900)
    expect(state()).toBe('RUNNING streaming')
    expect(reads(testbed)).toHaveLength(0)
    await play(3_000)
    expect(state()).toBe('RUNNING polling')
    expect(reads(testbed)).toHaveLength(1)
    await play(15_000)
    expect(state()).toBe('COMPLETED settled')
    expect(shown.map(({ steps }) => steps)).toEqual(
      shown.map(({ steps }) => steps).toSorted((a, b) => a - b),
    )
    expect(starts(testbed)).toEqual([start])
  })

  it('keeps the steps that it has seen until a read brings at least as many', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    for (const purpose of ['Open', 'Read', 'Scroll'])
      await stream.say({ type: 'PROGRESS', purpose })
    const frames = shown.length
    await stream.cut()
    expect(testbed.emulator.runs.get(stream.runId)?.steps).toHaveLength(0)
    expect(state()).toBe('RUNNING polling')
    expect(purposes()).toHaveLength(3)
    await advance(60_000)
    const { steps } = testbed.emulator.runs.get(stream.runId)!
    expect(steps.length).toBeGreaterThan(3)
    expect(purposes()).toHaveLength(steps.length)
    expect(Math.min(...shown.slice(frames).map((frame) => frame.steps))).toBe(3)
  })

  it('keeps the end that the stream told while reads do not know of it, and asks no more than three times', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await stream.say({ type: 'COMPLETE', status: 'COMPLETED', result: { found: 1 } })
    expect(state()).toBe('COMPLETED polling')
    await advance(60_000)
    expect(state()).toBe('COMPLETED settled')
    expect(reads(testbed)).toHaveLength(3)
    expect(shown.at(-1)).toMatchObject({ status: 'COMPLETED' })
  })

  it('leaves a stream that has gone silent, and polls', async () => {
    const { stream } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await advance(70_000)
    expect(state()).toContain('streaming')
    await advance(20_000)
    expect(state()).toContain('polling')
    expect(stream.isLeft).toBe(true)
  })

  it('fails when the stream goes silent before it has named the run, and starts nothing again', async () => {
    const { stream, testbed } = await startByHand()
    await advance(90_000)
    expect(screen.getByRole('alert').textContent).toBe('timeout')
    expect(stream.isLeft).toBe(true)
    expect(starts(testbed)).toEqual([start])
  })

  it('fails when the stream is cut before it has named the run, and starts nothing again', async () => {
    const { stream, testbed } = await startByHand()
    await stream.cut()
    expect(screen.getByRole('alert').textContent).toBe('network_error')
    await advance(60_000)
    expect(starts(testbed)).toEqual([start])
  })

  it('fails when the stream ends without a run', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'COMPLETE', run_id: undefined, status: 'FAILED', error: 'No' })
    expect(screen.getByRole('alert').textContent).toBe('invalid_response')
    expect(starts(testbed)).toEqual([start])
  })

  it.each([404, 405, 501])(
    'starts without a stream where the endpoint answers %i to it',
    async (code) => {
      const testbed = createTestbed()
      testbed.network.fetch = async (request) =>
        request.url.endsWith('run-sse')
          ? new Response('{}', { status: code })
          : testbed.emulator.fetch(request)
      testbed.render(<Page />)
      await click('Start')
      await advance(500)
      expect(state()).toBe('PENDING polling')
      expect(starts(testbed)).toEqual([start, 'POST /automation/run-async'])
      await advance(30_000)
      expect(state()).toBe('COMPLETED settled')
      expect(testbed.emulator.runs.list()).toHaveLength(1)
    },
  )

  it.each([
    ['500', 'server_error', () => new Response('', { status: 500 })],
    ['502', 'server_error', () => new Response('', { status: 502 })],
    ['403', 'forbidden', () => new Response('', { status: 403 })],
    ['429', 'rate_limited', () => new Response('', { status: 429 })],
    [
      'a page',
      'invalid_response',
      () => new Response('', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['nothing', 'network_error', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('starts nothing else when the answer is %s', async (_name, code, answer) => {
    const testbed = createTestbed()
    testbed.network.fetch = async () => answer()
    testbed.render(<Page />)
    await click('Start')
    await settle()
    expect(screen.getByRole('alert').textContent).toBe(code)
    await advance(60_000)
    expect(starts(testbed)).toEqual([start])
  })

  it('starts one run in StrictMode, and keeps its stream', async () => {
    const testbed = createTestbed()
    testbed.render(
      <StrictMode>
        <Page />
      </StrictMode>,
    )
    await click('Start')
    await play(2_000)
    expect(state()).toBe('RUNNING streaming')
    expect(testbed.requests).toEqual([start])
    expect(testbed.emulator.runs.list()).toHaveLength(1)
  })

  it('shares one stream among the components that show the run', async () => {
    const testbed = createTestbed()
    testbed.render(<Page watchers={2} />)
    await click('Start')
    await play(2_000)
    expect(purposes()).toHaveLength(2)
    expect(testbed.requests).toEqual([start])
  })

  it('goes on when the component that started the run is gone', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    function Dialog() {
      const [runId, setRunId] = useState('')
      return runId ? (
        <Watcher runId={runId} />
      ) : (
        <Starter url="https://tidewater.example/" onStart={setRunId} />
      )
    }
    testbed.render(<Dialog />)
    await click('Start')
    await stream.say({ type: 'STARTED' })
    expect(screen.queryByRole('button', { name: 'Start' })).toBe(null)
    await advance(25_000)
    await stream.say({ type: 'PROGRESS', purpose: 'Open' })
    expect(purposes()).toHaveLength(1)
    expect(stream.isLeft).toBe(false)
  })

  it('leaves the stream when the provider is gone', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { unmount } = testbed.render(<Page />)
    await click('Start')
    await stream.say({ type: 'STARTED' })
    unmount()
    await settle()
    expect(stream.isLeft).toBe(true)
    const { length } = testbed.requests
    await advance(60_000)
    expect(testbed.requests).toHaveLength(length)
  })

  it('leaves the stream when another client takes over, as for another user', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { rerender } = render(testbed.wrap(<Page />))
    await click('Start')
    await stream.say({ type: 'STARTED' })
    const other = createTestbed()
    rerender(
      <FishbowlProvider client={other.client} queryClient={testbed.queryClient}>
        <Page />
      </FishbowlProvider>,
    )
    await settle()
    expect(stream.isLeft).toBe(true)
    expect(other.requests).toEqual([`GET /runs/${stream.runId}`])
  })

  it('does not abort a start when the provider goes before the run has a name', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { unmount } = testbed.render(<Page />)
    await click('Start')
    unmount()
    await settle()
    expect(stream.isLeft).toBe(false)
    await stream.say({ type: 'STARTED' })
    await advance(30_000)
    expect(stream.isLeft).toBe(true)
  })

  it('leaves the stream when nobody shows the run any longer, and polls when somebody does again', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await click('Watch')
    await advance(9_000)
    expect(stream.isLeft).toBe(false)
    await advance(15_000)
    expect(stream.isLeft).toBe(true)
    expect(reads(testbed)).toHaveLength(0)
    await click('Watch')
    expect(state()).toBe('RUNNING polling')
    expect(reads(testbed)).toHaveLength(1)
  })

  it('keeps the stream in a hidden tab, and reads nothing there', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="slow" />)
    await click('Start')
    act(() => focusManager.setFocused(false))
    await play(50_000)
    expect(state()).toBe('RUNNING streaming')
    expect(purposes().length).toBeGreaterThan(2)
    expect(reads(testbed)).toHaveLength(0)
  })

  it('puts nothing back into a cache that was cleared, as at sign-out', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await click('Watch')
    testbed.queryClient.clear()
    await stream.say({ type: 'PROGRESS', purpose: 'Open' })
    expect(testbed.queryClient.getQueryCache().getAll()).toEqual([])
    expect(stream.isLeft).toBe(true)
  })

  it('holds no more than four streams, so that reads find a free connection', async () => {
    const testbed = createTestbed({ scenario: 'slow' })
    testbed.render(Array.from({ length: 5 }, (_, index) => <Page key={index} scenario="slow" />))
    for (const button of screen.getAllByRole('button', { name: 'Start' })) {
      fireEvent.click(button)
      await settle()
    }
    await play(4_000)
    const states = screen.getAllByText(/^[A-Z]+ [a-z]+$/).map(({ textContent }) => textContent)
    expect(states).toEqual(['RUNNING polling', ...Array(4).fill('RUNNING streaming')])
  })

  it('refuses a live view of another host that an event brings, however good the last one was', async () => {
    const { stream } = await startByHand()
    await stream.say({ type: 'STREAMING_URL', streaming_url: 'https://stream.mino.ai/session/a' })
    expect(liveView()).toBe('live')
    await stream.say({ type: 'STREAMING_URL', streaming_url: 'https://evil.example/session/a' })
    expect(liveView()).toBe('refused')
  })

  it('does not let a read that was on its way take back what the stream told meanwhile', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    const { fetch } = testbed.network
    let answer: ((response: Response) => void) | undefined
    const late = new Promise<Response>((resolve) => {
      answer = resolve
    })
    testbed.network.fetch = (request) => (request.method === 'GET' ? late : fetch(request))
    const early = await testbed.emulator.fetch(
      new Request(`http://emulator.test/v1/runs/${stream.runId}`, {
        headers: { 'X-API-Key': 'test' },
      }),
    )
    await advance(31_000)
    expect(reads(testbed)).toHaveLength(1)
    await stream.say({ type: 'PROGRESS', purpose: 'Open' })
    answer?.(early)
    await settle()
    expect(state()).toBe('RUNNING streaming')
    expect(purposes()).toHaveLength(1)
  })
})
