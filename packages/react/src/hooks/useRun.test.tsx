import { render } from '@testing-library/react'
import { Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import * as z from 'zod/mini'

import { advance, aPoll, createTestbed, settle } from '../../test/createTestbed.js'
import { RunProbe, status } from '../../test/RunProbe.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { useRun } from './useRun.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('useRun', () => {
  it('renders nothing for a poll that brings nothing new', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    const onRender = vi.fn()
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <RunProbe runId={runId} />
      </Profiler>,
    )
    await settle()
    onRender.mockClear()
    await advance(aPoll)
    await advance(aPoll)
    await advance(aPoll)
    expect(testbed.requests).toHaveLength(4)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('is not restarted by inline options', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow' })
    const ui = () => <RunProbe runId={runId} options={{ isGoalFailure: () => false }} />
    const { rerender } = testbed.render(ui())
    await settle()
    for (let second = 0; second < 3; second += 1) {
      rerender(ui())
      await advance(1_100)
    }
    expect(testbed.requests).toHaveLength(2)
  })

  it.each(['../secrets', 'a b', 'a/b', 'x'.repeat(129)])(
    'refuses the run id %j before any request',
    async (runId) => {
      const testbed = createTestbed()
      testbed.render(<RunProbe runId={runId} />)
      await settle()
      expect(status()).toContain('error')
      expect(testbed.requests).toEqual([])
    },
  )

  it('is idle without a run id', async () => {
    const testbed = createTestbed()
    testbed.render(<RunProbe runId={null} />)
    await settle()
    expect(status()).toBe('no run no outcome none idle')
    expect(testbed.requests).toEqual([])
  })

  it('tells when it was last updated, without subscribing to it', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    const onRender = vi.fn()
    function LastUpdate() {
      const { connection } = useRun(runId)
      return <output>{String(connection.lastUpdatedAt)}</output>
    }
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <LastUpdate />
      </Profiler>,
    )
    expect(status()).toBe('null')
    await settle()
    expect(status()).toBe(String(Date.now()))
    onRender.mockClear()
    await advance(aPoll)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('types the data of an outcome by the schema', async () => {
    const schema = z.object({
      name: z.string(),
      colours: z.pipe(
        z.array(z.string()),
        z.transform((colours) => colours.length),
      ),
    })
    function Product({ runId }: { runId: string }) {
      const { outcome } = useRun(runId, { schema })
      if (outcome?.type !== 'succeeded') return <output>{outcome?.type}</output>
      expectTypeOf(outcome.data).toEqualTypeOf<{ name: string; colours: number }>()
      return <output>{`${outcome.data.name} in ${outcome.data.colours} colours`}</output>
    }
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'record-result', age: 60_000 })
    testbed.render(<Product runId={runId} />)
    await settle()
    expect(status()).toMatch(/^\S.* in 3 colours$/)
  })

  it('says what to write when there is no provider', () => {
    vi.mocked(console.error).mockImplementation(() => {})
    expect(() => render(<RunProbe runId="a" />)).toThrow(
      /useRun was called outside <FishbowlProvider>/,
    )
    vi.mocked(console.error).mockClear()
  })

  it('says what to write when the provider has no endpoint', () => {
    vi.mocked(console.error).mockImplementation(() => {})
    expect(() => render(<FishbowlProvider endpoint="" />)).toThrow(/endpoint="\/api\/fishbowl"/)
    vi.mocked(console.error).mockClear()
  })
})
