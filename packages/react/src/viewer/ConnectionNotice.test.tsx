import { fireEvent, screen } from '@testing-library/react'
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
    ['http-403', 'You are not allowed to see this run'],
    ['http-410', 'This run is no longer kept'],
  ] as const)('explains %s, and offers no reading that cannot help', async (scenario, title) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    expect(screen.getByText(title)).toBeVisible()
    expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(
      scenario === 'http-401' ? 1 : 0,
    )
  })

  it('tells a session that has ended, an answer that cannot be read and a lost network apart', async () => {
    const answers = [
      async () => new Response('{}', { status: 401 }),
      async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
      () => Promise.reject(new TypeError('Failed to fetch')),
      async () => new Response('{}', { status: 500 }),
    ]
    const seen = []
    for (const answer of answers) {
      const testbed = createTestbed()
      testbed.network.fetch = answer
      const { unmount } = testbed.render(<RunViewer runId="run_1" onSignIn={() => {}} />)
      await settle()
      const notice = document.querySelector('.fishbowl-notice')!
      seen.push({
        title: notice.querySelector('.fishbowl-notice-title')?.textContent,
        icon: notice.querySelector('path')?.getAttribute('d'),
        button: notice.querySelector('button')?.textContent,
      })
      unmount()
    }
    expect(seen.map(({ title, button }) => [title, button])).toEqual([
      ['You are not signed in', 'Sign in'],
      ['The answer cannot be read', undefined],
      ['The server cannot be reached', undefined],
      ['The server has a problem', undefined],
    ])
    expect(new Set(seen.map(({ icon }) => icon)).size).toBe(seen.length)
  })

  it('offers to ask for access to what is refused, and names the run to the host alone', async () => {
    const testbed = createTestbed()
    const onRequestAccess = vi.fn()
    const { runId } = testbed.emulator.runs.start({ scenario: 'http-403' })
    testbed.render(
      <RunViewer runId={runId} audience="customer" onRequestAccess={onRequestAccess} />,
    )
    await settle()
    fireEvent.click(screen.getByRole('button', { name: 'Ask for access' }))
    expect(onRequestAccess).toHaveBeenCalledWith(runId)
    expect(document.body.outerHTML).not.toContain(runId)
  })

  it('offers to sign in beside a run whose updates have stopped', async () => {
    const testbed = createTestbed()
    const onSignIn = vi.fn()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    testbed.render(<RunViewer runId={runId} onSignIn={onSignIn} />)
    await settle()
    testbed.network.fetch = async () => new Response('{}', { status: 401 })
    await advance(3_500)
    expect(screen.getByText('Updates have stopped. You are not signed in.')).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(onSignIn).toHaveBeenCalledTimes(1)
  })

  it('keeps the code for operators, behind a detail', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'http-404' })
    testbed.render(<RunViewer runId={runId} />)
    await settle()
    expect(screen.getByText('NOT_FOUND · 404')).not.toBeVisible()
    expect(screen.getByText('Error code')).toBeVisible()
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
