import { focusManager } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPushTestbed } from '../../test/createPushTestbed.js'
import {
  connect,
  play,
  push,
  setFocused,
  shown,
  states,
  still,
  Watcher,
  Watchers,
} from '../../test/pushWatcher.js'
import { settle } from '../../test/createTestbed.js'
import { LiveRunBadge } from '../status/LiveRunBadge.js'

beforeEach(() => {
  states.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('transport="push"', () => {
  it('opens one stream for all runs of a provider, and reads them only as a watchdog', async () => {
    const { start, render: renderPage, streams, reads, emulator } = createPushTestbed()
    const runIds = [start(), start(), start()]
    renderPage(<Watchers runIds={runIds} />, push)
    await connect()
    expect(streams).toHaveLength(1)
    expect(streams[0]!.runIds).toEqual(runIds)
    expect(shown()).toEqual(Array.from(runIds, () => 'RUNNING streaming'))
    reads.length = 0
    await play(25_000)
    expect(reads).toEqual([])

    emulator.runs.cancel(runIds[1]!)
    await play(3_000)
    expect(shown()).toEqual(['RUNNING streaming', 'CANCELLED settled', 'RUNNING streaming'])
    expect(reads).toEqual([])
    // Then the watchdog is due, for those that go on.
    await play(5_000)
    expect(reads).toEqual(['/v1/runs/batch'])
    expect(streams).toHaveLength(1)
  })

  it('reads a run once more of whose end the server is not sure yet', async () => {
    const { start, render: renderPage, streams, reads } = createPushTestbed(still())
    const runId = start('queued')
    renderPage(<Watcher runId={runId} />, push)
    await connect()
    reads.length = 0
    const end = { run_id: runId, status: 'FAILED', error: { message: 'No such page' } }
    streams[0]!.say(end)
    await play(1_000)
    expect(shown()).toEqual(['FAILED polling'])
    await play(3_000)
    expect(reads).toEqual([`/v1/runs/${runId}`])
    streams[0]!.say({ ...end, settled: true })
    await play(1_000)
    expect(shown()).toEqual(['FAILED settled'])
    await play(10_000)
    expect(reads).toHaveLength(1)
  })

  it('is not asked for by default', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    renderPage(<Watcher runId={start()} />)
    await connect()
    await play(5_000)
    expect(shown()).toEqual(['RUNNING polling'])
    expect(streams).toEqual([])
  })

  it('renders nothing for a heartbeat', async () => {
    const { start, render: renderPage } = createPushTestbed(still())
    const onRender = vi.fn()
    renderPage(
      <Profiler id="page" onRender={onRender}>
        <Watcher runId={start('queued')} />
      </Profiler>,
      push,
    )
    await connect()
    expect(shown()).toEqual(['PENDING streaming'])
    onRender.mockClear()
    await play(28_000)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('follows what is shown: runs that come and go together open one stream', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    const runIds = [start(), start(), start(), start()]
    const { rerender } = renderPage(<Watchers runIds={runIds.slice(0, 2)} />, push)
    await connect()
    rerender(<Watchers runIds={runIds.slice(1)} />)
    await connect()
    expect(streams).toHaveLength(2)
    expect(streams[0]!.isLeft()).toBe(true)
    expect([...streams[1]!.runIds].toSorted()).toEqual(runIds.slice(1).toSorted())
    // What is new to it was never told.
    expect(streams[1]!.since).toBeNull()
    await play(3_000)
    rerender(<Watchers runIds={runIds.slice(1, 3)} />)
    await connect()
    expect(streams).toHaveLength(3)
    expect(Number(streams[2]!.since)).toBeGreaterThan(0)
    expect(shown()).toEqual(['RUNNING streaming', 'RUNNING streaming'])
    rerender(<Watchers runIds={[]} />)
    await connect()
    expect(streams).toHaveLength(3)
    expect(streams[2]!.isLeft()).toBe(true)
  })

  it('serves badges that share a run with useRun, and StrictMode opens no second stream', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    const runId = start()
    renderPage(
      <StrictMode>
        <Watcher runId={runId} />
        <LiveRunBadge runId={runId} readOffscreen />
      </StrictMode>,
      push,
    )
    await connect()
    expect(streams.map(({ runIds }) => runIds)).toEqual([[runId]])
    expect(screen.getByText('Running')).toBeInTheDocument()
  })

  it('leaves the stream in a hidden tab after a while, and comes back', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    renderPage(<Watcher runId={start()} />, push)
    await connect()
    await setFocused(false)
    await play(20_000)
    expect(streams[0]!.isLeft()).toBe(false)
    await play(15_000)
    expect(streams[0]!.isLeft()).toBe(true)
    expect(shown()).toEqual(['RUNNING paused'])
    await setFocused(true)
    await play(1_000)
    expect(streams).toHaveLength(2)
    expect(shown()).toEqual(['RUNNING streaming'])
  })

  it('keeps the stream of a hidden tab for the runs that ask for it', async () => {
    const { start, render: renderPage, streams, emulator } = createPushTestbed()
    const runIds = [start(), start()]
    renderPage(
      <>
        <Watcher runId={runIds[0]!} whileHidden />
        <Watcher runId={runIds[1]!} />
      </>,
      push,
    )
    await connect()
    await setFocused(false)
    await play(35_000)
    expect(streams).toHaveLength(2)
    expect(streams[1]!.runIds).toEqual([runIds[0]])
    expect(shown()).toEqual(['RUNNING streaming', 'RUNNING paused'])
    emulator.runs.cancel(runIds[0]!)
    await play(3_000)
    expect(shown()[0]).toMatch('CANCELLED')
  })

  it('streams a hundred runs, and polls the rest', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    const runIds = Array.from({ length: 103 }, () => start('queued'))
    renderPage(<Watchers runIds={runIds} />, push)
    await connect()
    expect(streams.map(({ runIds: ids }) => ids.length)).toEqual([100])
    expect(shown().filter((text) => text === 'PENDING streaming')).toHaveLength(100)
    expect(shown().filter((text) => text === 'PENDING polling')).toHaveLength(3)
  })

  it('leaves the stream with its provider, and no timer behind', async () => {
    const { start, render: renderPage, streams } = createPushTestbed()
    const { unmount } = renderPage(<Watcher runId={start()} />, push)
    await connect()
    unmount()
    await settle()
    expect(streams[0]!.isLeft()).toBe(true)
    await play(60_000, 10_000)
    expect(streams).toHaveLength(1)
  })
})
