import { RunViewer } from '@fishbowl/react'
import { expect, fn, waitFor } from 'storybook/test'

import preview from '../.storybook/preview'

const meta = preview.meta({
  title: 'Ready-made/RunViewer',
  component: RunViewer,
  args: { runId: undefined, onRunAgain: fn() },
})

const hour = 3_600_000

/** The run waits for a free browser. */
export const Queued = meta.story({
  parameters: { scenario: 'queued', age: 1_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Waiting for the run to start')).toBeVisible()
  },
})

/** The run has started; its live browser is not there yet. */
export const Starting = meta.story({
  parameters: { scenario: 'stream-late', age: 4_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Waiting for the live browser')).toBeVisible()
  },
})

export const Live = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('button', { name: 'Cancel' })).toBeVisible()
    await waitFor(() => expect(canvasElement.querySelector('iframe')).not.toBe(null))
  },
})

/** A run that does not offer a live browser. */
export const WithoutLiveView = meta.story({ parameters: { scenario: 'stream-absent', age: 8_000 } })

export const Succeeded = meta.story({
  parameters: { age: hour },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('grid')).toBeVisible()
  },
})

/** The live browser may still be there after the end: it is a tab, with its deadline. */
export const Ended = meta.story({
  parameters: { age: hour },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('tab', { name: 'Live browser' }))
    await expect(canvas.getByText(/might be available until/)).toBeVisible()
  },
})

export const LiveViewExpired = meta.story({
  parameters: { scenario: 'stream-expired', age: 26 * hour },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('tab', { name: 'Live browser' }))
    await expect(canvas.getByText('The live view has ended')).toBeVisible()
  },
})

/** COMPLETED, but the goal was not reached: neither success nor failure. */
export const GoalNotReached = meta.story({
  parameters: { scenario: 'goal-failed', age: hour },
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('Goal not reached'))[0]).toBeVisible()
  },
})

export const NoResult = meta.story({ parameters: { scenario: 'empty-result', age: hour } })

export const Failed = meta.story({ parameters: { scenario: 'failed-system', age: hour } })

/** TinyFish said when a retry makes sense. */
export const FailedRetryLater = meta.story({
  parameters: { scenario: 'failed-system-retry', age: 14_000 },
})

export const FailedByBilling = meta.story({ parameters: { scenario: 'failed-billing', age: hour } })

export const Cancelled = meta.story({ parameters: { scenario: 'cancelled', age: hour } })

/** A caller's own detector: here an empty cart is a missed goal. */
export const OwnDetector = meta.story({
  parameters: { age: hour },
  args: { isGoalFailure: () => 'Fewer products than expected' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Fewer products than expected')).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { network: 'hanging' } })

export const Offline = meta.story({
  parameters: { network: 'offline' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Trying again/)).toBeVisible()
  },
})

export const NotFound = meta.story({
  args: { runId: 'a-run-that-does-not-exist' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This run was not found')).toBeVisible()
  },
})

/** What the host can do about it is the one button. */
export const NotSignedIn = meta.story({
  parameters: { scenario: 'http-401' },
  args: { onSignIn: fn() },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Sign in' })).toBeVisible()
  },
})

export const NotAllowed = meta.story({
  parameters: { scenario: 'http-403' },
  args: { onRequestAccess: fn() },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Ask for access' })).toBeVisible()
  },
})

/** Nothing brings it back, so there is nothing to press but the way to somebody who can help. */
export const NoLongerKept = meta.story({
  parameters: { scenario: 'http-410' },
  args: { support: { href: 'mailto:help@tidewater.example' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('link', { name: 'Ask for help' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBe(null)
  },
})

export const Unreadable = meta.story({
  parameters: { network: 'unreadable' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The answer cannot be read')).toBeVisible()
  },
})

export const NotARunId = meta.story({
  args: { runId: '../admin' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This is not a run id')).toBeVisible()
  },
})

/** The account cannot pay, and the host knows where credit is added. */
export const FailedWithCredit = meta.story({
  parameters: { scenario: 'failed-billing', age: hour },
  args: { onAddCredit: fn(), support: { href: '/help' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Add credit' })).toBeVisible()
  },
})

const customer = {
  audience: 'customer',
  title: 'Your daily price check',
  description: 'We look at what ten shops ask for what you have on your list.',
  support: { href: 'mailto:help@tidewater.example', label: 'Write to us' },
  canCancel: false,
  onRunAgain: undefined as never,
} as const

/** A customer reads the host's title and what goes on, and nothing of who does it. */
export const CustomerLive = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: { ...customer, expectedDuration: 60_000 },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText(/usually takes about|nearly done/)).toBeVisible()
    await expect(canvasElement).not.toHaveTextContent(/tinyfish/i)
  },
})

export const CustomerWaits = meta.story({
  parameters: { scenario: 'queued', age: 1_000 },
  args: customer,
})

/** Calmly, as nobody has to do anything about it. */
export const CustomerWaitsLonger = meta.story({
  parameters: { scenario: 'slow', age: 60_000 },
  args: { ...customer, expectedDuration: 30_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/longer than the usual/)).toBeVisible()
  },
})

export const CustomerDone = meta.story({ parameters: { age: hour }, args: customer })

export const CustomerFailed = meta.story({
  parameters: { scenario: 'failed-system', age: hour },
  args: customer,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('A technical problem got in the way')).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Write to us' })).toBeVisible()
  },
})

export const CustomerNotCompleted = meta.story({
  parameters: { scenario: 'goal-failed', age: hour },
  args: customer,
})

export const CustomerNotFound = meta.story({
  args: { ...customer, runId: 'a-run-that-does-not-exist' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('There is nothing to show here')).toBeVisible()
  },
})

export const CustomerNarrow = meta.story({
  parameters: { scenario: 'slow', age: 20_000, width: 390 },
  args: { ...customer, expectedDuration: 60_000 },
})

export const CustomerRightToLeft = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: customer,
  globals: { direction: 'rtl' },
})

export const CustomerDark = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: customer,
  globals: { appearance: 'dark' },
})

export const Dark = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  globals: { appearance: 'dark' },
})

export const RightToLeft = meta.story({ parameters: { age: hour }, globals: { direction: 'rtl' } })

export const Narrow = meta.story({ parameters: { scenario: 'slow', age: 20_000, width: 320 } })

export const NarrowResult = meta.story({ parameters: { age: hour, width: 320 } })
