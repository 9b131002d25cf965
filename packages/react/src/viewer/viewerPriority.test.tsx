import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, look } from '../../test/createTestbed.js'
import { useRunBatch } from '../hooks/useRunBatch.js'
import { RunViewer } from './RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a RunViewer among more runs than one request can hold', () => {
  function Batch({ runIds }: { runIds: string[] }) {
    useRunBatch(runIds)
    return null
  }

  it('is read first in view, and later, but still to its end, out of view', async () => {
    const testbed = createTestbed()
    const start = () => testbed.emulator.runs.start({ scenario: 'slow' }).runId
    const [near, far, ...others] = Array.from({ length: 122 }, start)
    const reads: string[][] = []
    testbed.network.fetch = async (request) => {
      const { run_ids: runIds } = await request.clone().json()
      reads.push(runIds)
      return testbed.emulator.fetch(request)
    }
    testbed.render(
      <>
        <RunViewer runId={near} data-testid="near" />
        <Batch runIds={others} />
        <div style={{ blockSize: 5_000 }} />
        <RunViewer runId={far} data-testid="far" />
      </>,
    )
    await look()
    reads.length = 0
    await advance(aPoll)
    expect(reads).toHaveLength(1)
    expect(reads[0]).toContain(near)
    expect(reads[0]).not.toContain(far)

    screen.getByTestId('far').scrollIntoView()
    await look()
    testbed.emulator.runs.cancel(near ?? '')
    reads.length = 0
    await advance(aPoll)
    expect(reads[0]).toContain(far)
    await advance(20_000)
    expect(screen.getByTestId('near')).toHaveAttribute('data-status', 'cancelled')
  })
})
