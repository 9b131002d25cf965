import { getRunOutcome } from '@fishbowl/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { fakeNotification } from '../../test/fakeNotification.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import { callAway } from './endSignals.js'
import { notificationMessages } from './messages.js'
import type { UseRunNotificationOptions } from './options.js'

/** The errors that have reached the page. */
let errors: unknown[] = []
const keep = (event: ErrorEvent) => {
  event.preventDefault()
  errors.push(event.error)
}

beforeEach(() => {
  errors = []
  addEventListener('error', keep)
})

afterEach(() => {
  removeEventListener('error', keep)
  vi.unstubAllGlobals()
})

const run = makeCompletedRun({ price: 48 })
const call = (options: UseRunNotificationOptions) =>
  callAway(run, getRunOutcome(run), options, notificationMessages)

describe('the texts of a notification', () => {
  it('are the host’s, who knows what the run came to', () => {
    const { shown } = fakeNotification()
    call({
      title: ({ runId }, { type }) => `${runId} ${type}`,
      body: () => 'Look at it',
      icon: '/logo.png',
    })
    expect(shown).toMatchObject([
      { title: 'run_1 succeeded', options: { body: 'Look at it', icon: '/logo.png' } },
    ])
  })

  it('attack: what a web page wrote turns the text around, hides in it or goes on for ever', () => {
    const { shown } = fakeNotification()
    call({
      title: () => 'Paid \u202E001 \u2800<b>now</b>\n\u{E0041}now',
      body: () => 'x'.repeat(10_000),
    })
    const [{ title, options }] = shown as [(typeof shown)[0]]
    expect(title).toBe('Paid 001 <b>now</b> now')
    expect(options.body?.length).toBeLessThanOrEqual(201)
  })

  it.each([
    ['nothing', () => undefined as never],
    ['an empty text', () => ''],
    ['what cannot be seen', () => '\u200B \u202E'],
    ['no text', () => ({}) as never],
  ])('are the usual ones for %s', (_, title) => {
    const { shown } = fakeNotification()
    call({ title })
    expect(shown[0]?.title).toBe('What you are waiting for is done')
  })

  it('are the usual ones when the host’s function throws, and the error is the page’s', async () => {
    const { shown } = fakeNotification()
    call({
      body: () => {
        throw new Error('The host’s own.')
      },
    })
    expect(shown[0]?.options.body).toBe(document.title)
    await expect.poll(() => errors).toEqual([new Error('The host’s own.')])
    vi.mocked(console.error).mockClear()
  })

  it('are not shown when the host wants no notification', () => {
    const { shown } = fakeNotification()
    call({ notification: false })
    expect(shown).toEqual([])
  })
})

describe('the sound', () => {
  it('is played from a URL, and the notification makes none', () => {
    const { shown } = fakeNotification()
    const played: string[] = []
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function play(
      this: HTMLMediaElement,
    ) {
      played.push(this.src)
      return Promise.resolve()
    })
    call({ sound: '/done.mp3' })
    expect(played).toEqual([new URL('/done.mp3', location.href).href])
    expect(shown[0]?.options.silent).toBe(true)
  })

  it('is played by a function, with what the run came to', () => {
    const sound = vi.fn()
    call({ sound })
    expect(sound).toHaveBeenCalledExactlyOnceWith(run, getRunOutcome(run))
  })

  it('that the browser refuses is no error', async () => {
    const { shown } = fakeNotification()
    const refused = new DOMException('play() failed', 'NotAllowedError')
    call({ sound: () => Promise.reject(refused) })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(errors).toEqual([])
    expect(shown).toHaveLength(1)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('The host’s own.')
      },
    ],
    ['rejects', () => Promise.reject(new Error('The host’s own.'))],
  ])('that %s stops nothing, and the error is the page’s', async (_, sound) => {
    const { shown } = fakeNotification()
    call({ sound })
    expect(shown).toHaveLength(1)
    await expect.poll(() => errors).toEqual([new Error('The host’s own.')])
    vi.mocked(console.error).mockClear()
  })
})
