import { LiveRunBadge } from '@fishbowl/react'
import { expect } from 'storybook/test'

import preview from '../.storybook/preview'

const meta = preview.meta({
  title: 'Ready-made/LiveRunBadge',
  component: LiveRunBadge,
  // The world of the story fills in the run's id.
  args: { runId: undefined as unknown as string },
})

export const Running = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Running')).toBeVisible()
  },
})

export const Succeeded = meta.story({
  parameters: { age: 3_600_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Succeeded')).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { network: 'hanging' } })

export const Unavailable = meta.story({
  parameters: { network: 'offline' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Unavailable')).toBeVisible()
  },
})
