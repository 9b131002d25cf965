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
  const start = (age: number) =>
    emulator.runs.start({ scenario: 'recording', goal: 'Find a yacht', age })
  const { runId } = start(3_600_000)
  const handler = createRunHandler({
    apiKey: 'test',
    baseUrl: 'https://emulator.test/v1',
    fetch: (request) => emulator.fetch(request),
    authorize,
  })
  return { handler, start, runId, wire: emulator.runs.get(runId)! }
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

/** The query that a page has of a state that has gone through JSON. */
function hydrateQuery(state: DehydratedState) {
  const queryClient = new QueryClient()
  hydrate(queryClient, JSON.parse(JSON.stringify(state)))
  return queryClient.getQueryCache().getAll()[0]
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

it('is read anew by the page, under the same key, for what was left out', async () => {
  const { handler, runId } = setUp()
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('user=ann') })
  const query = hydrateQuery(state)
  expect(query?.queryKey).toEqual(['fishbowl', endpoint, 'run', runId])
  expect(query?.state.isInvalidated).toBe(true)
})

it.each([
  { state: 'goes on', age: 1_000, isInvalidated: true },
  { state: 'has settled', age: 3_600_000, isInvalidated: false },
])('is read anew where nothing was left out only if it goes on: $state', async (given) => {
  const { handler, start } = setUp((_request, { scope }) => scope === 'run:read' && ['run:read'])
  const { runId } = start(given.age)
  const state = await dehydrateRun(runId, { handler, headers: pageRequest('') })
  expect(hydrateQuery(state)?.state.isInvalidated).toBe(given.isInvalidated)
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
