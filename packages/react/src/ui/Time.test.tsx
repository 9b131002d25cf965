import type { FishbowlClient } from '@fishbowl/core'
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import { RunLiveView } from '../live-view/RunLiveView.js'
import { RunActions } from '../status/RunActions.js'
import { RunSummary } from '../status/RunSummary.js'
import { ElapsedTime, Time } from './Time.js'

const truth = Date.parse('2026-03-01T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A page whose clock is ahead of the server's, and what tells it so. */
function open(ahead: number) {
  vi.setSystemTime(truth + ahead)
  const { wrap, client } = createTestbed()
  let offset = 0
  const listeners = new Set<() => void>()
  const wrong: FishbowlClient = {
    ...client,
    getClockOffset: () => offset,
    subscribeToClock(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    show: (ui: React.ReactNode) => render(wrap(ui, { client: wrong } as object)),
    hear: () =>
      act(() => {
        offset = -ahead
        listeners.forEach((listener) => listener())
      }),
  }
}

describe.each([
  ['10 minutes ahead', 600_000],
  ['10 minutes behind', -600_000],
  ['days ahead', 3 * 86_400_000],
])('on a page whose clock is %s', (_name, ahead) => {
  it('a time, a running clock and a run’s day are told by the server’s clock', () => {
    const { show, hear } = open(ahead)
    const since = truth - 21_000
    show(
      <>
        <Time value={since} format="relative" />
        <ElapsedTime since={since} />
        <RunSummary run={makeRun({ started_at: new Date(since).toISOString() })} />
      </>,
    )
    hear()
    expect(screen.getByText('21 sec ago')).toBeVisible()
    expect(screen.getAllByText('0:21')).toHaveLength(2)
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(since)
    expect(screen.getByText(clock)).toBeVisible()
  })

  it('so are the pause before a retry and the end of a live view', () => {
    const { show, hear } = open(ahead)
    const failed = makeRun({
      status: 'FAILED',
      finished_at: new Date(truth - 10_000).toISOString(),
      error: { message: 'x', category: 'SYSTEM_FAILURE', retry_after: 60 },
    })
    const expired = makeCompletedRun(null, {
      finished_at: new Date(truth - 25 * 3_600_000).toISOString(),
      streaming_url: 'https://stream.mino.ai/tf-1/stream/0',
    })
    // The answer that brought the run has told the time, too.
    hear()
    show(
      <>
        <RunActions run={failed} onRunAgain={() => {}} />
        <RunLiveView run={expired} />
      </>,
    )
    expect(screen.getByText('Try again in 0:50')).toBeVisible()
    const end = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(truth - 3_600_000)
    expect(screen.getByText(`It was available until ${end} at the latest.`)).toBeVisible()
  })
})
