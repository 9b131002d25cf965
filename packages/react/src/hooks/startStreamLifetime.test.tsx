import { focusManager } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import {
  click,
  Page,
  play,
  purposes,
  reads,
  shown,
  startByHand,
  Starter,
  state,
  takeOverStream,
  Watcher,
} from '../../test/streamedRunPage.js'
import { FishbowlProvider } from '../FishbowlProvider.js'

beforeEach(() => {
  shown.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

describe('useStartRun with a stream', () => {
  it('goes on when the component that started the run is gone', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    function Dialog() {
      const [runId, setRunId] = useState('')
      return runId ? (
        <Watcher runId={runId} />
      ) : (
        <Starter url="https://tidewater.example/" onStart={setRunId} />
      )
    }
    testbed.render(<Dialog />)
    await click('Start')
    await stream.say({ type: 'STARTED' })
    expect(screen.queryByRole('button', { name: 'Start' })).toBe(null)
    await advance(25_000)
    await stream.say({ type: 'PROGRESS', purpose: 'Open' })
    expect(purposes()).toHaveLength(1)
    expect(stream.isLeft).toBe(false)
  })

  it('leaves the stream when the provider is gone', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { unmount } = testbed.render(<Page />)
    await click('Start')
    await stream.say({ type: 'STARTED' })
    unmount()
    await settle()
    expect(stream.isLeft).toBe(true)
    const { length } = testbed.requests
    await advance(60_000)
    expect(testbed.requests).toHaveLength(length)
  })

  it('leaves the stream when another client takes over, as for another user', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { rerender } = render(testbed.wrap(<Page />))
    await click('Start')
    await stream.say({ type: 'STARTED' })
    const other = createTestbed()
    rerender(
      <FishbowlProvider client={other.client} queryClient={testbed.queryClient}>
        <Page />
      </FishbowlProvider>,
    )
    await settle()
    expect(stream.isLeft).toBe(true)
    expect(other.requests).toEqual([`GET /runs/${stream.runId}`])
  })

  it('does not abort a start when the provider goes before the run has a name', async () => {
    const testbed = createTestbed()
    const stream = takeOverStream(testbed)
    const { unmount } = testbed.render(<Page />)
    await click('Start')
    unmount()
    await settle()
    expect(stream.isLeft).toBe(false)
    await stream.say({ type: 'STARTED' })
    await advance(30_000)
    expect(stream.isLeft).toBe(true)
  })

  it('leaves the stream when nobody shows the run any longer, and polls when somebody does again', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await click('Watch')
    await advance(9_000)
    expect(stream.isLeft).toBe(false)
    await advance(15_000)
    expect(stream.isLeft).toBe(true)
    expect(reads(testbed)).toHaveLength(0)
    await click('Watch')
    expect(state()).toBe('RUNNING polling')
    expect(reads(testbed)).toHaveLength(1)
  })

  it('keeps the stream in a hidden tab, and reads nothing there', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="slow" />)
    await click('Start')
    act(() => focusManager.setFocused(false))
    await play(50_000)
    expect(state()).toBe('RUNNING streaming')
    expect(purposes().length).toBeGreaterThan(2)
    expect(reads(testbed)).toHaveLength(0)
  })

  it('puts nothing back into a cache that was cleared, as at sign-out', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await click('Watch')
    testbed.queryClient.clear()
    await stream.say({ type: 'PROGRESS', purpose: 'Open' })
    expect(testbed.queryClient.getQueryCache().getAll()).toEqual([])
    expect(stream.isLeft).toBe(true)
  })

  it('holds no more than four streams, so that reads find a free connection', async () => {
    const testbed = createTestbed({ scenario: 'slow' })
    testbed.render(Array.from({ length: 5 }, (_, index) => <Page key={index} scenario="slow" />))
    for (const button of screen.getAllByRole('button', { name: 'Start' })) {
      fireEvent.click(button)
      await settle()
    }
    await play(4_000)
    const states = screen.getAllByText(/^[A-Z]+ [a-z]+$/).map(({ textContent }) => textContent)
    expect(states).toEqual(['RUNNING polling', ...Array(4).fill('RUNNING streaming')])
  })
})
