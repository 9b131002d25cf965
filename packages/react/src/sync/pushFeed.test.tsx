import { createClient } from '@fishbowl/core'
import { createManualClock } from '@fishbowl/emulator'
import { focusManager } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPushTestbed } from '../../test/createPushTestbed.js'
import { advance, settle } from '../../test/renderWithEmulator.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { useRun } from '../hooks/useRun.js'
import { LiveRunBadge } from '../status/LiveRunBadge.js'

const push = { transport: 'push' } as const

function Watcher({ runId, whileHidden = false }: { runId: string; whileHidden?: boolean }) {
  const { run, connection } = useRun(runId, { whileHidden })
  states.push(`${run?.status} ${connection.state}`)
  return (
    <output>
      {run?.status} {connection.state}
    </output>
  )
}

const Watchers = ({ runIds }: { runIds: string[] }) =>
  runIds.map((runId) => <Watcher key={runId} runId={runId} />)

/** Runs that stay as they are. */
const still = () => ({ clock: createManualClock() })

/** What the page has shown, in order. */
let states: string[] = []
const shown = () => screen.getAllByRole('status').map((output) => output.textContent)

/** Until the module is loaded, the runs are read, and the stream is open. */
async function connect() {
  await vi.dynamicImportSettled()
  await settle()
  await play(1_000)
}

/** Moves time on in steps so small that the stream keeps up. */
async function play(milliseconds: number, step = 500) {
  for (let left = milliseconds; left > 0; left -= step) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, step)).then(() => {}))
    await settle()
  }
}

async function setFocused(isFocused: boolean) {
  act(() => focusManager.setFocused(isFocused))
  await settle()
}

beforeEach(() => {
  states = []
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

  it('loses nothing that happens while the stream is cut, and shows no change of state', async () => {
    const { start, render: renderPage, streams, emulator } = createPushTestbed()
    const runId = start()
    renderPage(<Watchers runIds={[runId, start()]} />, push)
    await connect()
    await play(12_000)
    states = []
    streams[0]!.cut()
    emulator.runs.cancel(runId)
    await play(8_000)
    expect(streams).toHaveLength(2)
    expect(Number(streams[1]!.since)).toBeGreaterThan(0)
    expect(shown()[0]).toBe('CANCELLED settled')
    expect(states).not.toContain('RUNNING polling')
  })

  it('polls while the stream drops, and returns by itself', async () => {
    const { start, render: renderPage, streams, reads, server } = createPushTestbed()
    renderPage(<Watcher runId={start()} />, push)
    await connect()
    await play(12_000)
    server.refuse = 503
    streams[0]!.cut()
    await play(1_500)
    expect(shown()).toEqual(['RUNNING polling'])
    reads.length = 0
    await play(20_000)
    expect(reads.length).toBeGreaterThan(4)
    // It was tried after about 2, 4, 8 and 16 seconds.
    expect(server.refused).toBeGreaterThanOrEqual(3)
    expect(server.refused).toBeLessThanOrEqual(6)
    server.refuse = 0
    await play(40_000)
    expect(shown()).toEqual(['RUNNING streaming'])
    expect(streams).toHaveLength(2)
  })

  it.each([404, 405])('tries rarely where the answer is %i', async (status) => {
    const { start, render: renderPage, server } = createPushTestbed(still())
    server.refuse = status
    renderPage(<Watcher runId={start('queued')} />, push)
    await connect()
    await play(5_000)
    expect(shown()).toEqual(['PENDING polling'])
    await advance(5 * 60_000)
    expect(server.refused).toBe(1)
    server.refuse = 0
    await advance(10 * 60_000)
    expect(shown()).toEqual(['PENDING streaming'])
  })

  it('leaves a run to polls of which the stream cannot tell', async () => {
    const { start, render: renderPage, streams, server } = createPushTestbed()
    const runIds = [start(), start()]
    server.isAllowed = (runId, isStream) => runId !== runIds[0] || !isStream
    renderPage(<Watchers runIds={runIds} />, push)
    await connect()
    await play(3_500)
    expect(shown()).toEqual(['RUNNING polling', 'RUNNING streaming'])
    expect(streams).toHaveLength(1)
  })

  it('opens its stream with a new token when the server ends it, and nobody sees it', async () => {
    const { start, queryClient, network, streams, emulator } = createPushTestbed(still())
    let tokens = 0
    const client = createClient({
      endpoint: 'http://emulator.test/v1',
      getToken: () => `token-${(tokens += 1)}`,
      fetch: (request) => network.fetch(request),
    })
    const runId = start('queued')
    render(
      <FishbowlProvider client={client} queryClient={queryClient} transport="push">
        <Watcher runId={runId} />
      </FishbowlProvider>,
    )
    await connect()
    expect(shown()).toEqual(['PENDING streaming'])
    states = []
    // The handler ends a stream after 15 minutes.
    await play(15 * 60_000 + 2_000, 10_000)
    expect(streams).toHaveLength(2)
    expect(new Set(streams.map(({ token }) => token)).size).toBe(2)
    expect(states.filter((state) => !state.endsWith(' streaming'))).toEqual([])
    emulator.runs.cancel(runId)
    await play(6_000)
    expect(shown()).toEqual(['CANCELLED settled'])
  })

  it('drops what an earlier client is still told', async () => {
    const { start, queryClient, network, streams, wrap } = createPushTestbed()
    const runId = start()
    const { rerender } = render(wrap(<Watcher runId={runId} />, push))
    await connect()
    const [first] = streams
    const client = createClient({
      endpoint: 'http://emulator.test/v1',
      fetch: (request) => network.fetch(request),
    })
    rerender(
      <FishbowlProvider client={client} queryClient={queryClient} transport="push">
        <Watcher runId={runId} />
      </FishbowlProvider>,
    )
    first!.say({ run_id: runId, status: 'FAILED' })
    await connect()
    expect(first!.isLeft()).toBe(true)
    expect(streams).toHaveLength(2)
    expect(shown()).toEqual(['RUNNING streaming'])
  })

  it('takes nothing back when a read that is older than the stream comes late', async () => {
    const { start, render: renderPage, emulator, network, queryClient } = createPushTestbed()
    const runId = start()
    renderPage(<Watchers runIds={[runId]} />, push)
    await connect()
    let answer: (late: Response) => void = () => undefined
    const stale = new Promise<Response>((resolve) => (answer = resolve))
    const { fetch } = network
    network.fetch = (request) => (request.url.endsWith(runId) ? stale : fetch(request))
    const early = await fetch(new Request(`http://emulator.test/v1/runs/${runId}`))
    void queryClient.refetchQueries()
    await settle()
    emulator.runs.cancel(runId)
    await play(3_000)
    expect(shown()).toEqual(['CANCELLED settled'])
    network.fetch = fetch
    answer(early)
    await settle()
    expect(shown()).toEqual([expect.stringContaining('CANCELLED')])
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
