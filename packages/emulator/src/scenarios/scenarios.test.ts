import { describe, expect, it } from 'vitest'

import readme from '../../README.md?raw'
import { createTestbed } from '../../test/createTestbed.js'
import type { ScenarioName } from './scenarios.js'
import { scenarios } from './scenarios.js'

/** What a run of each scenario shows at some second of its life. */
const lives: Record<ScenarioName, [second: number, shows: object][]> = {
  success: [
    [0, { status: 'PENDING', started_at: null, streaming_url: null, steps: [] }],
    [1, { status: 'RUNNING', streaming_url: null, num_of_steps: null }],
    [5, { status: 'RUNNING', streaming_url: expect.stringMatching(/\/stream\/0$/), result: null }],
    [18, { status: 'COMPLETED', num_of_steps: 6, result: { products: tenProducts() } }],
  ],
  slow: [
    [119, { status: 'RUNNING' }],
    [120, { status: 'COMPLETED', num_of_steps: 18 }],
  ],
  queued: [
    [20, { status: 'PENDING', streaming_url: null }],
    [21, { status: 'RUNNING' }],
    [38, { status: 'COMPLETED' }],
  ],
  'text-result': completesWith(expect.stringContaining('## Lanterns')),
  'record-result': completesWith(expect.objectContaining({ name: 'Harbor lantern', price: 48 })),
  'list-result': completesWith(tenProducts()),
  'nested-result': completesWith({ result: expect.objectContaining({ products: tenProducts() }) }),
  'json-text-result': completesWith(expect.stringMatching(/^\{"products":\[/)),
  'huge-result': completesWith({ products: expect.objectContaining({ length: 20_000 }) }),
  'empty-result': completesWith({}),
  'null-result': completesWith(null),
  'all-null-result': completesWith({ name: null, price: null, stock: null, rating: null }),
  'empty-lists-result': completesWith({ products: [], categories: [] }),
  'goal-failed': completesWith({ status: 'failure', reason: expect.any(String) }),
  'goal-failed-error': completesWith({ error: 'access_denied', reason: expect.any(String) }),
  'goal-failed-flag': completesWith({ success: false, reason: expect.any(String) }),
  'goal-failed-details': completesWith(
    expect.objectContaining({ success: false, error_message: expect.any(String) }),
  ),
  'goal-failed-nested': completesWith({ result: expect.objectContaining({ status: 'failure' }) }),
  'goal-failed-text': completesWith(expect.stringMatching(/^\{"status":"failure"/)),
  'goal-failed-fenced': completesWith(expect.stringMatching(/^```json\n[^]+\n```$/)),
  'failed-system': failsWith('SYSTEM_FAILURE', false),
  'failed-system-retry': failsWith('SYSTEM_FAILURE', true),
  'failed-agent': failsWith('AGENT_FAILURE', false),
  'failed-agent-retry': failsWith('AGENT_FAILURE', true),
  'failed-billing': failsWith('BILLING_FAILURE', false),
  'failed-billing-retry': failsWith('BILLING_FAILURE', true),
  'failed-unknown': failsWith('UNKNOWN', false),
  'failed-unknown-retry': failsWith('UNKNOWN', true),
  cancelled: [
    [5, { status: 'RUNNING' }],
    [6, { status: 'CANCELLED', result: null, error: null }],
  ],
  'cancelled-too-late': completesWith({ products: tenProducts() }),
  'stream-late': [
    [7, { status: 'RUNNING', streaming_url: null }],
    [8, { streaming_url: expect.any(String) }],
  ],
  'stream-absent': [
    [17, { status: 'RUNNING', streaming_url: null }],
    [18, { status: 'COMPLETED', streaming_url: null }],
  ],
  'stream-changing': [
    [8, { streaming_url: expect.stringMatching(/\/stream\/0$/) }],
    [9, { status: 'RUNNING', streaming_url: expect.stringMatching(/\/stream\/1$/) }],
  ],
  'stream-ended': [[0, { status: 'COMPLETED', finished_at: '2026-01-13T13:00:00.000Z' }]],
  'stream-expired': [[0, { status: 'COMPLETED', finished_at: '2026-01-13T11:00:00.000Z' }]],
  recording: [
    [22, { status: 'COMPLETED', video_url: null }],
    [23, { video_url: expect.stringContaining('/recording.webm') }],
  ],
  // How their reads are disturbed is tested beside the route that reads runs.
  'dropped-stream': succeeds(),
  'http-401': succeeds(),
  'http-402': succeeds(),
  'http-403': succeeds(),
  'http-404': succeeds(),
  'http-410': succeeds(),
  'http-429': succeeds(),
  'http-500': succeeds(),
  'http-502': succeeds(),
  outage: succeeds(),
  hang: succeeds(),
  'malformed-json': succeeds(),
}

function tenProducts() {
  return Array.from({ length: 10 }, () => ({
    name: expect.any(String),
    price: expect.any(Number),
    stock: expect.any(Number),
    rating: expect.any(Number),
  }))
}

function completesWith(result: unknown): [number, object][] {
  return [
    [17, { status: 'RUNNING', result: null }],
    [18, { status: 'COMPLETED', result, error: null }],
  ]
}

function succeeds() {
  return completesWith({ products: tenProducts() })
}

function failsWith(category: string, asksToWait: boolean): [number, object][] {
  const error = expect.objectContaining({ category, message: expect.any(String) })
  return [
    [11, { status: 'RUNNING', error: null }],
    [12, { status: 'FAILED', result: null, error }],
    [
      12,
      {
        error: asksToWait ? { retry_after: 30 } : expect.not.objectContaining({ retry_after: 30 }),
      },
    ],
  ]
}

describe('scenarios', () => {
  it.each(Object.entries(lives))('%s lives as told', (name, life) => {
    const { emulator, clock } = createTestbed({ scenario: name as ScenarioName })
    const { runId } = emulator.runs.start()
    let now = 0
    for (const [second, shows] of life) {
      clock.advance((second - now) * 1_000)
      now = second
      expect(emulator.runs.get(runId), `after ${second} s`).toMatchObject(shows)
    }
  })

  it('are all listed, with a title and a sentence', () => {
    expect(scenarios.map(({ name }) => name).toSorted()).toEqual(Object.keys(lives).toSorted())
    for (const { title, description } of scenarios) {
      expect(title).toMatch(/^[A-Z]/)
      expect(description).toMatch(/\.$/)
    }
  })

  it('are all described in the README', () => {
    for (const { name, description } of scenarios) {
      expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\| `, 'm'))
      expect(readme).toContain(description)
    }
  })

  it('tell another story for another seed, and the same for the same', () => {
    const tell = (seed: number) => {
      const { emulator } = createTestbed({ seed })
      return emulator.runs.get(emulator.runs.start({ age: 60_000 }).runId)
    }
    expect(tell(3)).toEqual(tell(3))
    expect(tell(3)?.run_id).not.toBe(tell(4)?.run_id)
    expect(tell(3)?.result).not.toEqual(tell(4)?.result)
  })

  it('makes a huge result once', () => {
    const { emulator } = createTestbed({ scenario: 'huge-result' })
    const { runId } = emulator.runs.start({ age: 60_000 })
    expect(emulator.runs.get(runId)?.result).toBe(emulator.runs.get(runId)?.result)
  })
})
