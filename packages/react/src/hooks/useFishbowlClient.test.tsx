import { useQueryClient } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { runKeys } from '../sync/runKeys.js'
import { runsQueryOptions } from '../sync/runListQuery.js'
import { runQueryOptions } from '../sync/runQuery.js'
import { useFishbowlClient } from './useFishbowlClient.js'
import { useRun } from './useRun.js'
import { useRuns } from './useRuns.js'

function Status({ runId }: { runId: string }) {
  const { run } = useRun(runId)
  return <output>{run?.status}</output>
}

function Goals() {
  const { data } = useRuns()
  return <output>{data?.pages.flatMap(({ runs }) => runs.map(({ goal }) => goal))}</output>
}

describe('useFishbowlClient', () => {
  it('gives a client with which a host prefetches what useRun and useRuns show', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 3_600_000 })

    function Page() {
      const client = useFishbowlClient()
      const queryClient = useQueryClient()
      const prefetch = async () => {
        await queryClient.prefetchQuery(runQueryOptions(client, runId))
        await queryClient.prefetchInfiniteQuery(runsQueryOptions(client))
      }
      return <button onClick={() => void prefetch()}>Prefetch</button>
    }
    const { rerender } = testbed.render(<Page />)
    screen.getByRole('button').click()
    await expect.poll(() => testbed.requests.length).toBe(2)
    await expect.poll(() => testbed.queryClient.isFetching()).toBe(0)

    rerender(
      <>
        <Status runId={runId} />
        <Goals />
      </>,
    )
    const shown = screen.getAllByRole('status').map(({ textContent }) => textContent)
    expect(shown).toEqual(['COMPLETED', expect.stringMatching(/\S/)])
  })

  it('reads what runKeys names again when a host invalidates it', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'success', age: 3_600_000 })

    function Page() {
      const client = useFishbowlClient()
      const queryClient = useQueryClient()
      const invalidate = () =>
        queryClient.invalidateQueries({ queryKey: runKeys.run(client, runId) })
      return <button onClick={() => void invalidate()}>Read again</button>
    }
    testbed.render(
      <>
        <Status runId={runId} />
        <Page />
      </>,
    )
    await expect.poll(() => screen.getByRole('status').textContent).toBe('COMPLETED')
    const before = testbed.requests.length
    screen.getByRole('button').click()
    await expect.poll(() => testbed.requests.length).toBe(before + 1)
  })

  it('says what is missing outside a provider', () => {
    function Page() {
      useFishbowlClient()
      return null
    }
    expect(() => renderToString(<Page />)).toThrow(
      'useFishbowlClient was called outside <FishbowlProvider>.',
    )
  })
})
