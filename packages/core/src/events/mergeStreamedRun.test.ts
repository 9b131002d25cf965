import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { mergeStreamedRun } from './mergeStreamedRun.js'

const make = (fields: Record<string, unknown> = {}): Run =>
  parseRun({ run_id: 'r1', status: 'RUNNING', ...fields })
const toSteps = (prefix: string, actions: readonly string[]) =>
  actions.map((action, index) => ({ id: `${prefix}${index + 1}`, action, status: 'RUNNING' }))

describe('mergeStreamedRun', () => {
  it('gives back the read when the stream has nothing to add', () => {
    const steps = toSteps('evt_', ['Open', 'Read'])
    const read = make({ steps, streaming_url: 'https://a.example/', started_at: 'T' })
    expect(mergeStreamedRun(read, make({ steps: toSteps('', ['Open']) }))).toBe(read)
    const ended = make({ status: 'COMPLETED', result: { a: 1 }, steps })
    expect(mergeStreamedRun(ended, make({ status: 'RUNNING' }))).toBe(ended)
  })

  it('keeps the steps of the stream until a read brings at least as many', () => {
    const streamed = make({ steps: toSteps('', ['Open', 'Read', 'Scroll']) })
    for (const count of [0, 1, 2]) {
      const steps = toSteps('evt_', ['Open', 'Read'].slice(0, count))
      const merged = mergeStreamedRun(make({ steps }), streamed)
      expect(merged.steps.map(({ action }) => action)).toEqual(['Open', 'Read', 'Scroll'])
    }
    const read = make({ steps: toSteps('evt_', ['Open', 'Look', 'Scroll']) })
    expect(mergeStreamedRun(read, streamed).steps).toBe(read.steps)
  })

  it('gives the steps of the stream the ids and pictures of the same steps in the read', () => {
    const [first, second] = toSteps('evt_', ['Open', 'Something else'])
    const read = make({ steps: [{ ...first, screenshot: 'data:image/jpeg;base64,' }, second] })
    const streamed = make({ steps: toSteps('', ['Open', 'Read', 'Scroll']) })
    expect(mergeStreamedRun(read, streamed).steps).toMatchObject([
      { id: 'evt_1', screenshot: 'data:image/jpeg;base64,' },
      { id: '2', screenshot: null },
      { id: '3' },
    ])
  })

  it('keeps the end that the stream told', () => {
    const streamed = make({ status: 'COMPLETED', result: [1], finished_at: 'T' })
    expect(mergeStreamedRun(make(), streamed)).toMatchObject({
      status: 'COMPLETED',
      result: [1],
      finishedAt: 'T',
    })
  })

  it('keeps the result that the stream told until a read brings it', () => {
    const streamed = make({ status: 'COMPLETED', result: [1] })
    const early = make({ status: 'COMPLETED', video_url: 'https://v.example/' })
    expect(mergeStreamedRun(early, streamed)).toMatchObject({
      result: [1],
      videoUrl: 'https://v.example/',
    })
  })

  it('keeps that the result of an end that only the stream told is withheld', () => {
    const streamed = make({ status: 'COMPLETED', result_withheld: true })
    for (const read of [make(), make({ status: 'COMPLETED' })]) {
      expect(mergeStreamedRun(read, streamed)).toMatchObject({
        status: 'COMPLETED',
        result: null,
        resultWithheld: true,
      })
    }
  })

  it('says no longer that a result is withheld once a read brings it', () => {
    const streamed = make({ status: 'COMPLETED', result_withheld: true })
    const read = make({ status: 'COMPLETED', result: [1] })
    expect(mergeStreamedRun(read, streamed)).toMatchObject({ result: [1], resultWithheld: false })
  })

  it('attack: shows a result from before to a viewer from whom it is now withheld', () => {
    const read = make({ status: 'COMPLETED', result_withheld: true })
    const streamed = make({ status: 'COMPLETED', result: [1] })
    expect(mergeStreamedRun(read, streamed)).toMatchObject({ result: null, resultWithheld: true })
  })

  it.each([
    ['PENDING', 'RUNNING', 'RUNNING'],
    ['RUNNING', 'PENDING', 'RUNNING'],
    ['PAUSED', 'RUNNING', 'PAUSED'],
    ['CANCELLED', 'RUNNING', 'CANCELLED'],
    ['FAILED', 'COMPLETED', 'FAILED'],
  ])('makes %s as read and %s as told into %s', (read, told, status) => {
    expect(mergeStreamedRun(make({ status: read }), make({ status: told })).status).toBe(status)
  })

  it.each([
    ['RUNNING', 'https://new.example/'],
    ['COMPLETED', 'https://old.example/'],
  ])('takes the live view of the stream while the run goes on: %s', (status, expected) => {
    const read = make({ status, result: 1, streaming_url: 'https://old.example/' })
    const streamed = make({ streaming_url: 'https://new.example/' })
    expect(mergeStreamedRun(read, streamed).streamingUrl).toBe(expected)
  })

  it('never has fewer steps or an earlier status than either, and is stable', () => {
    const ranks = ['PENDING', 'RUNNING', 'COMPLETED']
    const run = fc
      .record({
        status: fc.constantFrom(...ranks),
        steps: fc.array(fc.constantFrom('Open', 'Read')).map((actions) => toSteps('x', actions)),
        result: fc.constantFrom(null, 1),
      })
      .map(make)
    fc.assert(
      fc.property(run, run, (read, streamed) => {
        const merged = mergeStreamedRun(read, streamed)
        for (const { status, steps } of [read, streamed]) {
          expect(ranks.indexOf(merged.status)).toBeGreaterThanOrEqual(ranks.indexOf(status))
          expect(merged.steps.length).toBeGreaterThanOrEqual(steps.length)
        }
        expect(mergeStreamedRun(merged, streamed)).toEqual(merged)
      }),
    )
  })
})
