import { RunRecording } from '@fishbowl/react'
import { expect, fireEvent, fn, waitFor } from 'storybook/test'

import preview from '../.storybook/preview'
import { placeholder } from './placeholder'

const meta = preview.meta({
  title: 'Parts/RunRecording',
  component: RunRecording,
  parameters: { card: true, scenario: 'recording', age: 60_000 },
  args: { run: placeholder },
})

export const Playing = meta.story({
  play: async ({ canvasElement, userEvent }) => {
    await waitFor(() => expect(getVideo(canvasElement).duration).toBe(6))
    await userEvent.click(getVideo(canvasElement))
    await expect(getVideo(canvasElement)).toBeVisible()
  },
})

/** Its address has expired: another one is asked for, and the video goes on where it was. */
export const Renewing = meta.story({
  args: { onRenew: fn() },
  play: async ({ canvas, canvasElement, args }) => {
    await fireEvent.error(getVideo(canvasElement))
    await expect(canvas.getByText('Getting the recording again')).toBeVisible()
    await expect(args.onRenew).toHaveBeenCalledTimes(1)
  },
})

/** Nobody can read the run again here, so there is no button to try it. */
export const Failed = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await fireEvent.error(getVideo(canvasElement))
    await expect(canvas.getByText('The recording could not be loaded')).toBeVisible()
  },
})

/** The run has ended, and its recording is being made. */
export const Waiting = meta.story({
  parameters: { age: 19_000 },
  args: { isAwaited: true },
})

export const None = meta.story({ parameters: { scenario: 'success' } })

/** A recording is played over `https:` only, as its address is a secret. */
export const Refused = meta.story({
  parameters: { fields: { video_url: 'http://storage.example/recording.webm' } },
})

export const Dark = meta.story({ globals: { appearance: 'dark' } })

export const Narrow = meta.story({ parameters: { width: 320 } })

function getVideo(canvasElement: HTMLElement): HTMLVideoElement {
  const video = canvasElement.querySelector('video')
  if (!video) throw new Error('There is no video')
  return video
}
