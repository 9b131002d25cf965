import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { makeRun } from '../../test/makeRun.js'
import {
  hideJpegSize,
  hugePictures,
  markers,
  movingPictures,
  twoSizedPictures,
} from '../../test/pictureBombs.js'
import { picture } from '../../test/stepPicture.js'
import { RunSteps } from './RunSteps.js'

const note = 'This is not a picture that can be shown.'

/** How many pixels the browser itself would draw. */
async function countPixels(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const isSvg = bytes[0] === 0x3c
  const url = URL.createObjectURL(new Blob([bytes], isSvg ? { type: 'image/svg+xml' } : {}))
  const image = new Image()
  const isLoaded = new Promise((resolve, reject) => {
    image.addEventListener('load', resolve)
    image.addEventListener('error', () => reject(new Error('The browser draws nothing.')))
  })
  image.src = url
  await isLoaded
  URL.revokeObjectURL(url)
  return image.naturalWidth * image.naturalHeight
}

async function showWithStep(bytes: Uint8Array<ArrayBuffer>) {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  const screenshot = `data:image/png;base64,${base64}`
  const { unmount } = render(<RunSteps run={makeRun({ steps: [{ screenshot }] })} />)
  await userEvent.click(screen.getByRole('button', { name: 'Picture of step 1' }))
  return unmount
}

async function showFromEndpoint(bytes: Uint8Array<ArrayBuffer>) {
  const { client, emulator, network, render: renderIn } = createTestbed()
  const { runId } = emulator.runs.start({ age: 60_000 })
  const run = await client.getRun(runId)
  network.fetch = async () => new Response(bytes, { headers: { 'Content-Type': 'image/png' } })
  const { unmount } = renderIn(<RunSteps run={run} />)
  await userEvent.click(screen.getByRole('button', { name: 'Picture of step 1' }))
  return unmount
}

async function expectRefused(bytes: Uint8Array<ArrayBuffer>) {
  const made = vi.spyOn(URL, 'createObjectURL')
  for (const show of [showWithStep, showFromEndpoint]) {
    const unmount = await show(bytes)
    expect(await screen.findByText(note)).toBeVisible()
    expect(picture()).toBe(null)
    unmount()
  }
  expect(made).not.toHaveBeenCalled()
}

describe('attacks by the picture of a step', () => {
  it.each(Object.entries(hugePictures))(
    'attack: %s of 13 kB at most takes 400 MB to draw',
    async (_, make) => {
      const bytes = await make()
      expect(bytes.length).toBeLessThan(13_000)
      expect(await countPixels(bytes)).toBe(100_000_000)
      await expectRefused(bytes)
    },
  )

  it.each(Object.entries(markers))('attack: a JPEG hides its size behind %s', async (_, marker) => {
    const bytes = await hideJpegSize(marker)
    expect(await countPixels(bytes)).toBe(100_000_000)
    await expectRefused(bytes)
  })

  it.each(Object.entries(movingPictures))('attack: an %s moves', async (type, make) => {
    const data = await make()
    const decoder = new ImageDecoder({ data, type })
    await decoder.tracks.ready
    expect(decoder.tracks.selectedTrack).toMatchObject({ animated: true, frameCount: 2 })
    await expectRefused(data)
  })

  it.each(Object.entries(twoSizedPictures))(
    'attack: %s says a small size first, and a huge one then',
    async (_, make) => {
      const unmount = await showWithStep(await make())
      // The browser goes by the first size as well, or draws nothing.
      await vi.waitFor(() => {
        expect(picture()?.complete ?? screen.queryByText(/hides the picture/)).toBeTruthy()
      }, 10_000)
      const { naturalWidth = 0, naturalHeight = 0 } = picture() ?? {}
      expect(naturalWidth * naturalHeight).toBeLessThanOrEqual(256)
      unmount()
    },
  )
})
