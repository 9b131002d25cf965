import { createClient } from '@fishbowl/core'
import { focusManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../test/createTestbed.js'
import { FishbowlProvider } from './FishbowlProvider.js'
import { RunViewer } from './viewer/RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

type Token = () => string | null | Promise<string>

/** A page that is asked for a token with each read. */
async function open() {
  const testbed = createTestbed()
  const { emulator, queryClient } = testbed
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
  const tokens = { get: (() => 'good') as Token }
  const client = createClient({
    endpoint: 'http://emulator.test/v1',
    headers: { 'X-API-Key': 'test' },
    getToken: () => tokens.get(),
    fetch: testbed.fetch,
  })
  testbed.network.fetch = async (request) =>
    request.headers.has('Authorization')
      ? emulator.fetch(request)
      : new Response(null, { status: 401 })
  testbed.render(
    <FishbowlProvider client={client} queryClient={queryClient}>
      <RunViewer runId={runId} />
    </FishbowlProvider>,
  )
  await settle()
  return { tokens, cancel: () => emulator.runs.cancel(runId) }
}

it.each<[string, Token]>([
  ['fails', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is aborted', () => Promise.reject(new DOMException('', 'AbortError'))],
  ['answers with a page', async () => '<!doctype html><title>Sign in</title>'],
])('goes on after the token route %s for a while', async (_what, fail) => {
  const { tokens, cancel } = await open()
  tokens.get = fail
  await advance(20_000)
  expect(screen.getByText(/The connection was lost. Trying again/)).toBeVisible()
  expect(document.body).not.toHaveTextContent(/not signed in|not a run id/)
  tokens.get = () => 'good'
  cancel()
  await advance(60_000)
  expect(screen.getAllByText(/Cancelled/)[0]).toBeVisible()
})

it.each<[string, Token]>([
  ['nobody is signed in', () => null],
  ['the route says so', () => Promise.reject(new Response(null, { status: 401 }))],
])('stops when %s, and goes on when the tab is looked at again', async (_what, refuse) => {
  const { tokens, cancel } = await open()
  tokens.get = refuse
  await advance(20_000)
  expect(screen.getByText('Updates have stopped. You are not signed in.')).toBeVisible()
  tokens.get = () => 'good'
  cancel()
  await act(async () => {
    focusManager.setFocused(false)
    focusManager.setFocused(true)
  })
  await settle()
  expect(screen.getAllByText(/Cancelled/)[0]).toBeVisible()
})
