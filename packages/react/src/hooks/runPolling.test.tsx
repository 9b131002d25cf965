import { createManualClock } from '@fishbowl/emulator'
import { focusManager, useQuery } from '@tanstack/react-query'
import { act, fireEvent, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, hold, settle } from '../../test/createTestbed.js'
import { RunProbe, status } from '../../test/RunProbe.js'
import { runQueryOptions } from '../sync/runQuery.js'
import { useStartRun } from './useStartRun.js'

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
    testbed.render(<RunProbe runId={runId} />)
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
    testbed.render(<RunProbe runId={runId} />)
    await settle()
    expect(status()).toContain(connection)
    const { length } = testbed.requests
    await advance(600_000)
    act(() => focusManager.setFocused(false))
    act(() => focusManager.setFocused(true))
    await settle()
    // Somebody may have signed in elsewhere meanwhile.
    expect(testbed.requests).toHaveLength(scenario === 'http-401' ? length + 1 : length)
  })

  it('is polled by a query of the host’s own, before, beside and after a hook of ours', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    function Own() {
      const { data } = useQuery(runQueryOptions(testbed.client, runId))
      return <p>{data?.status}</p>
    }
    const countReads = async () => {
      testbed.requests.length = 0
      await advance(20_000)
      return testbed.requests.length
    }
    const { rerender } = testbed.render(<Own />)
    await settle()
    expect(await countReads()).toBeGreaterThan(4)
    rerender([<Own key="own" />, <RunProbe key="ours" runId={runId} />])
    expect(await countReads()).toBeLessThan(9)
    rerender([<Own key="own" />])
    expect(await countReads()).toBeGreaterThan(4)
    rerender([<RunProbe key="ours" runId={runId} />])
    await settle()
    rerender(null)
    rerender([<Own key="own" />])
    expect(await countReads()).toBeGreaterThan(4)
  })

  it('waits as long as Retry-After asks, then recovers', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 5_000 })
    testbed.network.fetch = async () =>
      new Response('{}', { status: 429, headers: { 'Retry-After': '20' } })
    testbed.render(<RunProbe runId={runId} />)
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
    testbed.render(<RunProbe runId={runId} />)
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
    testbed.render(<RunProbe runId={runId} />)
    await settle()
    expect(status()).toContain('retrying')
    testbed.network.fetch = () => hold()
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
    expect(status()).toContain('retrying')
  })

  it('pauses in a hidden tab and reads at once on return', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(<RunProbe runId={runId} />)
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

  it('reads once a minute in a hidden tab what is wanted there, and goes on at its pace on return', async () => {
    const testbed = createTestbed({ clock: createManualClock() })
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    testbed.render(<RunProbe runId={runId} options={{ whileHidden: true }} />)
    await settle()
    await advance(aPoll)
    act(() => focusManager.setFocused(false))
    testbed.requests.length = 0
    await advance(5 * 60_000)
    expect(testbed.requests).toHaveLength(5)
    expect(status()).toContain('polling')
    act(() => focusManager.setFocused(true))
    await advance(2 * aPoll)
    expect(testbed.requests.length).toBeGreaterThanOrEqual(7)
  })

  it('makes one request a tick in StrictMode', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(
      <StrictMode>
        <RunProbe runId={runId} />
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
    testbed.render(Array.from({ length: 10 }, (_, index) => <RunProbe key={index} runId={runId} />))
    await settle()
    expect(testbed.requests).toEqual([`GET /runs/${runId}`])
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
  })

  it('reads runs with one request, whenever each of them began to be shown', async () => {
    const testbed = createTestbed()
    const runIds = Array.from(
      { length: 3 },
      () => testbed.emulator.runs.start({ scenario: 'queued' }).runId,
    )
    const probes = (count: number) =>
      runIds.slice(0, count).map((runId) => <RunProbe key={runId} runId={runId} />)
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
    const { unmount } = testbed.render(<RunProbe runId={runId} />)
    await settle()
    unmount()
    await advance(60_000)
    expect(testbed.requests).toHaveLength(1)
  })

  it('reads a completed run whose result is missing three more times', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'null-result', age: 3_600_000 })
    testbed.render(<RunProbe runId={runId} />)
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
        <RunProbe runId={startRun.data.runId} />
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
    testbed.render(<RunProbe runId={runId} options={{ awaitRecording: true }} />)
    await settle()
    expect(status()).toContain('polling')
    await advance(60_000)
    expect(testbed.requests).toHaveLength(11)
    expect(status()).toContain('settled')
  })
})
