import { createClient } from '@fishbowl/core'
import { focusManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, hold, settle } from '../test/createTestbed.js'
import { FishbowlProvider } from './FishbowlProvider.js'
import { useRun } from './hooks/useRun.js'
import { useRunBatch } from './hooks/useRunBatch.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

function Probe({ runId }: { runId: string }) {
  const { run, connection } = useRun(runId)
  const batch = useRunBatch([runId])
  return <output>{`${run?.status} ${batch.runs.get(runId)?.status} ${connection.state}`}</output>
}

/** A page that shows one run. An answer can be kept on its way. */
function open() {
  const testbed = createTestbed()
  const { emulator, network, fetch, queryClient } = testbed
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
  const client = (scope: string) =>
    createClient({
      endpoint: 'http://emulator.test/v1',
      headers: { 'X-API-Key': 'test' },
      scope,
      fetch,
    })
  const clients = [client('before'), client('after')]
  const ui = (key: number, which: number) => (
    <FishbowlProvider key={key} client={clients[which]!} queryClient={queryClient}>
      <Probe runId={runId} />
    </FishbowlProvider>
  )
  const { rerender } = testbed.render(null)
  let letPass: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letPass = resolve
  })
  return {
    ...testbed,
    runId,
    show: (key = 0, which = 0) => rerender(ui(key, which)),
    hold: () => {
      network.fetch = (request) => hold(held).then(() => emulator.fetch(request))
    },
    letPass: () => {
      network.fetch = emulator.fetch
      letPass()
    },
  }
}

type Page = ReturnType<typeof open>

const losses: [string, (page: Page) => unknown][] = [
  ['the cache is cleared', ({ queryClient }) => queryClient.clear()],
  ['all queries are removed', ({ queryClient }) => queryClient.removeQueries()],
  ['all queries are reset', ({ queryClient }) => void queryClient.resetQueries()],
  ['all reads are cancelled', ({ queryClient }) => queryClient.cancelQueries()],
  ['the provider is mounted anew', ({ show }) => show(1)],
  ['the client is another one', ({ show }) => show(0, 1)],
  [
    'the tab sleeps for an hour',
    () => {
      focusManager.setFocused(false)
      vi.setSystemTime(Date.now() + 3_600_000)
      focusManager.setFocused(true)
    },
  ],
]

const moments: [string, (page: Page) => Promise<void>][] = [
  [
    'in the first read',
    async ({ show, hold }) => {
      hold()
      show()
      await settle()
    },
  ],
  [
    'in a later read',
    async ({ show, hold }) => {
      show()
      await settle()
      hold()
      await advance(aPoll)
    },
  ],
  [
    'between two reads',
    async ({ show }) => {
      show()
      await settle()
      await advance(1_000)
    },
  ],
]

describe.each(losses)('when %s', (_what, lose) => {
  it.each(moments)('%s, the run is read again within one interval', async (_when, come) => {
    const page = open()
    await come(page)
    page.letPass()
    await act(async () => lose(page))
    await settle()
    page.emulator.runs.cancel(page.runId)
    await advance(aPoll)
    const { status } = page.emulator.runs.get(page.runId)!
    expect(status).not.toBe('RUNNING')
    expect(screen.getByRole('status')).toHaveTextContent(`${status} ${status} settled`)
  })
})
