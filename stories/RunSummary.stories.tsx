import { RunSummary } from '@fishbowl/react'
import { expect } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const hour = 3_600_000

const meta = preview.meta({
  title: 'Parts/RunSummary',
  component: RunSummary,
  parameters: { age: hour },
  args: { run: placeholder },
})

export const Ended = meta.story({})

export const Running = meta.story({ parameters: { scenario: 'slow', age: 20_000 } })

export const Queued = meta.story({ parameters: { scenario: 'queued', age: 1_000 } })

/** Everything that can be known, and the way to TinyFish, which a host has to allow. */
export const Everything = meta.story({
  args: { url: 'https://tidewater.example/shop?q=lantern', canOpenRunPage: true },
  parameters: {
    fields: {
      profile_attached: true,
      browser_config: { proxy_enabled: true, proxy_country_code: 'GB' },
    },
  },
})

const longGoal =
  'Open every category, extract each product with its name, price and stock, and go on '

export const LongGoal = meta.story({
  parameters: { fields: { goal: longGoal.repeat(8) } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show more' }))
    await expect(canvas.getByRole('button', { name: 'Show less' })).toBeVisible()
  },
})

export const Dark = meta.story({ ...Everything.input, globals: { appearance: 'dark' } })

export const RightToLeft = meta.story({ ...Everything.input, globals: { direction: 'rtl' } })

export const Narrow = meta.story({
  ...Everything.input,
  parameters: { ...Everything.input.parameters, width: 320 },
})
