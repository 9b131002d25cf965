import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import { RunViewer } from './RunViewer.js'

const minute = 60_000
const hour = 60 * minute

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const badge = () => document.querySelector('.fishbowl-run-status-badge')?.textContent
const frame = () => document.querySelector('iframe')

describe('RunViewer', () => {
  it('leaves who reads the steps there when the run ends', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 12_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: /^Steps/ }))
    const list = screen.getByRole('list')
    await advance(20_000)
    expect(badge()).toBe('Succeeded')
    expect(screen.getByRole('list')).toBe(list)
    expect(screen.getByRole('tab', { name: 'Result' })).toBeVisible()
  })

  it('shows the live browser again after the end, when asked, and says until when', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    expect(frame()).not.toBe(null)
    expect(screen.getByText(/might be available until .*, 23 h left/)).toBeVisible()
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Live browser' }), { key: 'ArrowLeft' })
    expect(screen.getByRole('tab', { name: 'Result' })).toHaveFocus()
    expect(frame()).toBe(null)
  })

  it('takes the live browser away when its day is over', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 24 * hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    expect(frame()).not.toBe(null)
    await advance(minute)
    expect(frame()).toBe(null)
    expect(screen.getByText('The live view has ended')).toBeVisible()
  })

  it('offers what else there is to see when the live browser has gone', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'recording', age: 25 * hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent)
    expect(tabs).toEqual(['Result', 'Live browser', 'Recording', 'Steps 6'])
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    fireEvent.click(screen.getByRole('button', { name: 'Step pictures' }))
    expect(screen.getByRole('tab', { name: 'Steps 6' })).toHaveFocus()
    expect(screen.getByText('Open tidewater.example')).toBeVisible()
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    fireEvent.click(screen.getByRole('button', { name: 'Watch the recording' }))
    expect(screen.getByRole('tab', { name: 'Recording' })).toHaveFocus()
    expect(document.querySelector('video')).not.toBe(null)
  })

  it('waits for the recording of a run that was asked to have one', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'recording', age: 19_000 })
    testbed.render(<RunViewer runId={runId} awaitRecording />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Recording' }))
    expect(screen.getByText('The recording is not there yet')).toBeVisible()
    await advance(10_000)
    expect(screen.queryByText('The recording is not there yet')).toBe(null)
    const video = document.querySelector('video')!
    // Nothing answers at its address, for which the run is read once more.
    if (!video.error) await new Promise((resolve) => video.addEventListener('error', resolve))
    await advance(1_000)
    const { length } = testbed.requests
    await advance(minute)
    expect(testbed.requests).toHaveLength(length)
  })

  it('reads the run again when the recording cannot be loaded, once by itself', async () => {
    // Nothing answers at the addresses of the recording, so the video fails by itself.
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'recording', age: hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Recording' }))
    const video = document.querySelector('video')
    const addresses = new Set([video?.src])
    for (let round = 0; round < 20 && !screen.queryByText(/could not be loaded/); round += 1) {
      await advance(1_000)
      addresses.add(video?.src)
    }
    expect(screen.getByText('The recording could not be loaded')).toBeVisible()
    expect(testbed.requests).toHaveLength(2)
    expect(addresses.size).toBe(2)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(testbed.requests).toHaveLength(3)
  })

  it('forgets the chosen tab when it is given another run', async () => {
    const testbed = createTestbed()
    const first = testbed.emulator.runs.start({ scenario: 'success', age: hour })
    const second = testbed.emulator.runs.start({ scenario: 'success', age: hour })
    const { rerender } = testbed.render(<RunViewer runId={first.runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    rerender(<RunViewer runId={second.runId} />)
    await settle()
    expect(screen.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true')
  })
})
