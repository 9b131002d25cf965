import { describe, expect, it } from 'vitest'

import type { LiveBrowserEvent } from './liveBrowser.js'
import { createLiveBrowser, updateLiveBrowser } from './liveBrowser.js'

const play = (...events: LiveBrowserEvent[]) =>
  events.reduce(updateLiveBrowser, createLiveBrowser('https://stream.mino.ai/session/a'))

describe('the live browser', () => {
  it.each([
    [[], 'connecting'],
    [['slow'], 'slow'],
    [['loaded'], 'showing'],
    [['slow', 'loaded'], 'showing'],
    [['loaded', 'slow'], 'showing'],
    [['loaded', 'loaded'], 'navigated'],
    [['loaded', 'messaged'], 'responding'],
    [['messaged', 'loaded'], 'responding'],
    [['messaged', 'loaded', 'loaded'], 'navigated'],
    // It was still loading when it was first seen.
    [['slow', 'shown', 'loaded'], 'showing'],
    [['shown', 'loaded', 'loaded'], 'navigated'],
  ] as const)('after %j is %s', (types, phase) => {
    expect(play(...types.map((type) => ({ type }))).phase).toBe(phase)
  })

  it('attack: a page that sends messages, or loads itself, as fast as it can renders the host once', () => {
    const first = play({ type: 'messaged' })
    expect(updateLiveBrowser(first, { type: 'messaged' })).toBe(first)
    const left = play({ type: 'loaded' }, { type: 'loaded' })
    expect(updateLiveBrowser(left, { type: 'loaded' })).toBe(left)
  })

  it('takes the frame away after the third theft of the keyboard within ten seconds', () => {
    const steal = (at: number, wasField = false) =>
      ({ type: 'focus_stolen', at, wasField }) as const
    expect(play(steal(0), steal(4_000)).halt).toBe(null)
    expect(play(steal(0), steal(4_000), steal(9_000)).halt).toEqual({ state: 'paused' })
    expect(play(steal(0), steal(4_000), steal(11_000)).halt).toBe(null)
  })

  it('takes the frame away after the first theft of the keyboard from a field', () => {
    const theft = { type: 'focus_stolen', at: 0, wasField: true } as const
    expect(play(theft).halt).toEqual({ state: 'paused' })
    expect(play(theft, { type: 'opened' }).halt).toBe(null)
    expect(play(theft, { type: 'opened' }, theft).halt).toEqual({ state: 'paused' })
  })

  it('forgets what it knew with a new address, but not that the viewer has hidden it', () => {
    const moved = { type: 'address_changed', href: 'https://stream.mino.ai/session/b' } as const
    const blocked = { state: 'blocked', directive: 'frame-src', origin: 'https://a' } as const
    expect(play({ type: 'loaded' }, moved)).toMatchObject({ phase: 'connecting', halt: null })
    expect(play({ type: 'halted', halt: blocked }, moved).halt).toBe(null)
    expect(play({ type: 'halted', halt: { state: 'hidden' } }, moved).halt).not.toBe(null)
  })

  it('starts anew when it is opened again', () => {
    const halted = { type: 'halted', halt: { state: 'no-document' } } as const
    expect(play({ type: 'slow' }, halted, { type: 'opened' })).toMatchObject({
      phase: 'connecting',
      halt: null,
      attempt: 1,
      thefts: [],
    })
  })

  it('ends control when the frame is taken away', () => {
    const paused = { type: 'halted', halt: { state: 'paused' } } as const
    const taken = { type: 'control_changed', isControlled: true } as const
    expect(play(taken).isControlled).toBe(true)
    expect(play(taken, paused).isControlled).toBe(false)
    expect(play(taken, { ...taken, isControlled: false }).isControlled).toBe(false)
  })
})
