import { focusManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPushTestbed } from '../../test/createPushTestbed.js'
import { advance, createTestbed, hold, settle } from '../../test/createTestbed.js'
import { Watcher } from '../../test/pushWatcher.js'
import {
  click,
  liveView,
  Page,
  play,
  purposes,
  shown,
  start,
  starts,
  state,
} from '../../test/streamedRunPage.js'

beforeEach(() => {
  shown.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

/** A page on which a run has been started with its stream, and the stream that tells of it. */
async function startPage(scenario = 'success', page = <Page scenario={scenario} />) {
  const testbed = createPushTestbed()
  const result = testbed.render(page)
  await click('Start')
  await vi.dynamicImportSettled()
  await play(1_000)
  return { ...testbed, ...result }
}

describe('useStartRun with a stream', () => {
  it('shows each purpose as it comes, without a poll, to the end', async () => {
    const { requests, reads, streams, emulator } = await startPage()
    const runId = emulator.runs.list()[0]!.run_id
    expect(streams.map(({ runIds }) => runIds)).toEqual([[runId]])
    await play(1_500)
    expect(state()).toBe('RUNNING streaming')
    expect(purposes()).toEqual([expect.stringContaining('Open tidewater.example')])
    await play(13_000)
    expect(purposes().length).toBeGreaterThan(3)
    expect(starts(requests)).toEqual([start])
    // The page reads the run once, when it begins to show it.
    expect(reads.filter((path) => path.endsWith(runId))).toHaveLength(1)
    await play(6_000)
    expect(purposes()).toHaveLength(6)
    expect(state()).toBe('COMPLETED settled')
    const { length } = requests
    await advance(600_000)
    expect(requests).toHaveLength(length)
  })

  it('leaves the other runs of the page to their polls', async () => {
    const testbed = createPushTestbed()
    const other = testbed.start()
    testbed.render([<Watcher key="other" runId={other} />, <Page key="page" scenario="slow" />])
    await click('Start')
    await vi.dynamicImportSettled()
    await play(2_500)
    const states = screen.getAllByText(/^[A-Z]+ [a-z]+$/).map(({ textContent }) => textContent)
    expect(states).toEqual(['RUNNING polling', 'RUNNING streaming'])
    expect(testbed.streams.flatMap(({ runIds }) => runIds)).not.toContain(other)
  })

  it('starts one run in StrictMode, and opens one stream for all that show it', async () => {
    const { requests, streams, emulator } = await startPage(
      'slow',
      <StrictMode>
        <Page scenario="slow" watchers={2} />
      </StrictMode>,
    )
    await play(2_000)
    expect(state()).toBe('RUNNING streaming')
    expect(purposes()).toHaveLength(2)
    expect(starts(requests)).toEqual([start])
    expect(streams).toHaveLength(1)
    expect(emulator.runs.list()).toHaveLength(1)
  })

  it('goes on when TinyFish’s own stream breaks off: the handler reads the run', async () => {
    const { requests } = await startPage('dropped-stream')
    await play(30_000)
    expect(state()).toBe('COMPLETED settled')
    const steps = shown.map((frame) => frame.steps)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(starts(requests)).toEqual([start])
  })

  it('shows the picture of a step that it was told of', async () => {
    await startPage()
    await play(4_000)
    await click('Picture of step 2')
    await advance(500)
    expect(screen.getByRole('img', { name: 'Picture of step 2' })).toBeInTheDocument()
    expect(state()).toBe('RUNNING streaming')
  })

  it('refuses a live view of another host that news bring, however good the last one was', async () => {
    const { streams, emulator } = await startPage('slow')
    const runId = emulator.runs.list()[0]!.run_id
    const say = async (host: string) => {
      const streaming_url = `https://${host}/session/a`
      streams[0]!.say({ run_id: runId, status: 'RUNNING', streaming_url })
      await settle()
    }
    await say('stream.mino.ai')
    expect(liveView()).toBe('live')
    await advance(1)
    await say('evil.example')
    expect(liveView()).toBe('refused')
  })

  it('polls where the server has no stream to tell of the run, and returns to it', async () => {
    const testbed = createPushTestbed()
    testbed.server.refuse = 503
    testbed.render(<Page scenario="slow" />)
    await click('Start')
    await vi.dynamicImportSettled()
    await play(4_000)
    expect(state()).toBe('RUNNING polling')
    testbed.server.refuse = 0
    await play(70_000)
    expect(state()).toBe('RUNNING streaming')
  })

  it('leaves the stream when nobody shows the run, and takes it up again', async () => {
    const { streams } = await startPage('slow')
    await click('Watch')
    await play(1_500)
    expect(streams.map(({ isLeft }) => isLeft())).toEqual([true])
    await click('Watch')
    await play(1_500)
    expect(streams.map(({ isLeft }) => isLeft())).toEqual([true, false])
    expect(state()).toBe('RUNNING streaming')
  })

  it('leaves the stream when the provider is gone', async () => {
    const { streams, unmount, requests } = await startPage('slow')
    unmount()
    await settle()
    expect(streams[0]!.isLeft()).toBe(true)
    const { length } = requests
    await advance(60_000)
    expect(requests).toHaveLength(length)
  })

  it('reads nothing in a hidden tab', async () => {
    const { reads } = await startPage('slow')
    act(() => focusManager.setFocused(false))
    reads.length = 0
    await play(50_000)
    expect(reads).toEqual([])
  })

  it('puts nothing back into a cache that was cleared, as at sign-out', async () => {
    const { queryClient } = await startPage('slow')
    await click('Watch')
    queryClient.clear()
    await play(5_000)
    expect(queryClient.getQueryCache().getAll()).toEqual([])
  })
})

describe('a start with a stream that fails', () => {
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
      expect(starts(testbed.requests)).toEqual([start, 'POST /automation/run-async'])
      await advance(30_000)
      expect(state()).toBe('COMPLETED settled')
      expect(testbed.emulator.runs.list()).toHaveLength(1)
    },
  )

  it('takes the id from a server that answers with the stream itself, and leaves that', async () => {
    const testbed = createTestbed()
    let isLeft = false
    testbed.network.fetch = async (request) => {
      if (request.url.endsWith('run-sse')) {
        request.signal.addEventListener('abort', () => (isLeft = true))
      }
      return testbed.emulator.fetch(request)
    }
    testbed.render(<Page />)
    await click('Start')
    await play(4_000)
    expect(state()).toBe('RUNNING polling')
    expect(isLeft).toBe(false)
    await advance(30_000)
    expect(state()).toBe('COMPLETED settled')
    expect(starts(testbed.requests)).toEqual([start])
  })

  it.each([
    ['500', 'server_error', () => new Response('', { status: 500 })],
    ['502', 'server_error', () => new Response('', { status: 502 })],
    ['403', 'forbidden', () => new Response('', { status: 403 })],
    ['429', 'rate_limited', () => new Response('', { status: 429 })],
    ['a page', 'invalid_response', () => new Response('<html>')],
    ['an empty stream', 'network_error', () => stream('')],
    ['a stream without a run', 'invalid_response', () => stream('data: {"type":"COMPLETE"}\n\n')],
    ['nothing', 'network_error', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['silence', 'timeout', () => hold<Response>()],
  ])('starts nothing else when the answer is %s', async (_name, code, answer) => {
    const testbed = createTestbed()
    testbed.network.fetch = async () => answer()
    testbed.render(<Page />)
    await click('Start')
    await skip(31_000)
    expect(screen.getByRole('alert').textContent).toBe(code)
    await skip(60_000)
    expect(starts(testbed.requests)).toEqual([start])
  })
})

/** Moves time on at once, whatever has no answer. */
async function skip(milliseconds: number) {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds).then(() => {}))
}

function stream(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'text/event-stream' } })
}
