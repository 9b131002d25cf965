import { act, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { countListeners } from '../../test/countListeners.js'
import { makeRun } from '../../test/makeRun.js'
import { advance, createTestbed, look, settle } from '../../test/createTestbed.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunViewer } from '../viewer/RunViewer.js'
import { RunLiveView } from './RunLiveView.js'

const streamOrigin = 'http://stream.localhost:9'

afterEach(() => {
  vi.useRealTimers()
})

describe('what a live view costs', () => {
  it('is loaded once in a thousand polls, each of which brings something new', async () => {
    vi.useFakeTimers()
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    const run = testbed.emulator.runs.get(runId)
    let polls = 0
    testbed.network.fetch = async () => {
      polls += 1
      return Response.json({ ...run, streaming_url: `${streamOrigin}/a`, num_of_steps: polls })
    }
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const frame = document.querySelector('iframe')
    // The frame loads in real time. Until it has, fake minutes would make it one that never answers.
    while (frame?.contentDocument) await act(nextTask)
    const changes = vi.fn()
    const observer = new MutationObserver(changes)
    if (frame) observer.observe(frame, { attributes: true })

    // Reading a body takes two tasks of the event loop, which fake time does not bring about.
    while (polls < 100) {
      await act(() => vi.advanceTimersByTimeAsync(1_700).then(nextTask).then(nextTask))
    }
    // The others are read at once: the polls of a run that takes long are a minute apart.
    while (polls < 1_000) await act(() => testbed.queryClient.refetchQueries())

    expect(document.querySelector('iframe')).toBe(frame)
    expect(frame?.isConnected).toBe(true)
    expect(changes).not.toHaveBeenCalled()
    observer.disconnect()
  }, 120_000)

  it('leaves no listener, timer or observer behind', () => {
    vi.useFakeTimers()
    const listeners = countListeners(window, document)
    const observers = new Set<IntersectionObserver>()
    vi.spyOn(IntersectionObserver.prototype, 'observe').mockImplementation(function (
      this: IntersectionObserver,
    ) {
      observers.add(this)
    })
    vi.spyOn(IntersectionObserver.prototype, 'disconnect').mockImplementation(function (
      this: IntersectionObserver,
    ) {
      observers.delete(this)
    })

    const { unmount } = render(
      <RunLiveView run={makeRun({ streaming_url: 'https://stream.mino.ai/session/a' })} />,
      { container: document.createElement('div') },
    )
    expect(listeners.size).toBeGreaterThan(0)
    expect(observers.size).toBe(1)
    unmount()
    expect([...listeners.keys()]).toEqual([])
    expect(observers.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is no still for one that waits for its turn out of view', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 20_000 })
    const run = await testbed.client.getRun(runId)
    vi.useFakeTimers()
    testbed.requests.length = 0
    testbed.render(
      <>
        <div style={{ blockSize: 5_000 }} />
        <RunLiveView run={run} data-testid="far" />
      </>,
      { liveFrameBudget: 0 },
    )
    await look()
    await advance(10_000)
    expect(testbed.requests).toEqual([])

    screen.getByTestId('far').scrollIntoView()
    await look()
    await advance(2_000)
    expect(testbed.requests).toHaveLength(1)
  })

  it('is no frame for a view that merely flies past', async () => {
    vi.useFakeTimers()
    const space = <div style={{ blockSize: 3_000 }} />
    const show = (index: number) => (
      <RunLiveView
        data-testid={index}
        run={makeRun({ run_id: `run_${index}`, streaming_url: `${streamOrigin}/${index}` })}
      />
    )
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost liveFrameBudget={1}>
        {show(1)}
        {space}
        {show(2)}
        {space}
        {show(3)}
      </FishbowlProvider>,
    )
    const getShown = () => document.querySelector('iframe')?.src.at(-1)
    await look()
    expect(getShown()).toBe('1')
    screen.getByTestId('2').scrollIntoView()
    await look()
    expect(getShown()).toBe('1')
    screen.getByTestId('3').scrollIntoView()
    await look()
    expect(getShown()).toBe('1')
    await advance(500)
    expect(getShown()).toBe('3')
  })

  it('is at most four frames for twelve viewers', () => {
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        {Array.from({ length: 12 }, (_, index) => (
          <RunLiveView
            key={index}
            run={makeRun({ run_id: `run_${index}`, streaming_url: `${streamOrigin}/${index}` })}
          />
        ))}
      </FishbowlProvider>,
    )
    expect(document.querySelectorAll('iframe')).toHaveLength(4)
    expect(document.querySelectorAll('[data-state="waiting-turn"]')).toHaveLength(8)
  })
})

/** A message comes without the 4 ms that a timer has to wait for. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
