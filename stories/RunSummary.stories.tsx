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

/** What is usual comes from the host, or from the handler once it has seen five such runs. */
export const WithWhatIsUsual = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: { expectedDuration: 120_000, expectedSteps: 18 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('usually takes about 2 minutes')).toBeVisible()
    await expect(canvas.getByText(/of about 18/)).toBeVisible()
  },
})

export const ForACustomer = meta.story({
  parameters: { scenario: 'slow', age: 20_000 },
  args: {
    audience: 'customer',
    title: 'Your daily price check',
    description: 'We look at what ten shops ask for what you have on your list.',
    expectedDuration: 120_000,
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
