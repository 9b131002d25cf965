import { fireEvent, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { parts, runs } from '../test/allParts.js'
import { advance, aPoll, createTestbed, settle } from '../test/createTestbed.js'
import { makeRun } from '../test/makeRun.js'
import { findLooseTexts, translate } from '../test/translator.js'
import * as Fishbowl from './index.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T10:02:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

/**
 * Shows the same twice, once in a part of the page that the browser translates. Both are at the same place,
 * as clocks stand still that are out of view.
 */
function Twice({ children }: { children: ReactElement }) {
  return (
    <>
      <div data-testid="plain" style={place}>
        {children}
      </div>
      <div data-testid="translated" style={place}>
        {children}
      </div>
    </>
  )
}

const place = { position: 'absolute', insetBlockStart: 0 } as const

const plain = () => screen.getByTestId('plain')
const translated = () => screen.getByTestId('translated')

/**
 * What is said in either half, and the texts that a translation would take out of React's hands. Each half
 * has live views of its own, which the browser loads one after the other: they are waited for.
 */
async function look() {
  let texts: string[] = []
  for (let tries = 0; tries < 50; tries += 1) {
    await settle()
    texts = [translated().innerText, plain().innerText]
    if (texts[0] === texts[1]) break
  }
  return { isSame: texts[0] === texts[1], texts, loose: findLooseTexts(plain()) }
}

const same = { isSame: true, loose: [] }

describe('on a page that the browser translates', () => {
  it.each(Object.entries(parts))('%s says what it says without', async (_name, show) => {
    const testbed = createTestbed()
    // Forth and back, so that each state is reached and left.
    const ways = [...runs, ...runs.toReversed()]
    const { rerender } = testbed.render(<Twice>{show(makeRun())}</Twice>)
    const end = translate(translated())
    for (const run of ways) {
      rerender(<Twice>{show(run)}</Twice>)
      expect(await look()).toMatchObject(same)
    }
    rerender(<div />)
    end()
  })

  it.each([
    'queued',
    'goal-failed',
    'failed-system-retry',
    'cancelled',
    'recording',
    'nested-result',
    'stream-changing',
    'outage',
  ] as const)('a run is followed from its start to its end: %s', async (scenario) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario })
    testbed.render(
      <Twice>
        <>
          <Fishbowl.LiveRunBadge runId={runId} />
          <Fishbowl.RunViewer runId={runId} onRunAgain={() => {}} />
          <Fishbowl.RunList onRunAgain={() => {}} />
          <Fishbowl.RunForm />
        </>
      </Twice>,
    )
    const end = translate(translated())
    expect(await look()).toMatchObject(same)
    const seen = new Set<string>()
    for (let polls = 0; polls < 9; polls += 1) {
      await advance(aPoll)
      expect(await look()).toMatchObject(same)
      seen.add(within(translated()).getByRole('region', { name: /^Run/ }).dataset['status'] ?? '')
    }
    expect(seen.size).toBeGreaterThan(scenario === 'outage' ? 0 : 1)
    for (const { textContent: name } of within(plain()).queryAllByRole('tab')) {
      for (const half of [plain(), translated()]) {
        fireEvent.click(within(half).getByRole('tab', { name: name ?? '' }))
      }
      expect(await look()).toMatchObject(same)
    }
    end()
  })
})
