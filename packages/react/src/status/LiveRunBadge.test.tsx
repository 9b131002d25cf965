import { focusManager } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { createRef, Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, hold, look, settle } from '../../test/createTestbed.js'
import { RunViewer } from '../viewer/RunViewer.js'
import { LiveRunBadge } from './LiveRunBadge.js'

function startRuns(testbed: ReturnType<typeof createTestbed>, count: number) {
  return Array.from({ length: count }, () =>
    testbed.emulator.runs.start({ scenario: 'queued' }),
  ).map(({ runId }) => runId)
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('LiveRunBadge', () => {
  it('needs only a run id, and follows the run to its end', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'goal-failed' })
    testbed.render(<LiveRunBadge runId={runId} data-testid="badge" />)
    expect(screen.getByTestId('badge')).toHaveTextContent('Loading')
    await look()
    expect(screen.getByTestId('badge')).toHaveTextContent(/Queued|Running/)
    await advance(60_000)
    expect(screen.getByTestId('badge')).toHaveTextContent('Goal not reached')
    expect(screen.getByTestId('badge')).toHaveAttribute('data-outcome', 'goal_failed')
    const { length } = testbed.requests
    await advance(60_000)
    expect(testbed.requests).toHaveLength(length)
  })

  it('reads a hundred runs with one request', async () => {
    const testbed = createTestbed()
    const runIds = startRuns(testbed, 250)
    // Without the style sheet a badge is as large as its icon likes.
    const small = { display: 'inline-block', inlineSize: 20, blockSize: 12, overflow: 'hidden' }
    testbed.render(runIds.map((runId) => <LiveRunBadge key={runId} runId={runId} style={small} />))
    await look()
    expect(screen.getAllByText('Queued')).toHaveLength(250)
    expect(testbed.requests).toEqual(Array.from({ length: 3 }, () => 'POST /runs/batch'))
    testbed.requests.length = 0
    await advance(30_000)
    expect(testbed.requests.length).toBeGreaterThan(5)
    expect(testbed.requests.length).toBeLessThanOrEqual(12)
  })

  it('reads nothing while it is scrolled out of view, and reads again in view', async () => {
    const testbed = createTestbed()
    const [near = '', far = ''] = startRuns(testbed, 2)
    testbed.render(
      <>
        <LiveRunBadge runId={near} />
        <div style={{ blockSize: 5_000 }} />
        <LiveRunBadge runId={far} data-testid="far" />
      </>,
    )
    await look()
    await advance(10_000)
    expect(new Set(testbed.requests)).toEqual(new Set([`GET /runs/${near}`]))

    screen.getByTestId('far').scrollIntoView()
    await look()
    testbed.requests.length = 0
    await advance(10_000)
    expect(screen.getByTestId('far')).toHaveTextContent('Queued')
    expect(new Set(testbed.requests)).toEqual(new Set([`GET /runs/${far}`]))
  })

  it('reads out of view where it is told to', async () => {
    const testbed = createTestbed()
    const [runId = ''] = startRuns(testbed, 1)
    testbed.render(
      <>
        <div style={{ blockSize: 5_000 }} />
        <LiveRunBadge runId={runId} readOffscreen />
      </>,
    )
    await settle()
    await advance(2 * aPoll)
    expect(testbed.requests.length).toBeGreaterThanOrEqual(2)
  })

  it('renders nothing for news that it does not show', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    const run = testbed.emulator.runs.get(runId)
    const onRender = vi.fn()
    let steps = 0
    testbed.network.fetch = async () => Response.json({ ...run, num_of_steps: (steps += 1) })
    testbed.render(
      <Profiler id="badge" onRender={onRender}>
        <LiveRunBadge runId={runId} />
      </Profiler>,
    )
    await look()
    onRender.mockClear()
    await advance(3 * aPoll)
    expect(steps).toBeGreaterThanOrEqual(3)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('shares its reads with a viewer of the same run', async () => {
    const testbed = createTestbed()
    const [runId = ''] = startRuns(testbed, 1)
    testbed.render(
      <>
        <LiveRunBadge runId={runId} />
        <RunViewer runId={runId} />
      </>,
    )
    await look()
    await advance(10_000)
    expect(testbed.requests.length).toBeLessThanOrEqual(5)
  })

  it('says that a run is unavailable, also while it is asked for again', async () => {
    const testbed = createTestbed()
    testbed.network.fetch = async () => new Response('', { status: 503 })
    testbed.render(<LiveRunBadge runId="run_1" data-testid="badge" />)
    await look()
    expect(screen.getByTestId('badge')).toHaveTextContent('Unavailable')
    testbed.network.fetch = () => hold()
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(2)
    expect(screen.getByTestId('badge')).toHaveTextContent('Unavailable')
  })

  it('is a badge like any other: one element, its attributes, no violations', async () => {
    const testbed = createTestbed()
    const [runId = ''] = startRuns(testbed, 1)
    const ref = createRef<HTMLSpanElement>()
    const { container } = testbed.render(
      <LiveRunBadge ref={ref} runId={runId} className="mine" style={{ opacity: 0.9 }} />,
    )
    const first = ref.current
    await look()
    expect(ref.current).toBe(first)
    expect(container.children).toHaveLength(1)
    expect(first).toHaveClass('fishbowl-run-status-badge', 'mine')
    expect(first).toHaveStyle({ opacity: '0.9' })
    vi.useRealTimers()
    const { violations } = await axe.run(first ?? document, {
      rules: { region: { enabled: false } },
    })
    expect(violations).toEqual([])
  })
})
