import { RunLiveView } from '@fishbowl/react'
import { onlineManager } from '@tanstack/react-query'
import { expect, spyOn, waitFor } from 'storybook/test'

import preview from '../.storybook/preview'
import { frameCode } from '../packages/react/src/live-view/frameCode'
import { placeholder } from './placeholder'

const meta = preview.meta({
  title: 'Parts/RunLiveView',
  component: RunLiveView,
  parameters: { card: true },
  args: { run: placeholder },
})

const hour = 3_600_000

/** When a run has ended whose live browser has less than a minute left. */
function soonOver() {
  return new Date(Date.now() - 24 * hour + 55_000).toISOString()
}

export const WaitingForTheRun = meta.story({ parameters: { scenario: 'queued', age: 1_000 } })

export const WaitingForTheBrowser = meta.story({
  parameters: { scenario: 'stream-late', age: 4_000 },
})

export const Live = meta.story({ parameters: { scenario: 'slow', age: 20_000 } })

export const Hidden = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Hide' }))
    await expect(canvas.getByText('The live browser is hidden')).toBeVisible()
  },
})

/** Nothing of the page's is taken over by the frame until the viewer asks for it. */
export const Interactive = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: { interactive: true },
})

export const InControl = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: { interactive: true },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Take control' }))
    await expect(canvas.getByRole('button', { name: 'Exit control' })).toHaveFocus()
    await expect(canvasElement.querySelector('iframe')).not.toHaveAttribute('inert')
  },
})

/** The page has as many live browsers as it should. */
export const WaitingForItsTurn = meta.story({
  parameters: { scenario: 'slow', age: 20_000, liveFrameBudget: 0 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Watch' })).toBeVisible()
  },
})

/** The page in the frame has taken the keyboard three times, or once from a field. */
export const Paused = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas, canvasElement }) => {
    for (let theft = 0; theft < 3; theft += 1) {
      const frame = await waitFor(() => {
        const found = canvasElement.querySelector('iframe')
        if (!found) throw new Error('no frame yet')
        return found
      })
      frame.inert = false
      frame.focus()
      window.dispatchEvent(new Event('blur'))
      await waitFor(() => expect(frame).not.toHaveFocus())
    }
    await expect(await canvas.findByText('The live view is paused')).toBeVisible()
  },
})

/** The frame stays: what it shows is not known. */
export const Offline = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  beforeEach: () => {
    onlineManager.setOnline(false)
    return () => onlineManager.setOnline(true)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/You are offline/)).toBeVisible()
  },
})

function findFrame(canvas: HTMLElement): Promise<HTMLIFrameElement> {
  return waitFor(() => {
    const found = canvas.querySelector('iframe')
    if (!found) throw new Error('no frame yet')
    return found
  })
}

/** The page's Content-Security-Policy forbids the frame. */
export const BlockedByThePage = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas, canvasElement }) => {
    const frame = await findFrame(canvasElement)
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: new URL(frame.src).origin,
        disposition: 'enforce',
        documentURI: location.href,
        effectiveDirective: 'frame-src',
        originalPolicy: "frame-src 'self'",
        statusCode: 200,
        violatedDirective: 'frame-src',
      }),
    )
    await expect(await canvas.findByText(/can add .* to frame-src/)).toBeVisible()
  },
})

/** The live browser was sent on to a page of this one's own origin. */
export const SameOrigin = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas, canvasElement }) => {
    const frame = await findFrame(canvasElement)
    frame.contentWindow?.location.replace('/favicon.ico')
    await expect(await canvas.findByText('The live browser was taken away')).toBeVisible()
  },
})

/** Its own code did not come, as after a new build of the page's. */
export const NotLoaded = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  beforeEach: () => {
    const get = spyOn(frameCode, 'get').mockReturnValue(undefined)
    const load = spyOn(frameCode, 'load').mockRejectedValue(new TypeError('Failed to fetch'))
    return () => [get, load].forEach((spy) => spy.mockRestore())
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The live browser could not be loaded')).toBeVisible()
  },
})

/** Customers are told of no host, and are led to no other page unless the host wants that. */
export const ForACustomer = meta.story({
  parameters: { scenario: 'slow', age: 20_000, width: 390 },
  args: { audience: 'customer' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Full screen' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /new tab/ })).toBe(null)
  },
})

/** It may still be available, which is all that is known. */
export const Ended = meta.story({ parameters: { age: hour } })

/** The last minute, which is read out. */
export const EndsSoon = meta.story({
  parameters: { age: 24 * hour, fields: { finished_at: soonOver() } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/ends in less than a minute/)).toBeVisible()
  },
})

export const Expired = meta.story({
  parameters: { scenario: 'stream-expired', age: 26 * hour },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The live view has ended')).toBeVisible()
  },
})

/** The address is on a host that nobody has allowed. */
export const Refused = meta.story({
  parameters: {
    scenario: 'slow',
    age: 20_000,
    fields: { streaming_url: 'https://streams.example/session/1' },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/It is on streams\.example/)).toBeVisible()
  },
})

/** The run has ended, but not even the API says when. */
export const UnknownEnd = meta.story({ parameters: { age: hour, fields: { finished_at: null } } })

export const None = meta.story({ parameters: { scenario: 'stream-absent', age: hour } })
