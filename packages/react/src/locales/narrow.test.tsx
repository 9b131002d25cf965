import '../styles.css'
import { fireEvent, render } from '@testing-library/react'
import type { CSSProperties } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createTestbed, hold, settle } from '../../test/createTestbed.js'
import { findCut } from '../../test/findCut.js'
import { locales } from '../../test/locales.js'
import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import * as Fishbowl from '../index.js'
import type { Messages } from '../messages.js'

// What a run says is short here, so that whatever is cut is a text of ours.
const goal = 'Rope'
const end = '2026-03-01T10:01:40Z'
const step = { id: '1', action: 'Look', status: 'COMPLETED', duration: '1.2s' }
const queued = makeRun({ goal, status: 'PENDING', started_at: null })
const running = makeRun({ goal, steps: [step, { ...step, status: 'RUNNING', duration: null }] })
const watched = makeRun({ streaming_url: 'http://stream.localhost:9/stream' })
const refused = makeRun({ streaming_url: 'https://evil.example/' })
const unclear = makeRun({ status: 'PAUSED', streaming_url: 'http://stream.localhost:9/stream' })
const missed = makeCompletedRun({ error: 'E' }, { goal, profile_id: 'p1' })
const table = makeCompletedRun(Array.from({ length: 20 }, (_, a) => ({ a, b: { c: [a] } })))
const record = makeCompletedRun({ a: 1, b: { c: Array.from({ length: 20 }, (_, d) => d) } })
const failed = makeRun({
  status: 'FAILED',
  finished_at: end,
  error: { message: 'E', category: 'SYSTEM_FAILURE', retry_after: 3_000 },
})
const unpaid = makeRun({
  status: 'FAILED',
  finished_at: end,
  error: { message: 'E', category: 'BILLING_FAILURE', help_url: 'https://docs.tinyfish.ai/a' },
})

const kinds = ['running', 'pending', 'succeeded', 'withheld', 'goal_failed', 'no_result'] as const
const others = ['invalid_result', 'failed', 'cancelled', 'unknown'] as const
const byOutcome = Object.fromEntries([...kinds, ...others].map((type) => [type, 1_234]))

/** Runs of the emulator are over in seconds. */
function lengthen(this: { started_at?: string }, name: string, value: unknown): unknown {
  if (name === 'num_of_steps') return 128
  if (name !== 'finished_at' || !value || !this.started_at) return value
  return new Date(Date.parse(this.started_at) + 754_000).toISOString()
}

/** What is out of view would not be laid out. */
const drawn: CSSProperties = { contentVisibility: 'visible' }
const act = () => {}

/** Every part, in the states in which most is said in the least room. */
function Parts({ runIds }: { runIds: string[] }) {
  return (
    <>
      <Fishbowl.RunLiveView run={watched} interactive />
      {runIds.map((id) => (
        <Fishbowl.RunViewer key={id} runId={id} interactive onRunAgain={act} style={drawn} />
      ))}
      <Fishbowl.RunList renderViewer={null} onRunAgain={act} />
      <Fishbowl.RunForm />
      <Fishbowl.RunCounters counts={{ total: 1, byStatus: {}, byOutcome }} />
      <Fishbowl.RunActions run={running} onCancel={act} isCancelling />
      <Fishbowl.RunActions run={failed} onRunAgain={act} />
      <Fishbowl.RunSummary run={queued} url="https://a.example" canOpenRunPage />
      <Fishbowl.RunSummary run={missed} />
      <Fishbowl.RunLiveView run={refused} />
      <Fishbowl.RunLiveView run={unclear} />
      <Fishbowl.RunRecording run={running} />
      <Fishbowl.RunError run={unpaid} />
      <Fishbowl.RunSteps run={running} />
      <Fishbowl.RunResult run={table} />
      <Fishbowl.RunResult run={record} />
      <Fishbowl.RunResult run={missed} />
      <PartsForCustomers runIds={runIds} />
    </>
  )
}

const forCustomers = { audience: 'customer', title: 'Rope', support: { href: '/help' } } as const

/** What customers read instead, and how far a run is that has taken two minutes. */
function PartsForCustomers({ runIds }: { runIds: string[] }) {
  return (
    <>
      {runIds.map((id) => (
        <Fishbowl.RunViewer key={id} runId={id} onEditGoal={act} style={drawn} {...forCustomers} />
      ))}
      {[60_000, 130_000, 600_000].map((duration) => (
        <Fishbowl.RunSummary
          key={duration}
          run={running}
          expectedDuration={duration}
          {...forCustomers}
        />
      ))}
      <Fishbowl.RunList renderViewer={null} onRunAgain={act} audience="customer" />
      <Fishbowl.RunForm audience="customer" />
      <Fishbowl.RunError run={unpaid} audience="customer" />
    </>
  )
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    now: Date.parse('2026-03-01T10:02:00Z'),
  })
})

afterEach(() => {
  vi.useRealTimers()
})

it('cuts no text in any language, at 320 and at 820 px', async () => {
  const testbed = createTestbed()
  const { fetch } = testbed.emulator
  testbed.network.fetch = async (request) => {
    if (request.url.endsWith('/cancel')) return hold()
    const response = await fetch(request)
    return new Response(JSON.stringify(JSON.parse(await response.text(), lengthen)), response)
  }
  const scenarios = ['queued', 'slow', 'goal-failed', 'failed-system', 'success'] as const
  const ages = [20_000, 40_000, 800_000, 9_000_000, 90_000_000]
  const runIds = scenarios.map(
    (scenario, index) =>
      testbed.emulator.runs.start({ scenario, goal, age: ages[index] ?? 0 }).runId,
  )
  const show = (tag: string, messages?: Messages) =>
    testbed.wrap(
      <div data-testid="page" dir={tag === 'ar' ? 'rtl' : 'ltr'} lang={tag}>
        <Parts runIds={[...runIds, 'gone']} />
      </div>,
      { locale: tag, ...(messages && { messages }) },
    )
  const { rerender, getByTestId, container } = render(show('en'))
  await settle()
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Denied'))
  vi.spyOn(document, 'execCommand').mockReturnValue(false)
  for (const button of container.querySelectorAll('.fishbowl-copy-run-id button'))
    fireEvent.click(button)
  fireEvent.submit(container.querySelector('form')!)
  fireEvent.click(container.querySelector('[data-column="actions"] button[aria-label^="Cancel"]')!)
  const found: Record<string, string[]> = {}
  for (const { tag, messages } of [{ tag: 'en', messages: undefined }, ...locales]) {
    rerender(show(tag, messages))
    for (const width of [320, 820]) {
      getByTestId('page').style.width = `${width}px`
      await settle()
      const cut = findCut(getByTestId('page'))
      if (cut.length > 0) found[`${tag}, ${width}`] = [...new Set(cut)]
    }
  }
  expect(found).toEqual({})
}, 240_000)
