import { useSuspenseQuery } from '@tanstack/react-query'
import { fireEvent, screen } from '@testing-library/react'
import * as React from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Activity } from '../test/Activity.js'
import { countListeners } from '../test/countListeners.js'
import { advance, aPoll, createTestbed, settle } from '../test/createTestbed.js'
import { useRun } from './hooks/useRun.js'
import { useRunBatch } from './hooks/useRunBatch.js'
import { RunList } from './run-list/RunList.js'
import { LiveRunBadge } from './status/LiveRunBadge.js'
import { runQueryOptions } from './sync/runQuery.js'
import { RunViewer } from './viewer/RunViewer.js'

function startRuns(testbed: ReturnType<typeof createTestbed>, count: number) {
  const start = () => testbed.emulator.runs.start({ scenario: 'queued' }).runId
  return Array.from({ length: count }, start)
}

function Probe({ runId }: { runId: string }) {
  const { run } = useRun(runId)
  return <output>{run ? `${run.runId} ${run.status}` : 'none'}</output>
}

function BatchProbe({ runIds }: { runIds: string[] }) {
  const { counts } = useRunBatch(runIds)
  return <output>{counts.total}</output>
}

const status = () => screen.getByRole('status').textContent

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('in a transition', () => {
  it('shows one run at a time, and reads only the one that is shown in the end', async () => {
    const testbed = createTestbed()
    const [first = '', second = ''] = startRuns(testbed, 2)
    function Host() {
      const [runId, setRunId] = React.useState(first)
      const change = () => React.startTransition(() => setRunId(second))
      return (
        <>
          <button onClick={change}>Change</button>
          <Probe runId={runId} />
        </>
      )
    }
    testbed.render(<Host />)
    await settle()
    fireEvent.click(screen.getByRole('button'))
    await settle()
    expect(status()).toBe(`${second} PENDING`)
    testbed.requests.length = 0
    await advance(2 * aPoll)
    expect(new Set(testbed.requests)).toEqual(new Set([`GET /runs/${second}`]))
  })

  it('shows a deferred run until the next one has been read, and reads both once', async () => {
    const testbed = createTestbed()
    const [first = '', second = ''] = startRuns(testbed, 2)
    const Deferred = React.memo(Probe)
    function Host() {
      const [runId, setRunId] = React.useState(first)
      const deferred = React.useDeferredValue(runId)
      return (
        <>
          <button onClick={() => setRunId(second)}>{runId}</button>
          <Deferred runId={deferred} />
        </>
      )
    }
    const { unmount } = testbed.render(<Host />)
    await settle()
    fireEvent.click(screen.getByRole('button'))
    await settle()
    expect(screen.getByRole('button')).toHaveTextContent(second)
    expect(status()).toBe(`${second} PENDING`)
    expect(testbed.requests).toEqual([`GET /runs/${first}`, `GET /runs/${second}`])
    unmount()
    testbed.queryClient.clear()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps a batch whole while a render is interrupted', async () => {
    const testbed = createTestbed()
    const runIds = startRuns(testbed, 20)
    const seen: [number, number][] = []
    function Host() {
      const [, startTransition] = React.useTransition()
      const [, setCount] = React.useState(0)
      const counts = [useRunBatch(runIds), useRunBatch(runIds)].map(
        (batch) => batch.counts.byStatus['CANCELLED'] ?? 0,
      )
      React.useEffect(() => {
        seen.push([counts[0] ?? 0, counts[1] ?? 0])
      })
      return (
        <button onClick={() => startTransition(() => setCount((count) => count + 1))}>
          Render
        </button>
      )
    }
    testbed.render(<Host />)
    await settle()
    for (const runId of runIds) testbed.emulator.runs.cancel(runId)
    fireEvent.click(screen.getByRole('button'))
    await advance(aPoll)
    await settle()
    fireEvent.click(screen.getByRole('button'))
    expect(seen.at(-1)).toEqual([20, 20])
    for (const [first, second] of seen) {
      expect(first).toBe(second)
      expect([0, 20]).toContain(first)
    }
  })
})

describe('with Suspense', () => {
  it('waits for the first read, and polls after it', async () => {
    const testbed = createTestbed()
    const [runId = ''] = startRuns(testbed, 1)
    function Suspended() {
      const { data } = useSuspenseQuery(runQueryOptions(testbed.client, runId))
      return <output>{data.status}</output>
    }
    testbed.render(
      <React.Suspense fallback={<p>Waiting</p>}>
        <Suspended />
      </React.Suspense>,
    )
    expect(screen.getByText('Waiting')).toBeVisible()
    await settle()
    expect(status()).toBe('PENDING')
    testbed.emulator.runs.cancel(runId)
    await advance(aPoll)
    await settle()
    expect(status()).toBe('CANCELLED')
    expect(testbed.requests).toHaveLength(2)
  })
})

describe('in a hidden Activity', () => {
  it('nothing is read, and reading goes on when it is shown again', async () => {
    const testbed = createTestbed()
    const [runId = '', other = ''] = startRuns(testbed, 2)
    const ui = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <Probe runId={runId} />
        <LiveRunBadge runId={other} readOffscreen />
      </Activity>
    )
    const { rerender } = testbed.render(ui('visible'))
    await settle()
    await advance(aPoll)
    rerender(ui('hidden'))
    await settle()
    testbed.requests.length = 0
    await advance(20_000)
    expect(testbed.requests).toEqual([])
    testbed.emulator.runs.cancel(runId)
    rerender(ui('visible'))
    await settle()
    await advance(aPoll)
    expect(status()).toBe(`${runId} CANCELLED`)
  })
})

describe('many mounts', () => {
  it.each([
    [1_000, 'RunViewer', (runId: string) => <RunViewer runId={runId} />],
    [1_000, 'LiveRunBadge', (runId: string) => <LiveRunBadge runId={runId} readOffscreen />],
    [100, 'RunList', () => <RunList />],
    [1_000, 'useRun', (runId: string) => <Probe runId={runId} />],
    [1_000, 'useRunBatch', (runId: string) => <BatchProbe runIds={[runId]} />],
  ])(
    '(%d) of %s leave no listener, observer or request behind',
    async (count, _name, getUi) => {
      const testbed = createTestbed()
      const [runId = ''] = startRuns(testbed, 1)
      const listeners = countListeners(window, document)
      const observers = countObservers()
      const ui = getUi(runId)
      const { rerender, unmount } = testbed.render(null)
      for (let mount = 0; mount < count; mount += 1) {
        rerender(ui)
        if (mount % 100 === 0) await settle()
        rerender(null)
      }
      unmount()
      await settle()
      expect([...listeners.keys()]).toEqual([])
      expect(observers.size).toBe(0)
      testbed.requests.length = 0
      await advance(60_000)
      expect(testbed.requests).toEqual([])
      // React Query throws a run that nobody shows away after five minutes, and then needs no timer.
      await advance(6 * 60_000)
      expect(vi.getTimerCount()).toBe(0)
    },
    120_000,
  )
})

/** The observers that observe something. From now on they only count, and report nothing. */
function countObservers(): Set<object> {
  const observers = new Set<object>()
  for (const { prototype } of [IntersectionObserver, ResizeObserver]) {
    vi.spyOn(prototype, 'observe').mockImplementation(function (this: IntersectionObserver) {
      observers.add(this)
    })
    vi.spyOn(prototype, 'disconnect').mockImplementation(function (this: IntersectionObserver) {
      observers.delete(this)
    })
  }
  return observers
}
