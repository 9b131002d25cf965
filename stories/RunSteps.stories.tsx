import { RunSteps } from '@fishbowl/react'
import { expect, waitFor } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const meta = preview.meta({
  title: 'Parts/RunSteps',
  component: RunSteps,
  parameters: { card: true, age: 60_000 },
  args: { run: placeholder },
})

export const Ended = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Open tidewater.example')).toBeVisible()
    await expect(canvas.queryByRole('img')).toBe(null)
  },
})

/** A picture is loaded when it is asked for; up and down go to the ones beside it. */
export const Picture = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Picture of step 1' }))
    await expect(await canvas.findByRole('img', { name: 'Picture of step 1' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}')
    await expect(await canvas.findByRole('img', { name: 'Picture of step 2' })).toBeVisible()
  },
})

/** The last step is still going on. */
export const Running = meta.story({ parameters: { scenario: 'slow', age: 20_000 } })

export const Failed = meta.story({ parameters: { scenario: 'failed-agent' } })

export const NoPicture = meta.story({
  parameters: { network: 'offline' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Picture of step 1' }))
    await expect(await canvas.findByText('The picture could not be loaded.')).toBeVisible()
  },
})

/** What comes instead of a picture is never shown: here it is a drawing that could run scripts. */
export const NotAPicture = meta.story({
  parameters: {
    fields: {
      steps: [{ action: 'Look around', screenshot: `data:image/png;base64,${btoa('<svg/>')}` }],
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Picture of step 1' }))
    await expect(canvas.getByText('This is not a picture that can be shown.')).toBeVisible()
  },
})

const manySteps = Array.from({ length: 600 }, (_, index) => ({
  timestamp: new Date(Date.parse('2026-03-01T10:00:05Z') + index * 4_000).toISOString(),
  status: index === 599 ? 'RUNNING' : 'COMPLETED',
  action:
    index % 7 === 3
      ? 'Scroll the list of products until the last one of this page can be seen, and wait for more'
      : `Open product ${index + 1}`,
  duration: index === 599 ? null : '3.9s',
}))

/** Of hundreds of steps only those in sight are drawn; the newest stays in sight while the run goes on. */
export const Many = meta.story({
  parameters: {
    scenario: 'slow',
    age: 20_000,
    fields: { started_at: '2026-03-01T10:00:05Z', steps: manySteps },
  },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('Open product 600')).toBeVisible())
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(60)
  },
})

export const ManyNarrow = meta.story({
  parameters: { ...Many.input.parameters, width: 320 },
})

export const None = meta.story({ parameters: { scenario: 'queued', age: 1_000 } })

export const Dark = meta.story({ globals: { appearance: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

export const Narrow = meta.story({ parameters: { width: 320 } })
