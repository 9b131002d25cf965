import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createTestbed, settle } from '../../test/createTestbed.js'
import { RunViewer } from './RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** What screen readers say of a page, with the milliseconds at which they do. */
function listen(page: Element) {
  const started = Date.now()
  const said: [milliseconds: number, text: string][] = []
  const texts = new Map<Element, string>()
  const observer = new MutationObserver(() => {
    for (const region of page.querySelectorAll('[role="status"], [role="alert"], [aria-live]')) {
      const text = region.textContent
      // What a region has in it when it comes is only to be read.
      const before = texts.get(region) ?? text
      texts.set(region, text)
      if (text && text !== before) said.push([Date.now() - started, text])
    }
  })
  observer.observe(page, { childList: true, characterData: true, subtree: true })
  return said
}

/** Milliseconds. What is set within a step is on the page at its end. */
const STEP = 500

async function pass(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= STEP) {
    await act(() => vi.advanceTimersByTimeAsync(STEP).then(() => {}))
    await settle()
  }
}

it.each([
  { scenario: 'success', told: ['Queued', 'Running', 'Succeeded'] },
  { scenario: 'goal-failed', told: ['Queued', 'Running', 'Goal not reached'] },
  { scenario: 'failed-system', told: ['Queued', 'Running', 'Failed'] },
  { scenario: 'cancelled', told: ['Queued', 'Running', 'Cancelled'] },
] as const)(
  'tells a whole run ($scenario) in order, each thing once, and one every 5 seconds at most',
  async ({ scenario, told }) => {
    const testbed = createTestbed()
    const said = listen(document.body)
    const { runId } = testbed.emulator.runs.start({ scenario, goal: 'List the lanterns' })
    testbed.render(<RunViewer runId={runId} />)
    await pass(40_000)
    const texts = said.map(([, text]) => text)
    expect(texts.filter((text) => !text.startsWith('Step '))).toEqual(told)
    expect(texts.at(-1)).toBe(told[2])
    expect(new Set(texts).size).toBe(texts.length)
    const pauses = said.slice(1).map(([at], index) => at - said[index]![0])
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5_000 - STEP)
  },
)

it('tells that a run is not found', async () => {
  const testbed = createTestbed()
  const said = listen(document.body)
  testbed.render(<RunViewer runId="gone" />)
  await pass(10_000)
  expect(said.map(([, text]) => text)).toEqual([expect.stringContaining('not found')])
})
