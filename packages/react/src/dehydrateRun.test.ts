import { createEmulator } from '@fishbowl/emulator'
import type { Run } from '@fishbowl/core'
import type { DehydratedState } from '@tanstack/react-query'
import { dehydrate, hydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'

import { createRunHandler } from '../../server/src/handler/createRunHandler.js'
import type { RunHandlerOptions } from '../../server/src/handler/options.js'
import { dehydrateRun, FishbowlProvider, isFishbowlQuery, RunViewer } from './index.js'

type Authorize = NonNullable<RunHandlerOptions['authorize']>

const byCookie: Authorize = (request) => request.headers.get('Cookie') === 'user=ann'

function setUp(authorize: Authorize = byCookie) {
  const emulator = createEmulator({ apiKey: 'test' })
  const { runId } = emulator.runs.start({
    scenario: 'recording',
    goal: 'Find a yacht',
    age: 3_600_000,
  })
  const handler = createRunHandler({
    apiKey: 'test',
    baseUrl: 'https://emulator.test/v1',
    fetch: (request) => emulator.fetch(request),
    authorize,
  })
  return { handler, runId, wire: emulator.runs.get(runId)! }
}

/** What browsers send when somebody follows a link from another site to the page. */
const pageRequest = (cookie: string) =>
  new Headers({
    Cookie: cookie,
    Accept: 'text/html',
    Host: 'app.example',
    'Accept-Encoding': 'br',
    'If-None-Match': '"page"',
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
  })

const endpoint = '/api/fishbowl'

/** Renders a page as a server does, with a state that has gone through JSON. */
function render(state: DehydratedState, runId: string) {
  const sent = JSON.parse(JSON.stringify(state)) as DehydratedState
  const viewer = createElement(RunViewer, { runId })
  const boundary = createElement(HydrationBoundary, { state: sent }, viewer)
  return renderToString(createElement(FishbowlProvider, { endpoint }, boundary))
}

it('gives whoever may see a run its state, without its secrets', async () => {
  const { handler, runId, wire } = setUp()
  expect(wire.streaming_url && wire.video_url).toBeTruthy()
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('user=ann') })
  const text = JSON.stringify(state)
  expect(text).not.toContain(wire.streaming_url)
  expect(text).not.toContain(wire.video_url)
  const html = render(state, runId)
  expect(html).toContain('Find a yacht')
  expect(html).toContain('Succeeded')
  expect(html).not.toContain(wire.streaming_url)
})

it('gives nobody else anything', async () => {
  const { handler, runId } = setUp()
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('user=bob') })
  expect(state.queries).toEqual([])
  expect(render(state, runId)).not.toContain('yacht')
})

it('gives only what the scopes of the viewer show', async () => {
  const { handler, runId } = setUp((_request, { scope }) => scope === 'run:read' && ['run:read'])
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('') })
  const run = state.queries[0]?.state.data as Run
  expect(run).toMatchObject({ status: 'COMPLETED', goal: null, result: null, resultWithheld: true })
})

it('is read anew by the page, under the same key', async () => {
  const { handler, runId } = setUp()
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('user=ann') })
  const queryClient = new QueryClient()
  hydrate(queryClient, JSON.parse(JSON.stringify(state)))
  const [query] = queryClient.getQueryCache().getAll()
  expect(query?.queryKey).toEqual(['fishbowl', endpoint, 'run', runId])
  expect(query?.isStale()).toBe(true)
})

it('can be left out of what a page keeps', async () => {
  const { handler, runId } = setUp()
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('user=ann') })
  const queryClient = new QueryClient()
  hydrate(queryClient, state)
  queryClient.setQueryData(['orders'], [1])
  const kept = dehydrate(queryClient, { shouldDehydrateQuery: (query) => !isFishbowlQuery(query) })
  expect(kept.queries.map(({ queryKey }) => queryKey)).toEqual([['orders']])
})
