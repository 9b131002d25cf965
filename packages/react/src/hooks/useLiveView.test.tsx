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
