import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { makeCompletedRun } from '../../test/makeRun.js'
import { createTestbed } from '../../test/renderWithEmulator.js'
import { RunLiveView } from '../components/RunLiveView.js'

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

  it('leaves no timer behind', () => {
    const { unmount } = show()
    tick(hour)
    unmount()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('may never come', () => {
    const testbed = createTestbed()
    const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
    testbed.render(<RunLiveView run={run} />, { liveViewTtl: Infinity })
    tick(hour)
    expect(state()).toBe('replayable')
  })

  it('comes when the host says so', () => {
    const testbed = createTestbed()
    const run = makeCompletedRun({}, { streaming_url: 'http://stream.localhost:9/tf-1/stream/0' })
    testbed.render(<RunLiveView run={run} />, { liveViewTtl: hour / 2 })
    expect(state()).toBe('expired')
  })
})
