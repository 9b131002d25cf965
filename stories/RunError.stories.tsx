import { RunError } from '@fishbowl/react'
import { fn } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const hour = 3_600_000

const meta = preview.meta({
  title: 'Parts/RunError',
  component: RunError,
  parameters: { card: true },
  args: { run: placeholder, onRetry: fn() },
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
