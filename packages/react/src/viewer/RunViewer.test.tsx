import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/renderWithEmulator.js'
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

/** The live frame, which loads in real time: fake time must not pass meanwhile, or it comes late. */
async function waitForFrame() {
  const isLoaded = () => document.querySelector('[data-frame="showing"]') !== null
  for (let round = 0; round < 500 && !isLoaded(); round += 1) await settle()
  return frame()
}

describe('RunViewer', () => {
  it('follows a run from the queue over the live browser to the result', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({
      scenario: 'success',
      goal: 'List the products',
    })
    testbed.render(<RunViewer runId={runId} />)
    expect(screen.getByText('Loading the run')).toBeVisible()
    await settle()
    expect(screen.getByRole('region', { name: 'Run: List the products' })).toBeVisible()
    await advance(8_000)
    expect(badge()).toBe('Running')
    const shown = await waitForFrame()
    expect(shown).not.toBe(null)
    await advance(3_500)
    expect(frame()).toBe(shown)
    await advance(20_000)
    expect(badge()).toBe('Succeeded')
    expect(screen.getByRole('grid')).toBeVisible()
    expect(frame()).toBe(null)
  })

  it('shows the steps while the run goes on, and leaves the live browser as it is', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    expect(screen.getByText('No steps yet')).toBeVisible()
    await advance(10_000)
    const shown = await waitForFrame()
    expect(document.querySelector('.fishbowl-newest-step')).toHaveTextContent(/^Step \d+: \S/)
    await advance(10_000)
    expect(frame()).toBe(shown)
    fireEvent.click(screen.getByRole('tab', { name: /^Steps \d/ }))
    const { length } = screen.getAllByRole('listitem')
    expect(length).toBeGreaterThan(2)
    await advance(20_000)
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(length)
  })

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

  it.each([
    ['goal-failed', 'Goal not reached', /goal was not reached|could not|not/i],
    ['empty-result', 'No result', 'The run came back without a result'],
    ['failed-system', 'Failed', 'TinyFish had a problem'],
    ['failed-agent', 'Failed', /Change the goal/],
    ['failed-billing', 'Failed', /Add credit/],
    ['cancelled', 'Cancelled', 'The run was cancelled'],
  ] as const)('shows %s as "%s"', async (scenario, label, text) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario, age: hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    expect(badge()).toBe(label)
    expect(screen.getAllByText(text)[0]).toBeVisible()
    expect(testbed.events).toContainEqual(expect.objectContaining({ type: 'outcome', runId }))
  })

  it('shows the live browser again after the end, when asked, and says until when', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Live browser' }))
    expect(frame()).not.toBe(null)
    expect(screen.getByText(/may be available until .*, 23 h left/)).toBeVisible()
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
    expect(document.querySelector('video')).not.toBe(null)
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

  it('cancels a run and shows what really became of it', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await settle()
    expect(badge()).toBe('Cancelled')
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBe(null)
  })

  it('does not show a cancellation that came too late as one', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'cancelled-too-late', age: 8_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const button = screen.queryByRole('button', { name: 'Cancel' })
    if (button) fireEvent.click(button)
    await advance(60_000)
    expect(badge()).toBe('Succeeded')
  })

  it('says so when a cancellation fails', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    testbed.network.fetch = async (request) =>
      request.method === 'POST'
        ? new Response('', { status: 500 })
        : testbed.emulator.fetch(request)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await settle()
    expect(screen.getByRole('alert')).toHaveTextContent('could not be cancelled')
    expect(testbed.events).toContainEqual({ type: 'cancel_failed', runId, code: 'server_error' })
    expect(badge()).toBe('Running')
  })

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

  it('offers a retry only after the pause that TinyFish asked for', async () => {
    const testbed = createTestbed()
    const onRunAgain = vi.fn()
    const { runId } = testbed.emulator.runs.start({ scenario: 'failed-system-retry' })
    testbed.render(<RunViewer runId={runId} onRunAgain={onRunAgain} />)
    for (let poll = 0; poll < 30 && badge() !== 'Failed'; poll += 1) await advance(1_000)
    const button = screen.getByRole('button', { name: /^Retry in \d+ s$/ })
    fireEvent.click(button)
    expect(onRunAgain).not.toHaveBeenCalled()
    await advance(31_000)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRunAgain).toHaveBeenCalledWith(expect.objectContaining({ runId }))
  })

  it.each([
    ['failed', { status: 'FAILED', error: { message: 'x', category: 'AGENT_FAILURE' } }],
    ['missed its goal', { status: 'COMPLETED', result: { success: false, reason: 'Login' } }],
  ])('gives the advice to use a profile when a run has %s', async (_, fields) => {
    const testbed = createTestbed()
    testbed.network.fetch = async () =>
      Response.json({
        run_id: 'run_1',
        ...fields,
        profile_hint: { reason: 'auth_wall', message: 'Sign in.', setup_url: '/profiles' },
      })
    testbed.render(<RunViewer runId="run_1" />)
    await settle()
    expect(screen.getByText(/wants visitors to sign in/)).toBeVisible()
    expect(screen.getByRole('link')).toHaveAttribute('href', 'https://agent.tinyfish.ai/profiles')
  })

  it('announces the outcome once, politely', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: hour })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const viewer = screen.getByRole('region', { name: /^Run/ })
    const said = within(viewer)
      .getAllByRole('status')
      .map(({ textContent }) => textContent)
    expect(said.filter(Boolean)).toEqual(['Succeeded'])
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

  it('attack: the goal turns the name of the viewer', async () => {
    const testbed = createTestbed()
    const goal = `List \u202Eall ${'x'.repeat(5_000)}`
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: hour, goal })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const name = screen.getByRole('region', { name: /^Run: List all x/ }).ariaLabel ?? ''
    expect(name).not.toContain('\u202E')
    expect(name.length).toBeLessThan(400)
  })

  it('lets no URL, key or payload into the markup or the events', async () => {
    const testbed = createTestbed({ apiKey: 'test' })
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    const url = frame()?.src ?? ''
    frame()?.remove()
    expect(url).not.toBe('')
    expect(document.body.innerHTML).not.toContain(new URL(url).pathname)
    expect(JSON.stringify(testbed.events)).not.toContain(new URL(url).pathname)
  })
})
