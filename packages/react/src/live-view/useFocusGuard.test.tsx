import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { showFrame } from '../../test/showFrame.js'
import { showLiveView, streamOrigin } from '../../test/showLiveView.js'
import type { FishbowlEvent } from '../context/context.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunLiveView } from './RunLiveView.js'

const frame = () => document.querySelector('iframe')

describe('useFocusGuard', () => {
  it('notices a theft before the page around the frame has been painted', async () => {
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    const { handleTheft } = showFrame((taker) => {
      taker.toggleAttribute('inert', false)
      taker.focus()
      window.dispatchEvent(new Event('blur'))
    })
    await waitFor(() => expect(field).toHaveFocus())
    expect(handleTheft).toHaveBeenCalledWith(true)
    field.remove()
  })

  it('gives the keyboard back to the very field inside a shadow root that had it', async () => {
    const host = document.body.appendChild(document.createElement('div'))
    const [other, field] = [document.createElement('input'), document.createElement('input')]
    host.attachShadow({ mode: 'open' }).append(other, field)
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    other.focus()
    field.focus()
    frame()?.toggleAttribute('inert', false)
    frame()?.focus()
    act(() => {
      window.dispatchEvent(new Event('blur'))
    })
    await waitFor(() => expect(host.shadowRoot?.activeElement).toBe(field))
    host.remove()
  })

  it('notices that a frame inside a shadow root takes the keyboard, and lets go when it is gone', async () => {
    const events: FishbowlEvent[] = []
    const host = document.body.appendChild(document.createElement('div'))
    const container = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
    const field = document.body.appendChild(document.createElement('input'))
    const { unmount } = render(
      <FishbowlProvider
        endpoint="/api"
        allowInsecureLocalhost
        onEvent={(event) => events.push(event)}
      >
        <RunLiveView run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })} />
      </FishbowlProvider>,
      { container },
    )
    const steal = () => {
      const inner = container.querySelector('iframe')
      inner?.toggleAttribute('inert', false)
      inner?.focus()
      window.dispatchEvent(new Event('blur'))
    }
    field.focus()
    act(steal)
    await waitFor(() => expect(field).toHaveFocus())
    expect(events).toContainEqual({ type: 'live_view_focus_stolen', runId: 'run_1', count: 1 })

    // Two in a row, and then it is gone: no guard is left that would take the focus.
    steal()
    steal()
    unmount()
    const elsewhere = document.body.appendChild(document.createElement('input'))
    elsewhere.focus()
    elsewhere.blur()
    const focused = vi.spyOn(field, 'focus')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(focused).not.toHaveBeenCalled()
    for (const element of [host, field, elsewhere]) element.remove()
  })

  it('takes the frame away after the third theft, and gives it back when asked', async () => {
    const events: FishbowlEvent[] = []
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` }, events)
    for (let theft = 1; theft <= 3; theft += 1) {
      frame()?.toggleAttribute('inert', false)
      frame()?.focus()
      act(() => {
        window.dispatchEvent(new Event('blur'))
      })
      await waitFor(() =>
        expect(events.filter(({ type }) => type === 'live_view_focus_stolen')).toHaveLength(theft),
      )
    }
    expect(frame()).toBe(null)
    expect(screen.getByText('The live view is paused')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
    expect(frame()).not.toBe(null)
  })
})
