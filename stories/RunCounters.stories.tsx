import { RunCounters } from '@fishbowl/react'

import preview from '../.storybook/preview'

const meta = preview.meta({
  title: 'Parts/RunCounters',
  component: RunCounters,
  args: {
    counts: {
      total: 1_267,
      byStatus: { RUNNING: 12, PENDING: 3, COMPLETED: 1_240, FAILED: 9, CANCELLED: 3 },
      byOutcome: {
        running: 12,
        pending: 3,
        succeeded: 1_204,
        goal_failed: 31,
        no_result: 5,
        failed: 9,
        cancelled: 3,
      },
    },
  },
})

export const Many = meta.story({})
export const Narrow = meta.story({ parameters: { width: 320 } })
