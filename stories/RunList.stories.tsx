import { RunList } from '@fishbowl/react'
import { expect, fn, within } from 'storybook/test'

import preview from '../.storybook/preview'

const minute = 60_000
const hour = 60 * minute

const meta = preview.meta({
  title: 'Ready-made/RunList',
  component: RunList,
  args: { onRunAgain: fn() },
})

const runs = [
  { goal: 'Extract plan prices', scenario: 'failed-system', age: 3 * hour },
  { goal: 'All FAQ entries', scenario: 'cancelled', age: 2 * hour },
  { goal: 'Lantern price', scenario: 'goal-failed', age: hour },
  { goal: 'Job titles at Acme', scenario: 'success', age: 12 * minute },
  { goal: 'Plan prices, weekly', scenario: 'queued', age: 2_000 },
  { goal: 'First ten products', scenario: 'slow', age: 42_000 },
]

const many = Array.from({ length: 300 }, (_, index) => ({
  ...runs[index % 4]!,
  goal: `Report ${index + 1}`,
  age: (400 - index) * minute,
}))

export const Runs = meta.story({ parameters: { runs, width: 860 } })

export const ViewerBeside = meta.story({
  parameters: { runs, width: 1_240 },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Lantern price' }))
    const viewer = await canvas.findByRole('dialog', { name: 'Chosen run' })
    await expect(await within(viewer).findByText('The goal was not reached')).toBeVisible()
  },
})

export const HostShowsTheRun = meta.story({
  args: { onSelect: fn() },
  parameters: { runs },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Lantern price' }))
    await expect(args.onSelect).toHaveBeenCalledOnce()
  },
})

export const ThreeHundredRuns = meta.story({
  args: { defaultFilter: { limit: 100 } },
  parameters: { runs: many, width: 860 },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('100 of 300 runs')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Show more' }))
    await expect(await canvas.findByText('200 of 300 runs')).toBeVisible()
  },
})

export const FewColumns = meta.story({
  args: { defaultColumns: ['status', 'started'] },
  parameters: { runs },
})

export const FixedFilter = meta.story({
  args: { filter: { status: 'FAILED' } },
  parameters: { runs },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Extract plan prices')).toBeVisible()
    await expect(canvas.queryByText('Lantern price')).toBe(null)
  },
})

export const NoMatch = meta.story({
  args: { defaultFilter: { goal: 'nothing like this' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No runs match')).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { network: 'hanging' } })

export const Failed = meta.story({
  parameters: { network: 'offline' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The server cannot be reached')).toBeVisible()
  },
})

export const Narrow = meta.story({ parameters: { runs, width: 320 } })
