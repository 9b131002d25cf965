import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import camel from '../../test/payloads/sse.camel.2026-01.txt?raw'
import snake from '../../test/payloads/sse.snake.completed.txt?raw'
import { getRunOutcome } from '../outcome/outcome.js'
import { parseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import { applyRunEvent } from './applyRunEvent.js'
import type { RunEvent } from './runEvent.js'
import { parseRunEvent } from './runEvent.js'

const queued = parseRun({ run_id: 'r1', status: 'PENDING' })
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 10, 0, second)).toISOString()

const progress = (purpose: string, timestamp: string | null = null): RunEvent => ({
  type: 'PROGRESS',
  runId: 'r1',
  purpose,
  tinyfishApi: null,
  timestamp,
})
const complete = (fields: Partial<Extract<RunEvent, { type: 'COMPLETE' }>> = {}): RunEvent => ({
  type: 'COMPLETE',
  runId: 'r1',
  status: 'COMPLETED',
  result: { found: 1 },
  error: null,
  timestamp: at(40),
  ...fields,
})
const streamingUrl = (url: string, timestamp: string | null = null): RunEvent => ({
  type: 'STREAMING_URL',
  runId: 'r1',
  streamingUrl: url,
  timestamp,
})

const fold = (run: Run, events: readonly RunEvent[]) => events.reduce(applyRunEvent, run)
const actions = ({ steps }: Run) => steps.map(({ action }) => action)

function readRecording(text: string): RunEvent[] {
  return text.split('\n\n').flatMap((frame) => {
    const event = frame && parseRunEvent(JSON.parse(frame.replace(/^data: /, '')))
    return event ? [event] : []
  })
}

describe('applyRunEvent', () => {
  it('folds a recorded stream into the run that the API would give', () => {
    const run = parseRun({ run_id: 'run_123', status: 'PENDING' })
    expect(fold(run, readRecording(snake))).toEqual({
      ...run,
      status: 'COMPLETED',
      createdAt: '2026-01-01T00:00:00Z',
      startedAt: '2026-01-01T00:00:02Z',
      finishedAt: '2026-01-01T00:00:40Z',
      result: expect.objectContaining({ available: true }),
      streamingUrl: 'https://tf-abc123.fra0-tinyfish.unikraft.app/stream/0',
      steps: [
        {
          id: '1',
          timestamp: '2026-01-01T00:00:05Z',
          status: 'COMPLETED',
          action: 'Dismissing cookie banner...',
          screenshot: null,
          duration: '35.0s',
        },
      ],
    })
  })

  it('folds a recorded stream with the old names and without times', () => {
    const [started, ...events] = readRecording(camel)
    expect(started?.type).toBe('STARTED')
    const run = parseRun({ run_id: '55c819e7-95be-4ca3-ba18-1b1cc23407a9', status: 'PENDING' })
    const { status, steps, result } = fold(run, events)
    expect(status).toBe('COMPLETED')
    expect(result).toMatchObject({ defect_name: 'Sensitization' })
    expect(steps.map(({ id, duration, ...step }) => [id, step.status, duration])).toEqual([
      ['1', 'COMPLETED', null],
      ['2', 'COMPLETED', null],
      ['3', 'COMPLETED', null],
      ['4', 'COMPLETED', null],
    ])
  })

  it('leaves a run in the queue until it does something', () => {
    const started = applyRunEvent(queued, { type: 'STARTED', runId: 'r1', timestamp: at(0) })
    expect(started).toEqual({ ...queued, createdAt: at(0) })
    const run = applyRunEvent(started, progress('Open the page', at(3)))
    expect(run).toMatchObject({ status: 'RUNNING', createdAt: at(0), startedAt: at(3) })
  })

  it('shows the newest step as running, and how long the others took', () => {
    const run = fold(queued, [progress('Open', at(1)), progress('Read', at(4))])
    expect(run.steps).toMatchObject([
      { id: '1', action: 'Open', status: 'COMPLETED', duration: '3.0s' },
      { id: '2', action: 'Read', status: 'RUNNING', duration: null },
    ])
  })

  it('ends the newest step as the run ends', () => {
    const error = { ...parseRun({ run_id: 'a', status: 'FAILED', error: 'Blocked' }).error! }
    const run = fold(queued, [
      progress('Open', at(1)),
      complete({ status: 'FAILED', result: null, error }),
    ])
    expect(run).toMatchObject({ status: 'FAILED', error, finishedAt: at(40) })
    expect(run.steps).toMatchObject([{ status: 'FAILED', duration: '39.0s' }])
  })

  it('does not take a result that may not be seen for none', () => {
    const end = { type: 'COMPLETE', run_id: 'r1', status: 'COMPLETED', result_withheld: true }
    const run = fold(queued, [parseRunEvent(end)!])
    expect(getRunOutcome(run)).toEqual({ type: 'withheld' })
    expect(fold(queued, [complete()]).resultWithheld).toBe(false)
  })

  it('goes on from what a read brought', () => {
    const read = parseRun({
      run_id: 'r1',
      status: 'RUNNING',
      started_at: at(0),
      steps: [
        { id: 'evt_1', timestamp: at(1), status: 'COMPLETED', action: 'Open', duration: '2.4s' },
        { id: 'evt_2', timestamp: at(4), status: 'RUNNING', action: 'Read' },
      ],
    })
    const run = fold(read, [progress('Read', at(4)), progress('Scroll', at(9))])
    expect(run.startedAt).toBe(at(0))
    expect(run.steps).toMatchObject([
      { id: 'evt_1', duration: '2.4s' },
      { id: 'evt_2', status: 'COMPLETED', duration: '5.0s' },
      { id: '3', action: 'Scroll', status: 'RUNNING' },
    ])
  })

  it.each<[string, RunEvent[]]>([
    ['a heartbeat', [{ type: 'HEARTBEAT', timestamp: at(30) }]],
    [
      'a result of another API',
      [{ type: 'TF_API_RESULT', runId: 'r1', tinyfishApi: 'search', result: [1], timestamp: null }],
    ],
    ['an event of another run', [{ ...complete(), runId: 'r2' } as RunEvent]],
    ['the same step again', [progress('Open', at(1)), progress('Read', at(2))]],
    ['the same live view again', [streamingUrl('https://stream.mino.ai/session/a')]],
  ])('gives back the same object for %s', (_name, events) => {
    const run = fold(queued, [
      streamingUrl('https://stream.mino.ai/session/a', at(0)),
      progress('Open', at(1)),
      progress('Read', at(2)),
    ])
    for (const event of events) expect(applyRunEvent(run, event)).toBe(run)
  })

  it('takes the same words without a time for the same step, unless another came between', () => {
    const run = fold(
      queued,
      ['Click', 'Click', 'Read', 'Click'].map((text) => progress(text)),
    )
    expect(actions(run)).toEqual(['Click', 'Read', 'Click'])
  })

  it('takes the live view that comes last', () => {
    const run = fold(queued, [
      streamingUrl('https://a.example/'),
      streamingUrl('https://b.example/'),
    ])
    expect(run.streamingUrl).toBe('https://b.example/')
  })

  it('leaves a run that has ended as it is', () => {
    const ended = fold(queued, [progress('Open', at(1)), complete()])
    const late = [
      progress('Read', at(2)),
      streamingUrl('https://a.example/'),
      complete({ result: 2 }),
    ]
    for (const event of late) expect(applyRunEvent(ended, event)).toBe(ended)
  })

  const purposes = fc.uniqueArray(fc.integer({ min: 1, max: 39 }), { minLength: 1, maxLength: 12 })

  it('comes to the same in whatever order and however often the events come', () => {
    fc.assert(
      fc.property(
        purposes.chain((seconds) => {
          const events = [
            { type: 'STARTED', runId: 'r1', timestamp: at(0) } as const,
            streamingUrl('https://stream.mino.ai/session/a', at(0)),
            ...seconds.map((second) => progress(`Step ${second % 3}`, at(second))),
          ]
          const inOrder = [...events].toSorted((a, b) =>
            (a.timestamp ?? '') < (b.timestamp ?? '') ? -1 : 1,
          )
          const shuffled = fc
            .tuple(
              fc.shuffledSubarray(events, { minLength: events.length }),
              fc.array(fc.constantFrom(...events)),
            )
            .map(([all, again]) => [...all, ...again])
          return fc.tuple(fc.constant(inOrder), shuffled)
        }),
        ([inOrder, shuffled]) => {
          const end = complete()
          expect(fold(queued, [...shuffled, end, ...shuffled])).toEqual(
            fold(queued, [...inOrder, end]),
          )
        },
      ),
    )
  })

  it('never takes back a step or a status', () => {
    const order = ['PENDING', 'RUNNING', 'COMPLETED']
    const event = fc.oneof(
      fc
        .tuple(fc.constantFrom('a', 'b'), fc.option(fc.integer({ min: 0, max: 39 })))
        .map(([text, second]) => progress(text, second === null ? null : at(second))),
      fc.constantFrom(streamingUrl('https://a.example/'), streamingUrl('https://b.example/')),
      fc.constant(complete()),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let run = queued
        for (const next of events) {
          const before = run
          run = applyRunEvent(run, next)
          expect(order.indexOf(run.status)).toBeGreaterThanOrEqual(order.indexOf(before.status))
          expect(run.steps.length).toBeGreaterThanOrEqual(before.steps.length)
          expect(isTerminal(before.status) ? run : before).toBe(before)
        }
      }),
    )
  })

  it('does not change the run that it is given', () => {
    const frozen = Object.freeze({ ...queued, steps: Object.freeze([]) as unknown as [] })
    expect(() => fold(frozen, [progress('Open', at(1)), complete()])).not.toThrow()
    expect(frozen.steps).toEqual([])
  })
})
