import { fireEvent, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, settle } from '../test/createTestbed.js'
import { makeCompletedRun, makeRun } from '../test/makeRun.js'
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

const step = { id: '1', action: 'Open the shop', status: 'RUNNING', duration: null }
const done = { ...step, status: 'COMPLETED', duration: '1.2s', timestamp: '2026-03-01T10:00:09Z' }
const failed = makeRun({
  status: 'FAILED',
  finished_at: '2026-03-01T10:01:40Z',
  error: { message: 'Crashed', category: 'SYSTEM_FAILURE', code: 'E1', retry_after: 30 },
})
const other = makeRun({
  status: 'FAILED',
  goal: 'Read the \u202Eprices',
  error: {
    message: 'No card',
    category: 'BILLING_FAILURE',
    help_url: 'https://docs.tinyfish.ai/billing',
    help_message: 'Add one.',
  },
})
const hinted = makeCompletedRun(null, { profile_hint: { reason: 'auth_wall', message: 'Sign in' } })
const runs = [
  makeRun({ status: 'PENDING', started_at: null, goal: null }),
  makeRun(),
  makeRun({ steps: [step], goal: `A long goal ${'and more '.repeat(400)}`, num_of_steps: 1 }),
  makeRun({ steps: [done, { ...step, id: '2', action: 'Read \u200B the\u202Elist' }] }),
  makeRun({ streaming_url: 'https://evil.example/' }),
  makeRun({ streaming_url: 'https://tf-a.fra0-tinyfish.unikraft.app/stream/0' }),
  makeCompletedRun([{ name: 'Rope', price: 12.5 }], { steps: [done] }),
  makeCompletedRun({
    title: 'Shop',
    url: 'https://bücher.example/',
    big: 1e25,
    nested: { a: [1] },
  }),
  makeCompletedRun(Array.from({ length: 150 }, (_, id) => ({ id, note: `Lamp ${id} `.repeat(9) }))),
  makeCompletedRun('A text of prose, which is the result. '.repeat(80)),
  makeCompletedRun({ error: 'The site is down' }),
  hinted,
  failed,
  other,
  makeRun({ status: 'CANCELLED', finished_at: '2026-03-01T10:01:00Z' }),
  makeRun({ status: 'PAUSED' }),
  makeRun({ status: 'COMPLETED', video_url: 'javascript:alert(1)' }),
]

const parts: Record<string, (run: (typeof runs)[number]) => ReactElement> = {
  RunActions: (run) => (
    <Fishbowl.RunActions
      run={run}
      isCancelling={run.steps.length > 0}
      onCancel={() => {}}
      onRunAgain={() => {}}
    />
  ),
  RunCounters: (run) => (
    <Fishbowl.RunCounters
      counts={Fishbowl.countRuns([run], new Map([[run.runId, { type: 'running' }]]))}
    />
  ),
  RunError: (run) => <Fishbowl.RunError run={run} onRetry={() => {}} />,
  RunLiveView: (run) => <Fishbowl.RunLiveView run={run} />,
  RunRecording: (run) => <Fishbowl.RunRecording run={run} />,
  RunResult: (run) => <Fishbowl.RunResult run={run} />,
  RunStatusBadge: (run) => <Fishbowl.RunStatusBadge run={run} />,
  RunSteps: (run) => <Fishbowl.RunSteps run={run} />,
  RunSummary: (run) => (
    <Fishbowl.RunSummary run={run} url="https://a.example" canOpenRunPage={run.steps.length > 0} />
  ),
}

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
