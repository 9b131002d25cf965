import { RunStatusBadge } from '@fishbowl/react'
import { expect } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const meta = preview.meta({
  title: 'Parts/RunStatusBadge',
  component: RunStatusBadge,
  args: { run: placeholder },
})

const hour = 3_600_000

export const Queued = meta.story({ parameters: { scenario: 'queued', age: 1_000 } })
export const Running = meta.story({ parameters: { scenario: 'slow', age: 20_000 } })
export const Succeeded = meta.story({ parameters: { age: hour } })
export const GoalNotReached = meta.story({ parameters: { scenario: 'goal-failed', age: hour } })
export const NoResult = meta.story({ parameters: { scenario: 'empty-result', age: hour } })
export const UnexpectedResult = meta.story({
  parameters: {
    age: hour,
    fields: { schema_validation: { valid: false, re_prompt_attempts: 2, errors: [] } },
  },
})
export const Failed = meta.story({ parameters: { scenario: 'failed-system', age: hour } })
export const Cancelled = meta.story({ parameters: { scenario: 'cancelled', age: hour } })
export const UnknownStatus = meta.story({
  parameters: { fields: { status: 'HIBERNATING' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Unknown: HIBERNATING')).toBeVisible()
  },
})
