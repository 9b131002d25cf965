import { RunList } from '@fishbowl/react'
import { expect, fn } from 'storybook/test'

import preview from '../.storybook/preview'

const minute = 60_000
const hour = 60 * minute

const meta = preview.meta({
  title: 'Ready-made/RunList',
  component: RunList,
  args: { onSelect: fn() },
})

const runs = [
  { goal: 'Extract plan prices', scenario: 'failed-system', age: 3 * hour },
  { goal: 'All FAQ entries', scenario: 'cancelled', age: 2 * hour },
  { goal: 'Lantern price', scenario: 'goal-failed', age: hour },
  { goal: 'Job titles at Acme', scenario: 'success', age: 12 * minute },
  { goal: 'Plan prices, weekly', scenario: 'queued', age: 2_000 },
  { goal: 'First ten products', scenario: 'slow', age: 42_000 },
]

export const Runs = meta.story({
  parameters: { runs },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Lantern price' }))
    await expect(args.onSelect).toHaveBeenCalledOnce()
  },
})

export const Filtered = meta.story({
  args: { filter: { status: 'FAILED' } },
  parameters: { runs },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Extract plan prices')).toBeVisible()
    await expect(canvas.queryByText('Lantern price')).toBe(null)
  },
})

export const ManyPages = meta.story({
  args: { filter: { limit: 3 } },
  parameters: { runs },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show more' }))
    await expect(await canvas.findByText('Extract plan prices')).toBeVisible()
  },
})

export const Empty = meta.story({
  args: { filter: { goal: 'nothing like this' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No runs yet')).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { network: 'hanging' } })

export const Failed = meta.story({
  parameters: { network: 'offline' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The runs could not be loaded')).toBeVisible()
  },
})

export const Narrow = meta.story({ parameters: { runs, width: 320 } })
