import { RunSteps } from '@fishbowl/react'
import { expect } from 'storybook/test'

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

export const None = meta.story({ parameters: { scenario: 'queued', age: 1_000 } })

export const Dark = meta.story({ globals: { appearance: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

export const Narrow = meta.story({ parameters: { width: 320 } })
