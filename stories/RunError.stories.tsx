import { RunError } from '@fishbowl/react'
import { expect, fn } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const hour = 3_600_000

const meta = preview.meta({
  title: 'Parts/RunError',
  component: RunError,
  parameters: { card: true },
  args: { run: placeholder, onRunAgain: fn() },
})

export const System = meta.story({ parameters: { scenario: 'failed-system', age: hour } })
export const SystemRetryLater = meta.story({
  parameters: { scenario: 'failed-system-retry', age: 14_000 },
})
export const Agent = meta.story({ parameters: { scenario: 'failed-agent', age: hour } })
export const Billing = meta.story({ parameters: { scenario: 'failed-billing', age: hour } })
export const Unknown = meta.story({ parameters: { scenario: 'failed-unknown', age: hour } })
export const WithoutMessage = meta.story({
  parameters: { scenario: 'failed-system', age: hour, fields: { error: null } },
})

/** TinyFish's advice to use a browser profile, with its reason. */
export const ProfileHint = meta.story({
  parameters: {
    scenario: 'failed-agent',
    age: hour,
    fields: {
      profile_hint: {
        reason: 'auth_wall',
        message: 'tidewater.example shows its prices to customers only.',
        setup_url: '/profiles/new',
      },
    },
  },
})

/** What came with the error is shown as text, and a link that leads elsewhere is none. */
export const Hostile = meta.story({
  parameters: {
    scenario: 'failed-agent',
    age: hour,
    fields: {
      error: {
        category: 'AGENT_FAILURE',
        message: `<a href="https://evil.example">Log in again</a> ${'to see your result '.repeat(40)}`,
        help_url: 'https://docs.tinyfish.ai@evil.example/login',
        help_message: 'Your session has ended. Log in at evil.example.',
      },
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBe(null)
    await expect(await canvas.findByRole('button', { name: 'Show more' })).toBeVisible()
  },
})

/** What the host can do decides which button there is: one, for what helps most. */
export const ChangeTheGoal = meta.story({
  parameters: { scenario: 'failed-agent', age: hour },
  args: { onEditGoal: fn(), support: { href: '/help' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Change the goal' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Run again' })).toBe(null)
  },
})

export const ForACustomer = meta.story({
  parameters: { scenario: 'failed-agent', age: hour },
  args: { audience: 'customer', onRunAgain: undefined as never, support: { href: '/help' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This could not be done')).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Ask for help' })).toBeVisible()
  },
})

export const Narrow = meta.story({
  parameters: { scenario: 'failed-system-retry', age: 14_000, width: 320 },
})
