import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { createTestbed } from '../../test/renderWithEmulator.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import type { FishbowlEvent } from '../fishbowlEvent.js'
import { RunLiveView } from './RunLiveView.js'

// Nothing answers there: these tests are about the element, not about what it loads.
const streamOrigin = 'http://stream.localhost:9'

function show(fields: Record<string, unknown>, events: FishbowlEvent[] = []) {
  const ui = (run: Record<string, unknown>) => (
    <FishbowlProvider
      endpoint="/api"
      allowInsecureLocalhost
      onEvent={(event) => events.push(event)}
    >
      <RunLiveView run={makeRun(run)} />
    </FishbowlProvider>
  )
  const { rerender } = render(ui(fields))
  return { update: (next: Record<string, unknown>) => rerender(ui(next)) }
}

const frame = () => document.querySelector('iframe')

describe('RunLiveView', () => {
  it('gives the frame exactly the attributes of a view-only frame, the sandbox before the address', () => {
    show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const attributes = [...(frame()?.attributes ?? [])].map(({ name }) => name)
    expect(attributes.indexOf('sandbox')).toBeLessThan(attributes.indexOf('src'))
    expect(frame()).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(frame()).toHaveAttribute('referrerpolicy', 'no-referrer')
    expect(frame()).toHaveAttribute('tabindex', '-1')
    expect(frame()).toHaveAttribute('inert')
    expect(frame()?.allow).toMatch(/^(\S+ 'none'(; )?)+$/)
    expect(frame()).not.toHaveAttribute('allowfullscreen')
    expect(frame()?.title).toBe('Live browser, run run_1')
  })

  it('keeps the frame over polls and replaces it for another address', () => {
    const { update } = show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const first = frame()
    update({ streaming_url: `${streamOrigin}/tf-1/stream/0`, num_of_steps: 3 })
    expect(frame()).toBe(first)
    update({ streaming_url: `${streamOrigin}/tf-1/stream/1` })
    expect(frame()).not.toBe(first)
  })

  it('replaces the frame when address and mode change in one render', () => {
    const ui = (path: string, interactive: boolean) => (
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          run={makeRun({ streaming_url: `${streamOrigin}${path}` })}
          interactive={interactive}
        />
      </FishbowlProvider>
    )
    const { rerender } = render(ui('/a', false))
    const first = frame()
    rerender(ui('/b', true))
    expect(frame()).not.toBe(first)
    expect(frame()).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(frame()).toHaveAttribute('inert')
  })

  it('tells what cannot see the frame what the run is doing', () => {
    const { update } = show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(screen.getByRole('img', { name: 'Live browser: Running' })).toBeVisible()
    update({ status: 'PENDING', streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(screen.getByRole('img', { name: 'Live browser: Queued' })).toBeVisible()
  })

  it('gives the keyboard back to a field inside a shadow root', async () => {
    const host = document.body.appendChild(document.createElement('div'))
    const field = document.createElement('input')
    host.attachShadow({ mode: 'open' }).append(field)
    show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    field.focus()
    frame()?.toggleAttribute('inert', false)
    frame()?.focus()
    act(() => {
      window.dispatchEvent(new Event('blur'))
    })
    await waitFor(() => expect(host.shadowRoot?.activeElement).toBe(field))
    host.remove()
  })

  it('loads the frame anew when asked, and takes it away when hidden', async () => {
    show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const first = frame()
    await userEvent.click(screen.getByRole('button', { name: 'Reload' }))
    expect(frame()).not.toBe(null)
    expect(frame()).not.toBe(first)
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }))
    expect(frame()).toBe(null)
    await userEvent.click(screen.getByRole('button', { name: 'Show live browser' }))
    expect(frame()).not.toBe(null)
  })

  it('refuses an unknown host, names it and says how to allow it', () => {
    const events: FishbowlEvent[] = []
    show({ streaming_url: 'https://evil.example/s/secret-path' }, events)
    expect(frame()).toBe(null)
    expect(screen.getByText(/It is on evil\.example/)).toHaveTextContent('allowedStreamHosts')
    expect(events).toContainEqual({
      type: 'live_view_refused',
      runId: 'run_1',
      reason: 'host_not_allowed',
      host: 'evil.example',
    })
    expect(document.body.innerHTML + JSON.stringify(events)).not.toContain('secret-path')
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,hi',
    URL.createObjectURL(new Blob(['<p>'], { type: 'text/html' })),
    `${location.origin}/page`,
  ])('refuses %s', (url) => {
    show({ streaming_url: url })
    expect(frame()).toBe(null)
    expect(screen.getByText('This live view is not shown')).toBeVisible()
  })

  it('replaces a good frame by the refusal when the address turns bad', () => {
    const { update } = show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    update({ streaming_url: 'https://evil.example/' })
    expect(frame()).toBe(null)
    expect(screen.getByText('This live view is not shown')).toBeVisible()
  })

  it.each([
    [{ status: 'PENDING' }, 'Waiting for the run to start'],
    [{ status: 'RUNNING' }, 'Waiting for the live browser'],
    [{ status: 'FAILED', finished_at: '2026-03-01T10:01:30Z' }, 'No live view'],
  ])('says what it waits for: %j', (fields, title) => {
    show(fields)
    expect(screen.getByText(title)).toBeVisible()
  })

  it('says that a view of last year has ended', () => {
    show({
      status: 'COMPLETED',
      finished_at: '2025-03-01T10:01:30Z',
      streaming_url: `${streamOrigin}/tf-1/stream/0`,
    })
    expect(frame()).toBe(null)
    expect(screen.getByText('The live view has ended')).toBeVisible()
  })

  it('loads a view of unknown age only when asked', async () => {
    show({ status: 'COMPLETED', streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(frame()).toBe(null)
    await userEvent.click(screen.getByRole('button', { name: 'Try to load it' }))
    expect(frame()).not.toBe(null)
  })

  it('waits for its turn when the page shows enough frames, and gets it when asked', async () => {
    const run = (index: number) =>
      makeRun({ run_id: `run_${index}`, streaming_url: `${streamOrigin}/tf-${index}/stream/0` })
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost liveFrameBudget={2}>
        {[1, 2, 3].map((index) => (
          <RunLiveView key={index} run={run(index)} />
        ))}
      </FishbowlProvider>,
    )
    const titles = () => [...document.querySelectorAll('iframe')].map(({ title }) => title.at(-1))
    expect(titles()).toEqual(['1', '2'])
    await userEvent.click(screen.getByRole('button', { name: 'Watch' }))
    expect(titles()).toHaveLength(2)
    expect(titles()).toContain('3')
    const [hide] = screen.getAllByRole('button', { name: 'Hide' })
    if (hide) await userEvent.click(hide)
    expect(titles()).toHaveLength(2)
  })

  it('shows a still, loaded once, while it waits for its turn', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 20_000 })
    const run = await testbed.client.getRun(runId)
    const { rerender } = testbed.render(<RunLiveView run={run} />, { liveFrameBudget: 0 })
    await waitFor(() => expect(document.querySelector('img')?.src).toMatch(/^blob:/), {
      timeout: 10_000,
    })
    rerender(<RunLiveView run={{ ...run, steps: [...run.steps, ...run.steps] }} />)
    expect(testbed.requests.filter((request) => request.endsWith('/screenshot'))).toHaveLength(1)
  })

  it('hands over control only when asked, with another frame, and takes it back', async () => {
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          interactive
          run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })}
        />
      </FishbowlProvider>,
    )
    const watched = frame()
    expect(watched).toHaveAttribute('inert')
    await userEvent.click(screen.getByRole('button', { name: 'Take control' }))
    const controlled = frame()
    expect(controlled).not.toBe(watched)
    expect(controlled).not.toHaveAttribute('inert')
    expect(controlled?.tabIndex).toBe(0)
    expect(controlled).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(screen.getByRole('button', { name: 'Skip the live browser' })).toBeInTheDocument()
    await userEvent.keyboard('{F6}')
    expect(screen.getByRole('button', { name: 'Take control' })).toHaveFocus()
    expect(frame()).toHaveAttribute('inert')
  })

  it('names the directive and the origin when the policy of the page blocks the frame', () => {
    const events: FishbowlEvent[] = []
    show({ streaming_url: `${streamOrigin}/tf-1/stream/0` }, events)
    act(() => {
      document.dispatchEvent(violation('report'))
    })
    expect(frame()).not.toBe(null)
    act(() => {
      document.dispatchEvent(violation('enforce'))
    })
    expect(frame()).toBe(null)
    expect(screen.getByText(/can add http:\/\/stream\.localhost:9 to frame-src/)).toBeVisible()
    expect(events).toContainEqual({
      type: 'live_view_blocked',
      runId: 'run_1',
      directive: 'frame-src',
      origin: streamOrigin,
    })
  })

  it('takes a message for a sign of life only when it is from its own frame', () => {
    show({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const section = document.querySelector('.fishbowl-run-live-view')
    const post = (source: Window | null | undefined) =>
      act(() => {
        window.dispatchEvent(new MessageEvent('message', { source: source ?? null, data: 'hi' }))
      })
    post(window)
    expect(section).not.toHaveAttribute('data-frame', 'responding')
    post(frame()?.contentWindow)
    expect(section).toHaveAttribute('data-frame', 'responding')
  })

  it('offers what else there is to see when there is no frame', () => {
    render(
      <RunLiveView
        run={makeRun({ status: 'CANCELLED' })}
        fallback={<button type="button">Watch the recording</button>}
      />,
    )
    expect(screen.getByRole('button', { name: 'Watch the recording' })).toBeVisible()
  })
})

function violation(disposition: SecurityPolicyViolationEventDisposition) {
  return new SecurityPolicyViolationEvent('securitypolicyviolation', {
    blockedURI: streamOrigin,
    disposition,
    documentURI: location.href,
    effectiveDirective: 'frame-src',
    originalPolicy: "frame-src 'self'",
    statusCode: 200,
    violatedDirective: 'frame-src',
  })
}
