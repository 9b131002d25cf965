import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import { waitForFrame } from '../../test/waitForFrame.js'
import { RunViewer } from './RunViewer.js'

const hour = 60 * 60_000

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const badge = () => document.querySelector('.fishbowl-run-status-badge')?.textContent
const frame = () => document.querySelector('iframe')

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

  it('offers a retry only after the pause that TinyFish asked for', async () => {
    const testbed = createTestbed()
    const onRunAgain = vi.fn()
    const { runId } = testbed.emulator.runs.start({ scenario: 'failed-system-retry' })
    testbed.render(<RunViewer runId={runId} onRunAgain={onRunAgain} />)
    for (let poll = 0; poll < 30 && badge() !== 'Failed'; poll += 1) await advance(1_000)
    const button = screen.getByRole('button', { name: /^Try again in \d+ s$/ })
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
    const listSaid = () =>
      within(viewer)
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .filter(Boolean)
    await expect.poll(listSaid).toEqual(['Succeeded'])
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
