import { act, fireEvent, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import type { FishbowlEvent } from '../context/context.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunRecording } from './RunRecording.js'

const minute = 60_000

// Nothing answers at this address: these tests are about the element, and dispatch its events themselves.
const address = (name: string) => `http://stream.localhost:9/${name}.webm?signature=s3cret-${name}`

function show(first: string | null, { onRenew, ...fields }: { onRenew?: () => void } = {}) {
  const events: FishbowlEvent[] = []
  const ui = (videoUrl: string | null, more: Record<string, unknown> = {}) => (
    <StrictMode>
      <FishbowlProvider
        endpoint="/api"
        allowInsecureLocalhost
        onEvent={(event) => events.push(event)}
      >
        <RunRecording
          run={makeCompletedRun(null, { video_url: videoUrl, ...fields, ...more })}
          onRenew={onRenew}
        />
      </FishbowlProvider>
    </StrictMode>
  )
  const { rerender } = render(ui(first))
  return {
    events,
    update: (next: string | null, more?: Record<string, unknown>) => rerender(ui(next, more)),
  }
}

const video = () => document.querySelector('video')!
const state = () => screen.getByRole('region', { name: 'Recording' }).dataset['state']

/** Has the video play, at a place that a viewer has come to. */
function playTo(seconds: number) {
  vi.spyOn(video(), 'currentTime', 'get').mockReturnValue(seconds)
  vi.spyOn(video(), 'paused', 'get').mockReturnValue(false)
  const seek = vi.spyOn(video(), 'currentTime', 'set').mockImplementation(() => {})
  const play = vi.spyOn(video(), 'play').mockResolvedValue()
  return { seek, play }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('RunRecording', () => {
  it('plays the recording with the browser’s own controls, and loads no more than it must', () => {
    show(address('a'))
    expect(video().src).toBe(address('a'))
    expect(video()).toHaveAttribute('controls')
    expect(video()).toHaveAttribute('preload', 'metadata')
    expect(video()).toHaveAttribute('playsinline')
    expect(video()).not.toHaveAttribute('autoplay')
    expect(state()).toBe('playing')
  })

  it('keeps its address over polls, which bring another one each', () => {
    const { update } = show(address('a'))
    update(address('b'))
    expect(video().src).toBe(address('a'))
  })

  it('asks for another address once, when the viewer plays after 14 minutes', () => {
    vi.useFakeTimers()
    const onRenew = vi.fn()
    const { update } = show(address('a'), { onRenew })
    vi.advanceTimersByTime(14 * minute - 1)
    fireEvent.play(video())
    fireEvent.seeking(video())
    expect(onRenew).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    fireEvent.play(video())
    fireEvent.seeking(video())
    fireEvent.error(video())
    expect(onRenew).toHaveBeenCalledTimes(1)
    expect(state()).toBe('renewing')
    expect(screen.getByText('Getting the recording again')).toBeVisible()

    const { seek, play } = playTo(42)
    update(address('b'))
    expect(video().src).toBe(address('b'))
    expect(seek).toHaveBeenCalledWith(42)
    expect(play).toHaveBeenCalledTimes(1)
    expect(state()).toBe('playing')
  })

  it('stays paused when the viewer had paused it', () => {
    const { update } = show(address('a'), { onRenew: () => {} })
    const play = vi.spyOn(video(), 'play')
    fireEvent.error(video())
    update(address('b'))
    expect(play).not.toHaveBeenCalled()
  })

  it('says that it could not be loaded when another address did not help, and tries again', () => {
    const onRenew = vi.fn()
    const { update } = show(address('a'), { onRenew })
    fireEvent.error(video())
    update(address('b'))
    fireEvent.error(video())
    expect(onRenew).toHaveBeenCalledTimes(1)
    expect(state()).toBe('failed')
    expect(video()).not.toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRenew).toHaveBeenCalledTimes(2)
    update(address('c'))
    expect(video()).toBeVisible()
    expect(state()).toBe('playing')
  })

  it('gives up when no other address comes within half a minute', () => {
    vi.useFakeTimers()
    show(address('a'), { onRenew: () => {} })
    fireEvent.error(video())
    act(() => void vi.advanceTimersByTime(30_000))
    expect(screen.getByText('The recording could not be loaded')).toBeVisible()
  })

  it('offers no retry where nobody can read the run again', () => {
    show(address('a'))
    fireEvent.error(video())
    expect(state()).toBe('failed')
    expect(screen.queryByRole('button')).toBe(null)
  })

  it('begins another run’s recording at its beginning', () => {
    const { update } = show(address('a'))
    const first = video()
    update(address('b'), { run_id: 'run_2' })
    expect(video()).not.toBe(first)
    expect(video().src).toBe(address('b'))
  })

  it('says what it waits for, and what will not come', () => {
    const { rerender } = render(<RunRecording run={makeRun()} />)
    expect(screen.getByText('The recording is not there yet')).toBeVisible()
    rerender(<RunRecording run={makeCompletedRun(1)} isAwaited />)
    expect(state()).toBe('waiting')
    rerender(<RunRecording run={makeCompletedRun(1)} />)
    expect(state()).toBe('none')
    expect(screen.getByText('No recording')).toBeVisible()
  })

  it.each([
    'javascript:alert(1)',
    'data:video/webm;base64,AAAA',
    'http://storage.example/run.webm',
    'https://user:password@storage.example/run.webm',
  ])('attack: plays %s', (url) => {
    show(url)
    expect(document.querySelector('video')).toBe(null)
    expect(state()).toBe('refused')
    expect(document.body.innerHTML).not.toContain(url)
  })

  it('attack: the signature is read from texts and events', () => {
    const { events } = show(address('a'), { onRenew: () => {} })
    fireEvent.error(video())
    video().remove()
    expect(document.body.innerHTML + JSON.stringify(events)).not.toContain('s3cret')
  })
})
