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
    await expect(canvas.getByText(/may be available until/)).toBeVisible()
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

export const NotSignedIn = meta.story({ parameters: { scenario: 'http-401' } })

export const NotARunId = meta.story({
  args: { runId: '../admin' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This is not a run id')).toBeVisible()
  },
})

export const Dark = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  globals: { appearance: 'dark' },
})

export const RightToLeft = meta.story({ parameters: { age: hour }, globals: { direction: 'rtl' } })

export const Narrow = meta.story({ parameters: { scenario: 'slow', age: 20_000, width: 320 } })

export const NarrowResult = meta.story({ parameters: { age: hour, width: 320 } })
