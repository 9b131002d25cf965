import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { showFrame } from '../../test/showFrame.js'
import { showLiveView, streamOrigin } from '../../test/showLiveView.js'
import type { FishbowlEvent } from '../context/context.js'

const frame = () => document.querySelector('iframe')

describe('useFrameWatch', () => {
  it('hears a page that speaks before the page around it has been painted', () => {
    const { dispatch } = showFrame(({ contentWindow: source }) => {
      window.dispatchEvent(new MessageEvent('message', { source, data: 'hi' }))
    })
    expect(dispatch).toHaveBeenCalledWith({ type: 'messaged' })
  })

  it.each([
    ['a page of the page’s own origin', '/favicon.ico'],
    [
      'a file that the page has made',
      URL.createObjectURL(new Blob(['<p>'], { type: 'text/html' })),
    ],
  ])('attack: the frame is sent on to %s', async (_, page) => {
    const events: FishbowlEvent[] = []
    const { update } = showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` }, events)
    frame()?.contentWindow?.location.replace(new URL(page, location.href))
    await waitFor(() => expect(frame()).toBe(null), { timeout: 10_000 })
    expect(screen.getByText('The live browser was taken away')).toBeVisible()
    expect(screen.queryByRole('button', { name: /Reload|Show|Try/ })).toBe(null)
    const told = events.filter(({ type }) => type === 'live_view_same_origin')
    expect(told).toEqual([{ type: 'live_view_same_origin', runId: 'run_1' }])
    // Another address is another live browser.
    update({ streaming_url: `${streamOrigin}/tf-1/stream/1` })
    expect(frame()).not.toBe(null)
  })
})
