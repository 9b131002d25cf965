import type { Run } from '@fishbowl/core'
import { screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import type { WireRun } from '../../test/streamedRunPage.js'
import {
  click,
  liveView,
  Page,
  play,
  purposes,
  reads,
  shown,
  start,
  startByHand,
  state,
  takeOverStream,
} from '../../test/streamedRunPage.js'

beforeEach(() => {
  shown.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
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
