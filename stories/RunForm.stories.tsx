import { RunForm } from '@fishbowl/react'
import { expect, fn, waitFor } from 'storybook/test'

import preview from '../.storybook/preview'

const meta = preview.meta({
  title: 'Ready-made/RunForm',
  component: RunForm,
  args: { onStart: fn() },
  parameters: { width: 460 },
})

export const Empty = meta.story()

export const Starts = meta.story({
  args: { defaultUrl: 'tidewater.example', defaultGoal: 'List the products' },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Start run' }))
    await waitFor(() =>
      expect(args.onStart).toHaveBeenCalledWith(
        { runId: expect.any(String) as string },
        { url: 'https://tidewater.example/', goal: 'List the products' },
      ),
    )
  },
})

export const Problems = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Start run' }))
    await expect(canvas.getByLabelText('Start page')).toHaveFocus()
    await expect(canvas.getByText('Say what should be done.')).toBeVisible()
  },
})

export const Refused = meta.story({
  args: { defaultUrl: 'https://tidewater.example', defaultGoal: 'List the products' },
  parameters: { scenario: 'http-402' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Start run' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('no credit left')
  },
})
