import { createEmulator } from '@fishbowl/emulator'
import { QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode, Suspense } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { FishbowlProvider } from './FishbowlProvider.js'
import { useFishbowlClient } from './hooks/useFishbowlClient.js'
import { useRun } from './hooks/useRun.js'
import { runQueryOptions } from './sync/runQuery.js'

/** A token as the server makes them. The name has a letter that base64url and base64 write differently. */
function makeToken(subject: string, id = 1) {
  const payload = btoa(JSON.stringify({ sub: `${subject}???>>>`, jti: String(id) }))
  return `e30.${payload.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2ln`
}
const ann = makeToken('ann')
const bob = makeToken('bob')

let emulator: ReturnType<typeof createEmulator>
let settledId: string
let runningId: string
let queryClient: QueryClient
/** Who asked for what, such as `ann run_1`. */
let requests: string[]

/** The handler: the settled run is Ann’s, the running one is everybody’s. */
async function answer(request: Request): Promise<Response> {
  const token = request.headers.get('Authorization')?.replace('Bearer ', '')
  const who = token?.startsWith(ann.slice(0, 16)) ? 'ann' : 'other'
  const asked = request.url + (await request.clone().text())
  if (asked.includes(settledId)) requests.push(`${who} settled`)
  const headers = { 'X-API-Key': 'test', 'Content-Type': 'application/json' }
  const response = await emulator.fetch(new Request(request, { headers }))
  if (who === 'ann' || !asked.includes(settledId)) return response
  if (!request.url.endsWith('/batch')) return Response.json({}, { status: 404 })
  const { data } = (await response.json()) as { data: { run_id: string }[] }
  return Response.json({
    data: data.filter((run) => run.run_id !== settledId),
    not_found: [settledId],
  })
}

beforeEach(() => {
  emulator = createEmulator({ apiKey: 'test' })
  settledId = emulator.runs.start({ goal: 'Ann’s secret', age: 3_600_000 }).runId
  runningId = emulator.runs.start({ goal: 'Everybody’s', scenario: 'slow' }).runId
  queryClient = new QueryClient()
  requests = []
  vi.stubGlobal('fetch', answer)
  return () => vi.unstubAllGlobals()
})

function Goal({ runId }: { runId: string }) {
  const { run, query } = useRun(runId)
  return <output>{run?.goal ?? (query.isError ? 'none' : 'loading')}</output>
}

interface PageProps {
  getToken: () => string | null | Promise<string | null>
  children?: ReactNode
}
const Page = ({ getToken, children = <Goal runId={settledId} /> }: PageProps) => (
  <FishbowlProvider
    endpoint="https://agent.tinyfish.ai/v1"
    queryClient={queryClient}
    getToken={getToken}
  >
    {children}
  </FishbowlProvider>
)

async function showToAnn(page: ReactNode = <Page getToken={() => ann} />) {
  const shown = render(page)
  await waitFor(() => expect(document.body).toHaveTextContent('Ann’s secret'))
  return shown
}

/** All that is on the page from now on, until it says that there is no such run. */
async function watchPage(change: () => void) {
  change()
  const seen = [document.body.textContent]
  const observer = new MutationObserver(() => seen.push(document.body.textContent))
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  await waitFor(() => expect(document.body).toHaveTextContent('none'))
  observer.disconnect()
  return seen.join()
}

describe('attack: the next user of a browser is shown the run of the last one', () => {
  it('with a provider of his own', async () => {
    const { unmount } = await showToAnn()
    unmount()
    expect(await watchPage(() => render(<Page getToken={() => bob} />))).not.toContain('secret')
  })

  it('with another provider in the same place', async () => {
    const { rerender } = await showToAnn(<Page key="ann" getToken={() => ann} />)
    expect(
      await watchPage(() => rerender(<Page key="bob" getToken={async () => bob} />)),
    ).not.toContain('secret')
  })

  it('with another getToken of the same provider', async () => {
    const { rerender } = await showToAnn()
    expect(await watchPage(() => rerender(<Page getToken={() => bob} />))).not.toContain('secret')
  })

  it('with the same getToken, which gives another token when the run is shown again', async () => {
    let token = ann
    const getToken = async () => token
    const { rerender } = await showToAnn(<Page getToken={getToken} />)
    rerender(<Page getToken={getToken}>Sign in</Page>)
    token = await Promise.resolve(bob)
    expect(await watchPage(() => rerender(<Page getToken={getToken} />))).not.toContain('secret')
  })

  it('with tokens that nobody can read', async () => {
    const { rerender } = await showToAnn(<Page getToken={() => `${ann.slice(0, 16)}-session-1`} />)
    expect(await watchPage(() => rerender(<Page getToken={() => 'session-2'} />))).not.toContain(
      'secret',
    )
  })

  it('with a token that takes its time, or a read of another run', async () => {
    let token = ann
    const getToken = async () => token
    const both = [<Goal key="1" runId={settledId} />, <Goal key="2" runId={runningId} />]
    const { rerender } = await showToAnn(<Page getToken={getToken}>{both}</Page>)
    token = bob
    rerender(<Page getToken={async () => token}>{both}</Page>)
    await waitFor(() => expect(document.body).toHaveTextContent('none'))
    expect(document.body).not.toHaveTextContent('secret')
    token = ann
    // No new function, so only a request can tell.
    await queryClient.refetchQueries({ type: 'active' })
    await waitFor(() => expect(document.body).toHaveTextContent('Ann’s secret'))
  })

  it('after signing out', async () => {
    const { rerender } = await showToAnn()
    rerender(<Page getToken={() => null} />)
    await waitFor(() => expect(document.body).toHaveTextContent('none'))
    expect(document.body).not.toHaveTextContent('secret')
  })

  it('beside the last one, whose provider is still there', async () => {
    render(
      <StrictMode>
        <Page getToken={() => ann} />
        <Page getToken={() => bob} />
      </StrictMode>,
    )
    await waitFor(() => {
      expect(screen.getAllByRole('status').map((output) => output.textContent)).toEqual([
        'Ann’s secret',
        'none',
      ])
    })
  })

  it('and finds no name or token in the keys of the cache', async () => {
    await showToAnn()
    const keys = JSON.stringify(
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    )
    expect(keys).toContain(settledId)
    expect(keys).not.toMatch(/ann|e30/)
  })
})

describe('the cache of one viewer', () => {
  it('stays his when his token is renewed', async () => {
    const { rerender } = await showToAnn()
    for (let id = 2; id < 5; id += 1) {
      rerender(<Page getToken={async () => makeToken('ann', id)} />)
      await vi.waitFor(() => expect(document.body).toHaveTextContent('Ann’s secret'))
    }
    rerender(
      <Page getToken={() => makeToken('ann', 6)}>
        <Goal runId={settledId} />
        <Goal runId={runningId} />
      </Page>,
    )
    await waitFor(() => expect(document.body).toHaveTextContent('Everybody’s'))
    expect(requests.filter((request) => request.endsWith('settled'))).toEqual(['ann settled'])
  })

  it('is found again by a provider that something below it has suspended', async () => {
    function Suspended() {
      const client = useFishbowlClient()
      return useSuspenseQuery(runQueryOptions(client, settledId)).data.goal
    }
    render(
      <Suspense fallback="waiting">
        <Page getToken={() => ann}>
          <Suspended />
        </Page>
      </Suspense>,
    )
    await waitFor(() => expect(document.body).toHaveTextContent('Ann’s secret'))
    expect(requests).toEqual(['ann settled'])
  })
})
