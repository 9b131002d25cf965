import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import {
  click,
  Page,
  play,
  purposes,
  reads,
  shown,
  start,
  startByHand,
  starts,
  state,
} from '../../test/streamedRunPage.js'

beforeEach(() => {
  shown.length = 0
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('useStartRun with a stream', () => {
  it('falls back to polls when the stream breaks off, takes nothing back and starts nothing', async () => {
    const testbed = createTestbed()
    testbed.render(<Page scenario="dropped-stream" />)
    await click('Start')
    await play(7_900)
    expect(state()).toBe('RUNNING streaming')
    expect(reads(testbed)).toHaveLength(0)
    await play(3_000)
    expect(state()).toBe('RUNNING polling')
    expect(reads(testbed)).toHaveLength(1)
    await play(15_000)
    expect(state()).toBe('COMPLETED settled')
    expect(shown.map(({ steps }) => steps)).toEqual(
      shown.map(({ steps }) => steps).toSorted((a, b) => a - b),
    )
    expect(starts(testbed)).toEqual([start])
  })

  it('keeps the steps that it has seen until a read brings at least as many', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    for (const purpose of ['Open', 'Read', 'Scroll'])
      await stream.say({ type: 'PROGRESS', purpose })
    const frames = shown.length
    await stream.cut()
    expect(testbed.emulator.runs.get(stream.runId)?.steps).toHaveLength(0)
    expect(state()).toBe('RUNNING polling')
    expect(purposes()).toHaveLength(3)
    await advance(60_000)
    const { steps } = testbed.emulator.runs.get(stream.runId)!
    expect(steps.length).toBeGreaterThan(3)
    expect(purposes()).toHaveLength(steps.length)
    expect(Math.min(...shown.slice(frames).map((frame) => frame.steps))).toBe(3)
  })

  it('keeps the end that the stream told while reads do not know of it, and asks no more than three times', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await stream.say({ type: 'COMPLETE', status: 'COMPLETED', result: { found: 1 } })
    expect(state()).toBe('COMPLETED polling')
    await advance(60_000)
    expect(state()).toBe('COMPLETED settled')
    expect(reads(testbed)).toHaveLength(3)
    expect(shown.at(-1)).toMatchObject({ status: 'COMPLETED' })
  })

  it('leaves a stream that has gone silent, and polls', async () => {
    const { stream } = await startByHand()
    await stream.say({ type: 'STARTED' })
    await advance(70_000)
    expect(state()).toContain('streaming')
    await advance(20_000)
    expect(state()).toContain('polling')
    expect(stream.isLeft).toBe(true)
  })

  it('fails when the stream goes silent before it has named the run, and starts nothing again', async () => {
    const { stream, testbed } = await startByHand()
    await advance(90_000)
    expect(screen.getByRole('alert').textContent).toBe('timeout')
    expect(stream.isLeft).toBe(true)
    expect(starts(testbed)).toEqual([start])
  })

  it('fails when the stream is cut before it has named the run, and starts nothing again', async () => {
    const { stream, testbed } = await startByHand()
    await stream.cut()
    expect(screen.getByRole('alert').textContent).toBe('network_error')
    await advance(60_000)
    expect(starts(testbed)).toEqual([start])
  })

  it('fails when the stream ends without a run', async () => {
    const { stream, testbed } = await startByHand()
    await stream.say({ type: 'COMPLETE', run_id: undefined, status: 'FAILED', error: 'No' })
    expect(screen.getByRole('alert').textContent).toBe('invalid_response')
    expect(starts(testbed)).toEqual([start])
  })

  it.each([404, 405, 501])(
    'starts without a stream where the endpoint answers %i to it',
    async (code) => {
      const testbed = createTestbed()
      testbed.network.fetch = async (request) =>
        request.url.endsWith('run-sse')
          ? new Response('{}', { status: code })
          : testbed.emulator.fetch(request)
      testbed.render(<Page />)
      await click('Start')
      await advance(500)
      expect(state()).toBe('PENDING polling')
      expect(starts(testbed)).toEqual([start, 'POST /automation/run-async'])
      await advance(30_000)
      expect(state()).toBe('COMPLETED settled')
      expect(testbed.emulator.runs.list()).toHaveLength(1)
    },
  )

  it.each([
    ['500', 'server_error', () => new Response('', { status: 500 })],
    ['502', 'server_error', () => new Response('', { status: 502 })],
    ['403', 'forbidden', () => new Response('', { status: 403 })],
    ['429', 'rate_limited', () => new Response('', { status: 429 })],
    [
      'a page',
      'invalid_response',
      () => new Response('', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['nothing', 'network_error', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('starts nothing else when the answer is %s', async (_name, code, answer) => {
    const testbed = createTestbed()
    testbed.network.fetch = async () => answer()
    testbed.render(<Page />)
    await click('Start')
    await settle()
    expect(screen.getByRole('alert').textContent).toBe(code)
    await advance(60_000)
    expect(starts(testbed)).toEqual([start])
  })
})
