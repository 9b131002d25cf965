import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import { waitForFrame } from '../../test/waitForFrame.js'
import { RunViewer } from './RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const frame = () => document.querySelector('iframe')

describe('RunViewer', () => {
  it.each([
    ['http-404', 'This run was not found'],
    ['http-401', 'You are not signed in'],
    ['http-403', 'You may not see this run'],
    ['http-410', 'This run is no longer kept'],
  ] as const)('explains %s', async (scenario, title) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    expect(screen.getByText(title)).toBeVisible()
  })

  it('explains that something is no run id', async () => {
    const testbed = createTestbed()
    testbed.render(<RunViewer runId="../admin" />)
    await settle()
    expect(screen.getByText('This is not a run id')).toBeVisible()
    expect(testbed.requests).toEqual([])
  })

  it('keeps the last good run on screen while the connection is lost, and recovers', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const shown = await waitForFrame()
    testbed.network.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    await advance(3_500)
    expect(screen.getByText(/The connection was lost/)).toBeVisible()
    expect(frame()).toBe(shown)
    testbed.network.fetch = testbed.emulator.fetch
    await advance(10_000)
    expect(screen.queryByText(/The connection was lost/)).toBe(null)
    expect(frame()).toBe(shown)
  })
})
