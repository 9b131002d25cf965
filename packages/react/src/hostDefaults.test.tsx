import { focusManager, QueryClient, useMutation } from '@tanstack/react-query'
import type { DefaultOptions } from '@tanstack/react-query'
import { act, fireEvent, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Component, useEffect } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, hold, look, settle } from '../test/createTestbed.js'
import { harmfulMutationOptions, harmfulQueryOptions } from '../test/harmfulDefaults.js'
import { useCancelRun } from './hooks/useCancelRun.js'
import { useRun } from './hooks/useRun.js'
import { useRunBatch } from './hooks/useRunBatch.js'
import { useRuns } from './hooks/useRuns.js'
import { useStartRun } from './hooks/useStartRun.js'
import { RunForm } from './run-form/RunForm.js'
import { RunList } from './run-list/RunList.js'
import { LiveRunBadge } from './status/LiveRunBadge.js'
import {
  newestRunsQueryOptions,
  runPagesQueryOptions,
  runsQueryOptions,
} from './sync/runListQuery.js'
import { runQueryOptions } from './sync/runQuery.js'
import { stepPictureQueryOptions } from './sync/stepPictureQuery.js'
import { RunViewer } from './viewer/RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

/** The host's own boundary: what reaches it has taken the host's page away. */
class HostBoundary extends Component<{ children: ReactNode }> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override render() {
    return this.state.isBroken ? 'The page of the host is gone' : this.props.children
  }
}

/** All hooks, as text. */
function Hooks({ runId }: { runId: string }) {
  const { run, connection } = useRun(runId)
  const runs = useRuns()
  const batch = useRunBatch([runId])
  const start = useStartRun()
  const cancel = useCancelRun()
  const input = { url: 'https://tidewater.example/', goal: 'Another' }
  return (
    <>
      <p>{JSON.stringify([run?.runId, run?.status, run?.result, connection.state])}</p>
      <p>{runs.data?.pages.flatMap((page) => page.runs.map(({ status }) => status)).join()}</p>
      <p>{[...batch.runs.values()].map(({ status }) => status).join()}</p>
      <button type="button" onClick={() => start.mutate(input)}>
        Start run
      </button>
      <p>{`${start.status} ${start.error?.code} ${start.data?.runId}`}</p>
      <button type="button" onClick={() => cancel.mutate(runId)}>
        Cancel
      </button>
      <p>{`${cancel.status} ${cancel.error?.code} ${cancel.data?.status}`}</p>
    </>
  )
}

/** All components that ask for something. */
function Components({ runId }: { runId: string }) {
  return (
    <>
      <RunViewer runId={runId} />
      <LiveRunBadge runId={runId} />
      <RunList />
      <RunForm defaultUrl="tidewater.example" defaultGoal="Another" />
    </>
  )
}

/** A mutation of the host's own that goes on for ever. */
function HostMutation() {
  const { mutate } = useMutation({
    mutationFn: () => new Promise(() => {}),
    onMutate: () => {},
    throwOnError: false,
  })
  useEffect(() => mutate(), [mutate])
  return null
}

/** A page of a host that has set these defaults. */
function open(Page: typeof Hooks, defaultOptions: DefaultOptions) {
  const { emulator, network, requests, render } = createTestbed(
    {},
    new QueryClient({ defaultOptions }),
  )
  const start = (scenario: 'success' | 'failed-system' | 'slow', age: number) =>
    emulator.runs.start({ scenario, goal: scenario, age }).runId
  const runs = {
    ended: start('success', 60_000),
    failed: start('failed-system', 60_000),
    active: start('slow', 10_000),
    missing: 'no_such_run',
  }
  let shown = render(null)
  let release = () => {}
  const seen: string[] = []
  const ui = (run: keyof typeof runs) => (
    <HostBoundary>
      <HostMutation />
      <Page runId={runs[run]} />
    </HostBoundary>
  )
  return {
    seen,
    show: (run: keyof typeof runs) => shown.rerender(ui(run)),
    showAgain(run: keyof typeof runs) {
      shown.unmount()
      shown = render(ui(run))
    },
    close: () => shown.unmount(),
    press(name: string) {
      const [button] = within(shown.container).queryAllByRole('button', { name })
      if (button) fireEvent.click(button)
    },
    hold() {
      network.fetch = async (request) => {
        await hold(new Promise<void>((resolve) => (release = resolve)))
        return emulator.fetch(request)
      }
    },
    refuse() {
      network.fetch = async () => new Response('', { status: 403 })
    },
    letPass() {
      network.fetch = emulator.fetch
      release()
    },
    note(step: string) {
      const asked = requests.splice(0).toSorted().join(', ') || 'nothing'
      const page = shown.container.cloneNode(true) as HTMLElement
      // What is only said to screen readers comes when the browser finds the time.
      for (const said of page.querySelectorAll('.fishbowl-visually-hidden[role=status]'))
        said.remove()
      seen.push(`${step}: ${page.textContent} after ${asked}`)
    },
  }
}

/**
 * Does on pages with different defaults what viewers do, and tells what was seen on each and what it asked
 * for. All pages are there at the same time, as each step waits for what a browser does in its own time.
 */
async function use(Page: typeof Hooks, defaults: DefaultOptions[]): Promise<string[][]> {
  vi.setSystemTime(Date.UTC(2026, 0, 14, 12))
  const pages = defaults.map((each) => open(Page, each))
  /** Does something on all pages, waits for what comes of it, and notes what is seen then. */
  async function step(
    name: string,
    act: (page: ReturnType<typeof open>) => void,
    wait: () => Promise<unknown> = settle,
  ) {
    pages.forEach(act)
    await wait()
    for (const page of pages) page.note(name)
  }

  await step('a run that has ended', (page) => page.show('ended'), look)
  for (const page of pages) page.hold()
  await step('another run, before it is read', (page) => page.show('failed'))
  await step('another run', (page) => page.letPass())
  await step('a run that does not exist', (page) => page.show('missing'))
  await step(
    'a run that goes on',
    (page) => page.show('active'),
    () => settle().then(() => advance(aPoll)),
  )
  act(() => focusManager.setFocused(false))
  await step(
    'the same in a hidden tab',
    () => {},
    () => advance(3 * aPoll),
  )
  act(() => focusManager.setFocused(true))
  await step('the same in sight again', () => {})
  for (const page of pages) page.refuse()
  await step('a start that is refused', (page) => page.press('Start run'))
  for (const page of pages) page.letPass()
  await step(
    'a run that is cancelled',
    (page) => page.press('Cancel'),
    () => settle().then(() => advance(aPoll)),
  )
  await step('a run that is shown again', (page) => page.showAgain('ended'), look)
  for (const page of pages) page.close()
  return pages.map(({ seen }) => seen)
}

describe('the defaults that a host has set for its own queries', () => {
  const each = [
    ...Object.entries(harmfulQueryOptions).map(([name, value]) => ({ queries: { [name]: value } })),
    ...Object.entries(harmfulMutationOptions).map(([name, value]) => ({
      mutations: { [name]: value },
    })),
  ]

  it('change no hook, one after the other', async () => {
    const [usual, ...seen] = await use(Hooks, [{}, ...each])
    expect(usual?.join()).toMatch(
      /"COMPLETED"[^]*loading[^]*"FAILED"[^]*error[^]*polling[^]*paused/,
    )
    for (const [index, options] of each.entries()) {
      expect({ options, seen: seen[index] }).toEqual({ options, seen: usual })
    }
  })

  it('change no component, all together', async () => {
    const together = { queries: harmfulQueryOptions, mutations: harmfulMutationOptions }
    // One after the other, as what is out of view is read with less haste.
    const [usual] = await use(Components, [{}])
    const [seen] = await use(Components, [together])
    expect(usual?.join()).toMatch(/Succeeded[^]*Loading the run[^]*Failed[^]*not found[^]*Running/)
    expect(seen).toEqual(usual)
  })

  it('are replaced in every query, the ones of components included', () => {
    const { client } = createTestbed()
    const queries = [
      runQueryOptions(client, 'run_1'),
      runsQueryOptions(client),
      runPagesQueryOptions(client, {}),
      newestRunsQueryOptions(client, {}, undefined),
      stepPictureQueryOptions(client, 'run_1', 'step_1'),
    ]
    for (const query of queries) {
      expect(Object.keys(query)).toEqual(expect.arrayContaining(Object.keys(harmfulQueryOptions)))
    }
  })
})
