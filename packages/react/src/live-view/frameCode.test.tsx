import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'

import { showLiveView, streamOrigin } from '../../test/showLiveView.js'
import type { FishbowlEvent } from '../context/context.js'
import { frameCode } from './frameCode.js'

const fields = { streaming_url: `${streamOrigin}/tf-1/stream/0` }
const view = () => document.querySelector('.fishbowl-run-live-view')
const frame = () => document.querySelector('iframe')

it('waits for the code of a live browser, and counts a frame only when it is there', () => {
  const get = vi.spyOn(frameCode, 'get').mockReturnValue(undefined)
  const events: FishbowlEvent[] = []
  const { update } = showLiveView(fields, events)
  expect(view()).toHaveAttribute('data-state', 'loading')
  expect(screen.getByText('Waiting for the live browser')).toBeVisible()
  expect(frame()).toBe(null)
  expect(events).toEqual([])

  get.mockRestore()
  update(fields)
  expect(view()).toHaveAttribute('data-state', 'live')
  expect(frame()).not.toBe(null)
  expect(events).toEqual([{ type: 'live_view_mounted', runId: 'run_1' }])
})

it('says that the code of a live browser did not come, and tries again when asked', async () => {
  const get = vi.spyOn(frameCode, 'get').mockReturnValue(undefined)
  vi.spyOn(frameCode, 'load').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  showLiveView(fields)
  expect(await screen.findByText('The live browser could not be loaded')).toBeVisible()
  expect(view()).toHaveAttribute('data-state', 'not-loaded')
  expect(screen.getByRole('button', { name: /new tab/ })).toBeVisible()

  get.mockRestore()
  await userEvent.click(screen.getByRole('button', { name: 'Reload' }))
  expect(view()).toHaveAttribute('data-state', 'live')
  expect(frame()).not.toBe(null)
})
