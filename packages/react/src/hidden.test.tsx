import { screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import * as React from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Activity } from '../test/Activity.js'
import { advance, aPoll, createTestbed, look, settle } from '../test/createTestbed.js'
import { useRun } from './hooks/useRun.js'
import { useRunBatch } from './hooks/useRunBatch.js'
import { RunList } from './run-list/RunList.js'
import { LiveRunBadge } from './status/LiveRunBadge.js'
import { RunViewer } from './viewer/RunViewer.js'

function RunProbe({ runId }: { runId: string }) {
  return <output>{useRun(runId).run?.status}</output>
}

function BatchProbe({ runId }: { runId: string }) {
  return <output>{useRunBatch([runId]).runs.get(runId)?.status}</output>
}

/** Everything that keeps itself up to date, with a run that goes on. */
const cases: [string, (runId: string) => ReactNode][] = [
  ['RunViewer', (runId) => <RunViewer runId={runId} />],
  ['RunList', () => <RunList />],
  ['LiveRunBadge', (runId) => <LiveRunBadge runId={runId} />],
  ['useRun', (runId) => <RunProbe runId={runId} />],
  ['useRunBatch', (runId) => <BatchProbe runId={runId} />],
]

function start() {
  const testbed = createTestbed()
  const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
  return { ...testbed, runId }
}

const text = () => document.querySelector('[data-testid="host"]')?.textContent?.toLowerCase() ?? ''
const frames = () => document.querySelectorAll('iframe').length

/** How many requests read runs: the pages of a list are read by requests of their own. */
const countReads = (requests: string[]) =>
  requests.filter((request) => request !== 'GET /runs').length

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('in StrictMode', () => {
  it.each(cases)('%s reads once at first, and once in each poll', async (_name, getUi) => {
    const testbed = start()
    testbed.render(<React.StrictMode>{getUi(testbed.runId)}</React.StrictMode>)
    await look()
    expect(countReads(testbed.requests)).toBe(1)
    expect(new Set(testbed.requests).size).toBe(testbed.requests.length)
    testbed.requests.length = 0
    await advance(aPoll)
    expect(countReads(testbed.requests)).toBe(1)
  })
})

describe('in a Suspense boundary of the host that hides it and shows it again', () => {
  /** Makes a sibling suspend, as on a page that loads more of itself. */
  function createPause() {
    let end = () => {}
    let isOver = true
    let promise = Promise.resolve()
    return {
      begin() {
        isOver = false
        promise = new Promise((resolve) => {
          end = () => {
            isOver = true
            resolve()
          }
        })
      },
      end: () => end(),
      Sibling: () => {
        if (!isOver) throw promise
        return null
      },
    }
  }

  it.each(cases)('%s loses nothing, and asks for nothing twice', async (_name, getUi) => {
    const testbed = start()
    const { Sibling, ...pause } = createPause()
    const ui = (version: number) => (
      <div data-testid="host">
        <React.Suspense fallback="Waiting">
          {getUi(testbed.runId)}
          <Sibling key={version} />
        </React.Suspense>
      </div>
    )
    const { rerender } = testbed.render(ui(1))
    await look()
    expect(text()).toContain('running')
    const shown = screen.getByTestId('host').firstElementChild
    testbed.requests.length = 0

    pause.begin()
    rerender(ui(2))
    await settle()
    expect(text()).toContain('waiting')
    expect(shown).not.toBeVisible()
    testbed.emulator.runs.cancel(testbed.runId)
    pause.end()
    await settle()
    // A badge goes on when the browser says that it is in view.
    await look()
    expect(shown).toBeVisible()
    expect(screen.getByTestId('host').firstElementChild).toBe(shown)
    expect(text()).not.toContain('waiting')
    expect(testbed.requests).toEqual([])

    await advance(aPoll + 300)
    expect(text()).toContain('cancelled')
    // The run is over, so nothing is polled any longer.
    testbed.requests.length = 0
    await advance(20_000)
    expect(countReads(testbed.requests)).toBe(0)
  })
})

describe('in a hidden Activity', () => {
  it.each(cases)(
    '%s reads nothing, and what has happened when it is shown',
    async (name, getUi) => {
      const testbed = start()
      const ui = (mode: 'visible' | 'hidden') => (
        <Activity mode={mode}>
          <div data-testid="host">{getUi(testbed.runId)}</div>
        </Activity>
      )
      const { rerender } = testbed.render(ui('visible'))
      await look()
      expect(text()).toContain('running')
      expect(frames()).toBe(name === 'RunViewer' ? 1 : 0)

      rerender(ui('hidden'))
      await settle()
      expect(frames()).toBe(0)
      testbed.requests.length = 0
      await advance(20_000)
      expect(testbed.requests).toEqual([])

      rerender(ui('visible'))
      await look()
      expect(frames()).toBe(name === 'RunViewer' ? 1 : 0)
      testbed.emulator.runs.cancel(testbed.runId)
      await advance(aPoll + 300)
      await advance(aPoll)
      expect(text()).toContain('cancelled')
      expect(frames()).toBe(0)
    },
  )
})
