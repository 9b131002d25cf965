import { focusManager, useQuery } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import * as z from 'zod/mini'

import { advance, aPoll, createTestbed, settle } from '../../test/renderWithEmulator.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { runQueryOptions } from '../sync/runQuery.js'
import type { UseRunOptions } from './useRun.js'
import { useRun } from './useRun.js'
import { useStartRun } from './useStartRun.js'

function Probe({ runId, options }: { runId: string | null; options?: UseRunOptions }) {
  const { run, outcome, liveView, connection } = useRun(runId, options)
  return (
    <output>
      {run?.status ?? 'no run'} {outcome?.type ?? 'no outcome'} {liveView.state} {connection.state}
    </output>
  )
}

const status = () => screen.getByRole('status').textContent

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('useRun', () => {
  it('reads a run until it has settled, and not again after that', async () => {
    const testbed = createTestbed({ scenario: 'success' })
    const { runId } = testbed.emulator.runs.start()
    testbed.render(<Probe runId={runId} />)
    expect(status()).toBe('no run no outcome none loading')
    await settle()
    expect(status()).toContain('polling')
    await advance(60_000)
    expect(status()).toMatch(/^COMPLETED succeeded replayable settled$/)
    const { length } = testbed.requests
    expect(length).toBeLessThan(25)
    await advance(600_000)
    expect(testbed.requests).toHaveLength(length)
  })

  it.each([
    ['http-401', 'error'],
    ['http-403', 'error'],
    ['http-404', 'error'],
    ['http-410', 'error'],
  ] as const)('stops polling on %s', async (scenario, connection) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario })
    testbed.render(<Probe runId={runId} />)
    await settle()
    expect(status()).toContain(connection)
    const { length } = testbed.requests
    await advance(600_000)
    act(() => focusManager.setFocused(false))
    act(() => focusManager.setFocused(true))
    await settle()
    expect(testbed.requests).toHaveLength(length)
  })

  it('waits as long as Retry-After asks, then recovers', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 5_000 })
    testbed.network.fetch = async () =>
      new Response('{}', { status: 429, headers: { 'Retry-After': '20' } })
    testbed.render(<Probe runId={runId} />)
    await settle()
    expect(status()).toContain('retrying')
    testbed.network.fetch = testbed.emulator.fetch
    await advance(17_000)
    expect(testbed.requests).toHaveLength(1)
    await advance(6_000)
    expect(testbed.requests.length).toBeGreaterThan(1)
    expect(status()).toMatch(/RUNNING|COMPLETED/)
  })

  it('keeps the last good run while answers are malformed, and gives up in the end', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<Probe runId={runId} />)
    await settle()
    testbed.network.fetch = async () => new Response('<html>', { status: 200 })
    await advance(aPoll)
    expect(status()).toMatch(/^RUNNING running live retrying$/)
    await advance(3_600_000)
    expect(status()).toMatch(/^RUNNING running live error$/)
    const { length } = testbed.requests
    await advance(3_600_000)
    expect(testbed.requests).toHaveLength(length)
  })

  it('says that it retries while the next read is under way, too', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.network.fetch = async () => new Response('', { status: 503 })
    testbed.render(<Probe runId={runId} />)
    await settle()
    expect(status()).toContain('retrying')
    testbed.network.fetch = () => new Promise(() => {})
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
    expect(status()).toContain('retrying')
  })

  it('pauses in a hidden tab and reads at once on return', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(<Probe runId={runId} />)
    await settle()
    act(() => focusManager.setFocused(false))
    expect(status()).toContain('paused')
    await advance(60_000)
    expect(testbed.requests).toHaveLength(1)
    act(() => focusManager.setFocused(true))
    await settle()
    expect(testbed.requests).toHaveLength(2)
    expect(status()).toContain('polling')
  })

  it('makes one request a tick in StrictMode', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(
      <StrictMode>
        <Probe runId={runId} />
      </StrictMode>,
    )
    await settle()
    expect(testbed.requests).toHaveLength(1)
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
  })

  it('makes one request a tick for ten components that show one run', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(Array.from({ length: 10 }, (_, index) => <Probe key={index} runId={runId} />))
    await settle()
    expect(testbed.requests).toEqual([`GET /runs/${runId}`])
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
  })

  it('renders nothing for a poll that brings nothing new', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    const onRender = vi.fn()
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <Probe runId={runId} />
      </Profiler>,
    )
    await settle()
    onRender.mockClear()
    await advance(aPoll)
    await advance(aPoll)
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(4)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('reads runs with one request, whenever each of them began to be shown', async () => {
    const testbed = createTestbed()
    const runIds = Array.from(
      { length: 3 },
      () => testbed.emulator.runs.start({ scenario: 'queued' }).runId,
    )
    const probes = (count: number) =>
      runIds.slice(0, count).map((runId) => <Probe key={runId} runId={runId} />)
    const { rerender } = testbed.render(probes(1))
    for (const count of [2, 3]) {
      await advance(800)
      rerender(probes(count))
    }
    await advance(2 * aPoll)
    testbed.requests.length = 0
    await advance(4 * aPoll)
    expect(testbed.requests.length).toBeLessThanOrEqual(5)
    expect(new Set(testbed.requests)).toEqual(new Set(['POST /runs/batch']))
  })

  it('polls for a host that uses the options on their own, too', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success' })
    function Bare() {
      return <output>{useQuery(runQueryOptions(testbed.client, runId)).data?.status}</output>
    }
    testbed.render(<Bare />)
    await settle()
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
    await advance(60_000)
    expect(status()).toBe('COMPLETED')
  })

  it('stops when it is unmounted', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    const { unmount } = testbed.render(<Probe runId={runId} />)
    await settle()
    unmount()
    await advance(60_000)
    expect(testbed.requests).toHaveLength(1)
  })

  it('is not restarted by inline options', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    const ui = () => <Probe runId={runId} options={{ isGoalFailure: () => false }} />
    const { rerender } = testbed.render(ui())
    await settle()
    for (let second = 0; second < 3; second += 1) {
      rerender(ui())
      await advance(1_100)
    }
    expect(testbed.requests).toHaveLength(2)
  })

  it('reads a completed run whose result is missing three more times', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'null-result', age: 3_600_000 })
    testbed.render(<Probe runId={runId} />)
    await settle()
    expect(status()).toContain('polling')
    await advance(60_000)
    expect(testbed.requests).toHaveLength(4)
    expect(status()).toContain('settled')
  })

  it('reads a run that was started here to be recorded until its recording is there', async () => {
    const testbed = createTestbed()
    function Starter() {
      const startRun = useStartRun()
      const input = {
        url: 'https://tidewater.example/?scenario=failed-agent',
        goal: 'List the lanterns',
        captureConfig: { recording: true },
      }
      return startRun.data ? (
        <Probe runId={startRun.data.runId} />
      ) : (
        <button onClick={() => startRun.mutate(input)}>Start</button>
      )
    }
    testbed.render(<Starter />)
    fireEvent.click(screen.getByRole('button'))
    await settle()
    await advance(14_000)
    expect(status()).toMatch(/^FAILED failed \w+ polling$/)
    await advance(10_000)
    expect(status()).toContain('settled')
    expect(testbed.emulator.runs.list()[0]?.video_url).not.toBe(null)
  })

  it('stops waiting for a recording that does not come after ten more reads', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 3_600_000 })
    testbed.render(<Probe runId={runId} options={{ awaitRecording: true }} />)
    await settle()
    expect(status()).toContain('polling')
    await advance(60_000)
    expect(testbed.requests).toHaveLength(11)
    expect(status()).toContain('settled')
  })

  it.each(['../secrets', 'a b', 'a/b', 'x'.repeat(129)])(
    'refuses the run id %j before any request',
    async (runId) => {
      const testbed = createTestbed()
      testbed.render(<Probe runId={runId} />)
      await settle()
      expect(status()).toContain('error')
      expect(testbed.requests).toEqual([])
    },
  )

  it('is idle without a run id', async () => {
    const testbed = createTestbed()
    testbed.render(<Probe runId={null} />)
    await settle()
    expect(status()).toBe('no run no outcome none idle')
    expect(testbed.requests).toEqual([])
  })

  it('tells when it was last updated, without subscribing to it', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    const onRender = vi.fn()
    function LastUpdate() {
      const { connection } = useRun(runId)
      return <output>{String(connection.lastUpdatedAt)}</output>
    }
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <LastUpdate />
      </Profiler>,
    )
    expect(status()).toBe('null')
    await settle()
    expect(status()).toBe(String(Date.now()))
    onRender.mockClear()
    await advance(aPoll)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('types the data of an outcome by the schema', async () => {
    const schema = z.object({
      name: z.string(),
      colours: z.pipe(
        z.array(z.string()),
        z.transform((colours) => colours.length),
      ),
    })
    function Product({ runId }: { runId: string }) {
      const { outcome } = useRun(runId, { schema })
      if (outcome?.type !== 'succeeded') return <output>{outcome?.type}</output>
      expectTypeOf(outcome.data).toEqualTypeOf<{ name: string; colours: number }>()
      return <output>{`${outcome.data.name} in ${outcome.data.colours} colours`}</output>
    }
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'record-result', age: 60_000 })
    testbed.render(<Product runId={runId} />)
    await settle()
    expect(status()).toMatch(/^\S.* in 3 colours$/)
  })

  it('says what to write when there is no provider', () => {
    vi.mocked(console.error).mockImplementation(() => {})
    expect(() => render(<Probe runId="a" />)).toThrow(
      /useRun was called outside <FishbowlProvider>/,
    )
    vi.mocked(console.error).mockClear()
  })

  it('says what to write when the provider has no endpoint', () => {
    vi.mocked(console.error).mockImplementation(() => {})
    expect(() => render(<FishbowlProvider endpoint="" />)).toThrow(/endpoint="\/api\/fishbowl"/)
    vi.mocked(console.error).mockClear()
  })
})
