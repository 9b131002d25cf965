import { getLiveView } from '@fishbowl/core'
import { onlineManager } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { showLiveView, streamOrigin } from '../../test/showLiveView.js'
import type { FishbowlEvent } from '../context/context.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunLiveView } from './RunLiveView.js'

const frame = () => document.querySelector('iframe')

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('RunLiveView', () => {
  it('tells what cannot see the frame what the run is doing', () => {
    const { update } = showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(screen.getByRole('img', { name: 'Live browser: Running' })).toBeVisible()
    update({ status: 'PENDING', streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(screen.getByRole('img', { name: 'Live browser: Queued' })).toBeVisible()
  })

  it('loads the frame anew when asked, and takes it away when hidden', async () => {
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const first = frame()
    await userEvent.click(screen.getByRole('button', { name: 'Reload' }))
    expect(frame()).not.toBe(null)
    expect(frame()).not.toBe(first)
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }))
    expect(frame()).toBe(null)
    // Each of the two buttons goes away when it is used, but the keyboard stays near its place.
    await userEvent.tab()
    expect(screen.getByRole('button', { name: /new tab/ })).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Show live browser' }))
    expect(frame()).not.toBe(null)
    await userEvent.tab()
    expect(screen.getByRole('button', { name: 'Reload' })).toHaveFocus()
  })

  it('tells the host of each frame, and once of each end', () => {
    const events: FishbowlEvent[] = []
    const ui = (fields: Record<string, unknown>) => {
      const run = makeRun(fields)
      // Hosts make a new object on each render.
      const liveView = getLiveView(run, {
        now: Date.now(),
        policy: { allowInsecureLocalhost: true },
      })
      return (
        <FishbowlProvider
          endpoint="/api"
          allowInsecureLocalhost
          onEvent={(event) => events.push(event)}
        >
          <RunLiveView run={run} liveView={liveView} />
        </FishbowlProvider>
      )
    }
    const { rerender } = render(ui({ streaming_url: `${streamOrigin}/a` }))
    rerender(ui({ streaming_url: `${streamOrigin}/a` }))
    rerender(ui({ streaming_url: `${streamOrigin}/b` }))
    const ended = {
      status: 'COMPLETED',
      finished_at: '2025-03-01T10:01:30Z',
      streaming_url: `${streamOrigin}/b`,
    }
    rerender(ui(ended))
    rerender(ui(ended))
    const refused = { streaming_url: 'https://evil.example/' }
    rerender(ui(refused))
    rerender(ui(refused))
    expect(events.map(({ type }) => type)).toEqual([
      'live_view_mounted',
      'live_view_mounted',
      'live_view_expired',
      'live_view_refused',
    ])
  })

  it('says that the page is offline, and claims nothing of the picture', () => {
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    act(() => onlineManager.setOnline(false))
    expect(screen.getByText('You are offline. The picture might be frozen.')).toBeVisible()
    expect(frame()).not.toBe(null)
    act(() => onlineManager.setOnline(true))
    expect(screen.queryByText(/You are offline/)).toBe(null)
  })

  it('attack: a step’s text turns the words around it while its frame waits', () => {
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost liveFrameBudget={0}>
        <RunLiveView
          run={makeRun({
            streaming_url: `${streamOrigin}/tf-1/stream/0`,
            steps: [{ action: 'Click \u202Eelddim eht' }],
          })}
        />
      </FishbowlProvider>,
    )
    expect(screen.getByText('Click elddim eht')).toBeVisible()
    expect(document.body.textContent).not.toContain('\u202E')
  })

  it('refuses an unknown host, names it and says how to allow it', () => {
    const events: FishbowlEvent[] = []
    showLiveView({ streaming_url: 'https://evil.example/s/secret-path' }, events)
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
    showLiveView({ streaming_url: url })
    expect(frame()).toBe(null)
    expect(screen.getByText('This live view is not shown')).toBeVisible()
  })

  it('replaces a good frame by the refusal when the address turns bad', () => {
    const { update } = showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    update({ streaming_url: 'https://evil.example/' })
    expect(frame()).toBe(null)
    expect(screen.getByText('This live view is not shown')).toBeVisible()
  })

  it.each([
    [{ status: 'PENDING' }, 'Waiting for the run to start'],
    [{ status: 'RUNNING' }, 'Waiting for the live browser'],
    [{ status: 'FAILED', finished_at: '2026-03-01T10:01:30Z' }, 'No live view'],
  ])('says what it waits for: %j', (fields, title) => {
    showLiveView(fields)
    expect(screen.getByText(title)).toBeVisible()
  })

  it('says that a view of last year has ended', () => {
    showLiveView({
      status: 'COMPLETED',
      finished_at: '2025-03-01T10:01:30Z',
      streaming_url: `${streamOrigin}/tf-1/stream/0`,
    })
    expect(frame()).toBe(null)
    expect(screen.getByText('The live view has ended')).toBeVisible()
  })

  it('loads a view of unknown age only when asked', async () => {
    showLiveView({ status: 'COMPLETED', streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(frame()).toBe(null)
    await userEvent.click(screen.getByRole('button', { name: 'Try to load it' }))
    expect(frame()).not.toBe(null)
  })

  it('does not take another frame of the page that is blocked for its own', () => {
    const other = document.body.appendChild(document.createElement('iframe'))
    other.src = 'http://ads.localhost:9/banner'
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    act(() => {
      document.dispatchEvent(violation('enforce', 'http://ads.localhost:9'))
    })
    expect(frame()).not.toBe(null)
    other.remove()
    // No other frame is left that could have been blocked, so it was this one, after a redirect.
    act(() => {
      document.dispatchEvent(violation('enforce', 'http://ads.localhost:9'))
    })
    expect(frame()).toBe(null)
  })

  it('names the directive and the origin when the policy of the page blocks the frame', () => {
    const events: FishbowlEvent[] = []
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` }, events)
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
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
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

function violation(
  disposition: SecurityPolicyViolationEventDisposition,
  blockedURI: string = streamOrigin,
) {
  return new SecurityPolicyViolationEvent('securitypolicyviolation', {
    blockedURI,
    disposition,
    documentURI: location.href,
    effectiveDirective: 'frame-src',
    originalPolicy: "frame-src 'self'",
    statusCode: 200,
    violatedDirective: 'frame-src',
  })
}
