import { createClient } from '@fishbowl/core'
import { focusManager } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPushTestbed } from '../../test/createPushTestbed.js'
import {
  connect,
  play,
  push,
  shown,
  states,
  still,
  Watcher,
  Watchers,
} from '../../test/pushWatcher.js'
import { advance, hold, settle } from '../../test/createTestbed.js'
import { FishbowlProvider } from '../FishbowlProvider.js'

beforeEach(() => {
  states.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('transport="push"', () => {
  it('loses nothing that happens while the stream is cut, and shows no change of state', async () => {
    const { start, render: renderPage, streams, emulator } = createPushTestbed()
    const runId = start()
    renderPage(<Watchers runIds={[runId, start()]} />, push)
    await connect()
    await play(12_000)
    states.length = 0
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
    const { start, queryClient, fetch, streams, emulator } = createPushTestbed(still())
    let tokens = 0
    const client = createClient({
      endpoint: 'http://emulator.test/v1',
      getToken: () => `token-${(tokens += 1)}`,
      fetch,
    })
    const runId = start('queued')
    render(
      <FishbowlProvider client={client} queryClient={queryClient} transport="push">
        <Watcher runId={runId} />
      </FishbowlProvider>,
    )
    await connect()
    expect(shown()).toEqual(['PENDING streaming'])
    states.length = 0
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
    const { start, queryClient, fetch, streams, wrap } = createPushTestbed()
    const runId = start()
    const { rerender } = render(wrap(<Watcher runId={runId} />, push))
    await connect()
    const [first] = streams
    const client = createClient({
      endpoint: 'http://emulator.test/v1',
      fetch,
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
    network.fetch = (request) => (request.url.endsWith(runId) ? hold(stale) : fetch(request))
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
})
