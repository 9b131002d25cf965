import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createRunHandler } from '../../server/src/handler/createRunHandler.js'
import type { RunHandlerOptions } from '../../server/src/handler/options.js'
import { advance, aPoll, createTestbed, settle } from '../test/createTestbed.js'
import { RunForm, RunList, RunViewer } from './index.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

type Authorize = NonNullable<RunHandlerOptions['authorize']>

/** A page whose handler lets its viewer do what `authorize` says. */
function open(authorize: Authorize) {
  const testbed = createTestbed()
  const asked: string[] = []
  const handler = createRunHandler({
    apiKey: 'test',
    baseUrl: 'https://emulator.test/v1',
    basePath: '/v1',
    fetch: (request) => testbed.emulator.fetch(request),
    authorize,
  })
  testbed.network.fetch = (request) => {
    asked.push(new URL(request.url).pathname)
    return handler(request)
  }
  return { ...testbed, asked }
}

const tabs = () => screen.queryAllByRole('tab').map(({ textContent }) => textContent)
const badge = () => document.querySelector('.fishbowl-run-status-badge')?.textContent
const cancel = () => screen.queryByRole('button', { name: /^Cancel/ })

it.each<[string, Authorize, boolean]>([
  ['all', () => true, true],
  ['all but to cancel', (_request, { scope }) => scope !== 'run:cancel', false],
  ['to read alone', (_request, { scope }) => scope === 'run:read' && ['run:read'], false],
  ['to read and to cancel', () => ['run:read', 'run:cancel'], true],
  ['to cancel, as the list of a read does not say', (_request, { scope }) => [scope], true],
])('the viewer offers to cancel to whoever may: %s', async (_what, authorize, isOffered) => {
  const { emulator, render } = open(authorize)
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
  render(<RunViewer runId={runId} />)
  await settle()
  expect(badge()).toBe('Running')
  expect(cancel() !== null).toBe(isOffered)
})

it('the list offers to cancel only what may be cancelled', async () => {
  const { emulator, render } = open((_request, { scope }) => scope !== 'run:cancel')
  emulator.runs.start({ scenario: 'slow', age: 10_000 })
  render(<RunList />)
  await settle()
  expect(badge()).toBe('Running')
  expect(cancel()).toBe(null)
  await advance(aPoll)
  expect(cancel()).toBe(null)
})

it('does not wait for a live browser, steps or a goal that are withheld', async () => {
  const { emulator, render } = open((_request, { scope }) =>
    scope === 'run:read' ? ['run:read', 'run:result'] : false,
  )
  const { runId } = emulator.runs.start({ goal: 'Buy a yacht', age: 5_000 })
  render(<RunViewer runId={runId} awaitRecording />)
  await settle()
  expect(tabs()).toEqual([])
  expect(
    screen.getByText('What it does is not shown to you. What it comes to is said here.'),
  ).toBeVisible()
  expect(document.body).not.toHaveTextContent(/Waiting|getting ready|Untitled|yacht/)
  await advance(60_000)
  expect(document.querySelector('.fishbowl-run-result')).toBeVisible()
  expect(document.body).not.toHaveTextContent(/recording/i)
})

it('shows what is not withheld', async () => {
  const { emulator, render } = open((_request, { scope }) =>
    scope === 'run:read' ? ['run:read', 'run:result', 'run:steps'] : false,
  )
  const { runId } = emulator.runs.start({ age: 5_000 })
  render(<RunViewer runId={runId} />)
  await settle()
  expect(document.querySelector('.fishbowl-run-steps')).toBeVisible()
  expect(document.body).not.toHaveTextContent(/Waiting for the live browser|Live browser/)
})

it('words a refusal to cancel as one', async () => {
  let mayCancel = true
  const { emulator, render } = open((_request, { scope }) => scope !== 'run:cancel' || mayCancel)
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
  render(<RunViewer runId={runId} />)
  await settle()
  mayCancel = false
  fireEvent.click(cancel()!)
  await settle()
  expect(screen.getByRole('alert')).toHaveTextContent('you are not allowed to cancel it')
})

it('a field that TinyFish does not accept is marked in the form', async () => {
  const { network, render } = createTestbed()
  render(<RunForm defaultUrl="https://shop.example/" defaultGoal="Buy" />)
  const answer = (message: string) => {
    network.fetch = async () =>
      Response.json({ error: { code: 'INVALID_INPUT', message } }, { status: 400 })
  }
  answer('Field "url": Invalid input: no such site')
  fireEvent.click(screen.getByRole('button', { name: 'Start run' }))
  await settle()
  const url = screen.getByLabelText('Start page')
  expect(url).toHaveFocus()
  expect(url).toHaveAccessibleDescription('Invalid input: no such site')
  expect(url).toHaveAttribute('aria-invalid', 'true')
  answer('Field "agent_config.max_steps": Too many')
  fireEvent.click(screen.getByRole('button', { name: 'Start run' }))
  await settle()
  expect(screen.getByRole('alert')).toHaveTextContent('“agent_config.max_steps”: Too many')
  expect(url).toHaveAttribute('aria-invalid', 'false')
})
