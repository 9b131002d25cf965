import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { makeCompletedRun } from '../../test/makeRun.js'
import { createTestbed } from '../../test/createTestbed.js'
import { RunLiveView } from '../live-view/RunLiveView.js'

const hour = 3_600_000
const day = 24 * hour
const finishedAt = Date.parse('2026-03-01T10:01:30Z')

beforeEach(() => {
  vi.useFakeTimers({ now: finishedAt + hour })
})

afterEach(() => {
  vi.useRealTimers()
})

const tick = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds)
  })

const state = () => document.querySelector('.fishbowl-run-live-view')?.getAttribute('data-state')

function show(testbed = createTestbed()) {
  const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
  return testbed.render(<RunLiveView run={run} />)
}

describe('the end of a live view', () => {
  it('is told a minute before, and takes the frame away to the second', () => {
    show()
    expect(state()).toBe('replayable')
    tick(day - hour - 61_000)
    expect(screen.queryByText(/ends in less than a minute/)).toBe(null)
    tick(1_000)
    expect(screen.getByText('The live view ends in less than a minute.')).toBeVisible()
    tick(59_000)
    expect(state()).toBe('replayable')
    tick(1_500)
    expect(state()).toBe('expired')
    expect(document.querySelector('iframe')).toBe(null)
  })

  it('is noticed at once when a computer wakes up, without any timer', () => {
    show()
    vi.setSystemTime(finishedAt + 25 * hour)
    expect(state()).toBe('replayable')
    act(() => {
      window.dispatchEvent(new Event('focus'))
    })
    expect(state()).toBe('expired')
  })

  it('is not undone by setting the clock back', () => {
    show()
    vi.setSystemTime(finishedAt + 25 * hour)
    act(() => {
      window.dispatchEvent(new Event('focus'))
    })
    vi.setSystemTime(finishedAt + hour)
    act(() => {
      window.dispatchEvent(new Event('focus'))
    })
    expect(state()).toBe('expired')
  })

  it('is announced once, and leaves no timer although it is still on the page', () => {
    show()
    const said: (string | null)[] = []
    const observer = new MutationObserver(() => {})
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    tick(day)
    for (const { addedNodes } of observer.takeRecords()) {
      for (const node of addedNodes) said.push(node.textContent)
    }
    observer.disconnect()
    expect(said.filter((text) => text?.includes('The live view has ended'))).toHaveLength(1)
    expect(document.querySelector('iframe')).toBe(null)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is taken back when the server’s clock shows that this page’s was wrong', async () => {
    vi.useRealTimers()
    const testbed = createTestbed()
    const now = Date.now()
    const finished = new Date(now - 25 * hour).toISOString().replace(/\.\d+/, '')
    const fields = {
      run_id: 'run_1',
      status: 'COMPLETED',
      result: {},
      finished_at: finished,
      streaming_url: 'http://stream.localhost:9/tf-1/stream/0',
    }
    testbed.network.fetch = async () =>
      Response.json({ ...fields, server_now: new Date(now - 2 * hour).toISOString() })
    const run = makeCompletedRun({}, fields)
    const { rerender } = testbed.render(<RunLiveView run={run} />)
    expect(state()).toBe('expired')
    const read = await testbed.client.getRun('run_1')
    rerender(<RunLiveView run={{ ...read }} />)
    expect(state()).toBe('replayable')
  })

  it('attack: comes later, by a finish that is told later and later', () => {
    const testbed = createTestbed()
    const make = (finished_at: string | null) =>
      makeCompletedRun(
        {},
        {
          finished_at,
          streaming_url: 'http://stream.localhost:9/tf-1/stream/0',
        },
      )
    const ago = (time: number) => new Date(Date.now() - time).toISOString()
    const { rerender } = testbed.render(<RunLiveView run={make(ago(4 * hour))} />)
    for (const finished of [ago(hour), ago(23 * hour), null, ago(1_000), ago(-20 * hour)]) {
      rerender(<RunLiveView run={make(finished)} />)
      expect(state()).toBe('replayable')
    }
    // By then 23 hours ago is 24 and a half.
    tick(1.5 * hour)
    expect(state()).toBe('expired')
    for (const finished of [ago(hour), null]) {
      rerender(<RunLiveView run={make(finished)} />)
      expect(state()).toBe('expired')
    }
  })

  describe('by the server’s clock', () => {
    const answer = async (testbed: ReturnType<typeof createTestbed>, wrongBy: number) => {
      testbed.network.fetch = async () =>
        Response.json({
          run_id: 'other',
          status: 'COMPLETED',
          server_now: new Date(Date.now() + wrongBy).toISOString(),
        })
      await act(() => testbed.client.getRun('other'))
    }

    it('attack: is there for good by one wrong time, though the next one is right', async () => {
      const testbed = createTestbed()
      show(testbed)
      await answer(testbed, 0)
      expect(state()).toBe('replayable')
      await answer(testbed, 30 * hour)
      expect(state()).toBe('expired')
      await answer(testbed, 0)
      expect(state()).toBe('replayable')
    })

    it('attack: is undone by a clock that differs by milliseconds', async () => {
      const testbed = createTestbed()
      const run = makeCompletedRun(
        {},
        {
          finished_at: new Date(Date.now() - 25 * hour).toISOString(),
          streaming_url: 'http://stream.localhost:9/tf-1/stream/0',
        },
      )
      const { rerender } = testbed.render(<RunLiveView run={run} />)
      expect(state()).toBe('expired')
      for (const wrongBy of [1, 40, -3]) {
        await answer(testbed, wrongBy)
        rerender(<RunLiveView run={{ ...run, finishedAt: null }} />)
        expect(state()).toBe('expired')
      }
    })
  })

  it('is not worked out again by a render that brings nothing new', () => {
    const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
    let reads = 0
    const watched = new Proxy(run, {
      get(target, key) {
        if (key === 'streamingUrl') reads += 1
        return Reflect.get(target, key) as unknown
      },
    })
    const { rerender } = createTestbed().render(<RunLiveView run={watched} />)
    const before = reads
    for (let round = 0; round < 10; round += 1) rerender(<RunLiveView run={watched} />)
    expect(reads).toBe(before)
    tick(30_000)
    expect(reads).toBeGreaterThan(before)
  })

  it('leaves no timer behind', () => {
    const { unmount } = show()
    tick(hour)
    unmount()
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([40 * day, Infinity, Number.NaN])('does not come at once with a ttl of %d', (ttl) => {
    const setTimer = vi.spyOn(globalThis, 'setTimeout')
    const testbed = createTestbed()
    const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
    testbed.render(<RunLiveView run={run} />, { liveViewTtl: ttl })
    tick(hour)
    expect(state()).toBe('replayable')
    for (const [, wait = 0] of setTimer.mock.calls) expect(wait).toBeLessThanOrEqual(30_000)
    setTimer.mockRestore()
  })

  it('comes when the host says so', () => {
    const testbed = createTestbed()
    const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
    testbed.render(<RunLiveView run={run} />, { liveViewTtl: hour / 2 })
    expect(state()).toBe('expired')
  })
})
