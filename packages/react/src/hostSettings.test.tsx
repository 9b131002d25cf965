import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { createTestbed, settle } from '../test/createTestbed.js'
import { makeCompletedRun, makeRun } from '../test/makeRun.js'
import type { FishbowlProviderProps } from './FishbowlProvider.js'
import { FishbowlProvider } from './FishbowlProvider.js'
import * as Fishbowl from './index.js'

const warn = vi.fn<(text: string) => void>()

beforeEach(() => {
  warn.mockClear()
  vi.spyOn(console, 'warn').mockImplementation(warn)
})

const ended = makeCompletedRun(
  Array.from({ length: 3 }, (_, index) => ({ name: `Rope ${index}`, price: 12.5 })),
  { steps: [{ id: '1', action: 'Open', timestamp: '2026-03-01T10:00:09Z' }] },
)

/** All parts that need no client, none with a boundary around it. */
const parts = (
  <>
    <Fishbowl.RunActions run={ended} onRunAgain={() => {}} />
    <Fishbowl.RunCounters counts={Fishbowl.countRuns([ended], new Map())} />
    <Fishbowl.RunError
      run={makeRun({ status: 'FAILED', error: { message: 'x', category: 'UNKNOWN' } })}
    />
    <Fishbowl.RunForm />
    <Fishbowl.RunLiveView run={makeRun()} />
    <Fishbowl.RunRecording run={ended} />
    <Fishbowl.RunResult run={ended} />
    <Fishbowl.RunStatusBadge run={makeRun({ status: 'PAUSED' })} />
    <Fishbowl.RunSteps run={ended} />
    <Fishbowl.RunSummary run={ended} />
  </>
)

function show(settings: Record<string, unknown>, children: ReactNode = parts) {
  const props = { endpoint: '/api', ...settings } as FishbowlProviderProps
  return render(<FishbowlProvider {...props}>{children}</FishbowlProvider>)
}

describe('a setting of the provider that is none', () => {
  it.each([
    ['locale', ''],
    ['locale', 'auto'],
    ['locale', 'C'],
    ['locale', 'x'.repeat(10_000)],
    ['locale', 'de-'],
    ['locale', '\u202Ede'],
    ['locale', 42],
    ['locale', ['de', 'no locale']],
    ['appearance', 'sepia'],
    ['appearance', 1],
    ['transport', 'PUSH'],
    ['liveFrameBudget', NaN],
    ['liveFrameBudget', -1],
    ['liveFrameBudget', '4'],
    ['liveViewTtl', NaN],
    ['liveViewTtl', -5],
    ['liveViewTtl', '24h'],
    ['messages', 'German'],
    ['messages', 7],
    ['allowedStreamHosts', 'stream.example.com'],
  ])('is left out, and said once: %s %j', async (name, value) => {
    const { rerender } = show({ [name]: value })
    await settle()
    rerender(<div />)
    show({ [name]: value })
    expect(screen.getByText('Unknown: PAUSED')).toBeVisible()
    expect(warn.mock.calls.filter(([text]) => text.includes(name))).toHaveLength(1)
    expect(warn).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['locale', undefined],
    ['locale', null],
    ['appearance', null],
    ['transport', undefined],
    ['liveFrameBudget', 0],
    ['liveFrameBudget', Infinity],
    ['liveViewTtl', Infinity],
    ['messages', null],
  ])('may be left out, or be what it can be, without a word: %s %j', async (name, value) => {
    show({ [name]: value })
    await settle()
    expect(screen.getByText('Unknown: PAUSED')).toBeVisible()
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    ['zh_CN', '中'],
    ['de_DE.UTF-8', '01.03.2026'],
    ['de', '01.03.2026'],
    ['pt_BR', 'mar.'],
    [' ja ', '2026'],
  ])('a language is read as systems write it: %j', async (locale, expected) => {
    show({ locale })
    await settle()
    expect(warn).not.toHaveBeenCalled()
    const titles = [...document.querySelectorAll('time')].map((time) => time.title).join(' ')
    expect(titles).toContain(expected === '中' ? '年' : expected)
  })
})

describe('a text of the host’s', () => {
  it.each([
    [
      'statusUnknown',
      () => {
        throw new Error('secret')
      },
    ],
    ['statusUnknown', () => ({})],
    ['statusUnknown', () => undefined],
    ['formSubmit', {}],
    ['formSubmit', () => 'a function'],
    ['stepPictureLabel', Symbol('s')],
  ])('that throws or is no text is shown in English, and said once: %s', async (name, text) => {
    show({ messages: { [name]: text } })
    await settle()
    expect(screen.getByText('Unknown: PAUSED')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Start run' })).toBeVisible()
    expect(warn.mock.calls.every(([told]) => told.includes(name))).toBe(true)
    expect(warn.mock.calls.length).toBeLessThanOrEqual(1)
  })

  it('that is not there is shown in English', () => {
    show({ messages: { formSubmit: undefined } })
    expect(screen.getByRole('button', { name: 'Start run' })).toBeVisible()
    expect(warn).not.toHaveBeenCalled()
  })
})

it('an onEvent that throws takes nothing down, and its error is the page’s', async () => {
  const errors: unknown[] = []
  const note = (event: ErrorEvent) => {
    event.preventDefault()
    errors.push((event.error as Error).message)
  }
  addEventListener('error', note)
  const testbed = createTestbed()
  const { runId } = testbed.emulator.runs.start({ age: 60_000 })
  testbed.render(<Fishbowl.RunViewer runId={runId} />, {
    onEvent: () => {
      throw new Error('The host’s own.')
    },
  })
  await settle()
  expect(screen.getByRole('region', { name: /^Run/ })).toHaveAttribute('data-outcome', 'succeeded')
  removeEventListener('error', note)
  expect(errors).toContain('The host’s own.')
  // The browser tells the console of it, too.
  vi.mocked(console.error).mockClear()
})
