import { RunActions } from '@fishbowl/react'
import { expect, fn } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const hour = 3_600_000

const meta = preview.meta({
  title: 'Parts/RunActions',
  component: RunActions,
  args: { run: placeholder, onCancel: fn(), onRunAgain: fn() },
})

export const Running = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel' }))
    await expect(args.onCancel).toHaveBeenCalledOnce()
  },
})

export const Cancelling = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: { isCancelling: true },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancelling…' }))
    await expect(args.onCancel).not.toHaveBeenCalled()
  },
})

export const Ended = meta.story({
  parameters: { age: hour },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Run again' }))
    await expect(args.onRunAgain).toHaveBeenCalledOnce()
  },
})
