import { createClient } from '@fishbowl/core'
import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Activity } from '../../test/Activity.js'
import { advance, settle } from '../../test/createTestbed.js'
import { aPollAndMore, EndProbe, startEndless, told } from '../../test/endProbe.js'
import { FishbowlProvider } from '../FishbowlProvider.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const status = () => screen.getByRole('status').textContent

describe('onSettled is told', () => {
  it('when another run was shown meanwhile, or nothing was read', async () => {
    const { runId, start, note, end, render: show } = startEndless()
    const other = start()
    const { rerender } = show(<EndProbe runId={runId} onSettled={note} />)
    await settle()
    rerender(<EndProbe runId={other} onSettled={note} enabled={false} />)
    await settle()
    end()
    await advance(aPollAndMore)
    expect(note).not.toHaveBeenCalled()
    rerender(<EndProbe runId={runId} onSettled={note} />)
    await settle()
    rerender(<EndProbe runId={other} onSettled={note} />)
    await advance(100)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('of a run that the HTML of a server has going on', async () => {
    const { runId, note, end, client, queryClient, render: show } = startEndless()
    const server = new QueryClient()
    server.setQueryData(['fishbowl', client.scope, 'run', runId], await client.getRun(runId))
    hydrate(queryClient, JSON.parse(JSON.stringify(dehydrate(server))))
    end()
    show(<EndProbe runId={runId} onSettled={note} />)
    expect(status()).toBe('RUNNING')
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('of a run that the cache has going on when it is shown again, and not by who is gone', async () => {
    const { runId, note, end, render: show } = startEndless()
    const { rerender } = show(<EndProbe key="first" runId={runId} onSettled={note} />)
    await settle()
    rerender(null)
    end()
    await advance(aPollAndMore)
    expect(note).not.toHaveBeenCalled()
    rerender(<EndProbe key="second" runId={runId} onSettled={note} />)
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('by what was hidden in an Activity when the run ended', async () => {
    const { runId, note, end, render: show } = startEndless()
    const ui = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <EndProbe runId={runId} onSettled={note} />
      </Activity>
    )
    const { rerender } = show(ui('visible'))
    await settle()
    rerender(ui('hidden'))
    end()
    await advance(aPollAndMore)
    expect(note).not.toHaveBeenCalled()
    rerender(ui('visible'))
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('by a provider whose client is another one for the same viewer', async () => {
    const { runId, note, end, client, fetch, render: show } = startEndless()
    const again = createClient({
      endpoint: client.endpoint,
      headers: { 'X-API-Key': 'test' },
      fetch,
    })
    const { rerender } = show(<EndProbe runId={runId} onSettled={note} />)
    const withOther = (
      <FishbowlProvider client={again}>
        <EndProbe runId={runId} onSettled={note} />
      </FishbowlProvider>
    )
    await settle()
    rerender(withOther)
    await settle()
    end()
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })
})

describe('onSettled is never told', () => {
  it('of a run that had ended before, however often it is shown and read', async () => {
    const { runId, note, end, queryClient, render: show } = startEndless()
    end()
    const { rerender } = show(<EndProbe key="first" runId={runId} onSettled={note} />)
    await settle()
    rerender(<EndProbe key="second" runId={runId} onSettled={note} />)
    await act(() => queryClient.refetchQueries())
    await settle()
    queryClient.clear()
    rerender(<EndProbe key="third" runId={runId} onSettled={note} />)
    await advance(60_000)
    expect(status()).toBe('COMPLETED')
    expect(note).not.toHaveBeenCalled()
  })

  it('again by what is mounted after the end', async () => {
    const { runId, note, end, render: show } = startEndless()
    const { rerender } = show(<EndProbe key="first" runId={runId} onSettled={note} />)
    await settle()
    end()
    await advance(aPollAndMore)
    rerender(<EndProbe key="second" runId={runId} onSettled={note} />)
    await advance(60_000)
    expect(note).toHaveBeenCalledOnce()
  })

  it('of what only the viewer before was shown going on', async () => {
    const { runId, note, end, client, fetch, queryClient } = startEndless()
    const makeScoped = (scope: string) =>
      createClient({ endpoint: client.endpoint, headers: { 'X-API-Key': 'test' }, scope, fetch })
    const [ann, bob] = [makeScoped('ann'), makeScoped('bob')]
    const ui = (who: typeof ann) => (
      <FishbowlProvider client={who} queryClient={queryClient}>
        <EndProbe runId={runId} onSettled={note} />
      </FishbowlProvider>
    )
    const { rerender } = render(ui(ann))
    await settle()
    end()
    rerender(ui(bob))
    await advance(60_000)
    expect(status()).toBe('COMPLETED')
    expect(note).not.toHaveBeenCalled()
  })

  it('while it goes on, or when it cannot be read any longer', async () => {
    const { runId, note, network, render: show } = startEndless()
    show(<EndProbe runId={runId} onSettled={note} />)
    await advance(2 * aPollAndMore)
    network.fetch = async () => Response.json({}, { status: 404 })
    await advance(60_000)
    expect(note).not.toHaveBeenCalled()
  })
})
