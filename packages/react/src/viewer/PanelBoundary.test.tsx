import type { ScenarioName } from '@fishbowl/emulator'
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/createTestbed.js'
import type { PanelName } from '../context/context.js'
import type { Messages } from '../messages.js'
import type { RunViewerProps } from './RunViewer.js'
import { RunViewer } from './RunViewer.js'

const hour = 3_600_000
const secret = 'https://stream.example/session/secret'

/** React writes what a boundary catches to the console, in each version in its own way. */
function expectErrors() {
  expect(console.error).toHaveBeenCalled()
  vi.mocked(console.error).mockClear()
}

function fail(): never {
  throw new Error(secret)
}

const failureTitle = 'This part could not be shown'
const badge = () => document.querySelector('.fishbowl-run-status-badge')?.textContent

interface Failure {
  panel: PanelName
  scenario?: ScenarioName
  age?: number
  /** The tab to open. */
  tab?: string
  messages?: Partial<Messages>
  props?: Partial<RunViewerProps>
}

/** How a host can make a panel throw, in ways that types do not catch. */
const failures: Failure[] = [
  { panel: 'summary', messages: { steps: fail } },
  { panel: 'live_view', age: 10_000, scenario: 'slow', messages: { liveViewPicture: fail } },
  { panel: 'result', messages: { resultRows: fail } },
  { panel: 'error', scenario: 'failed-agent', messages: { failedHelpLink: fail } },
  {
    panel: 'recording',
    scenario: 'recording',
    age: 19_000,
    tab: 'Recording',
    messages: { recordingWaitingTitle: {} as string },
    props: { awaitRecording: true },
  },
  { panel: 'steps', tab: 'Steps 6', messages: { stepPictureLabel: fail } },
]

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(console.error).mockImplementation(() => {})
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a panel of RunViewer that fails', () => {
  it.each(failures)('leaves the rest alone: $panel', async (failure) => {
    const { panel, scenario = 'success', age = hour, tab, messages, props } = failure
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario, age, goal: 'List the products' })
    testbed.render(<RunViewer runId={runId} {...props} />, {
      ...(messages && { messages }),
    })
    await settle()
    if (tab) fireEvent.click(screen.getByRole('tab', { name: tab }))
    expect(screen.getByText(failureTitle)).toBeVisible()
    expect(screen.getAllByText(failureTitle)).toHaveLength(1)
    expect(badge()).toMatch(/Succeeded|Failed|Running/)
    expect(screen.getAllByRole('tab').length).toBeGreaterThan(1)
    expect(document.body.textContent).not.toContain(secret)
    const told = testbed.events.filter(({ type }) => type === 'panel_failed')
    expect(told).toEqual([{ type: 'panel_failed', runId, panel }])
    expectErrors()
  })

  it('is tried again when its viewer asks, and keeps the focus', async () => {
    let isBroken = true
    const stepPictureLabel = (step: number) => (isBroken ? fail() : `Picture ${step}`)
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ age: hour })
    testbed.render(<RunViewer runId={runId} />, { messages: { stepPictureLabel } })
    await settle()
    fireEvent.click(screen.getByRole('tab', { name: 'Steps 6' }))
    const panel = screen.getByRole('tabpanel')
    const retry = () => fireEvent.click(within(panel).getByRole('button', { name: 'Try again' }))
    retry()
    expect(screen.getByText(failureTitle)).toBeVisible()
    isBroken = false
    retry()
    expect(screen.getByRole('button', { name: 'Picture 1' })).toBeVisible()
    expect(panel).toHaveFocus()
    expect(testbed.events.filter(({ type }) => type === 'panel_failed')).toHaveLength(2)
    expectErrors()
  })

  it('is tried again when the run has changed, and only then', async () => {
    let isBroken = true
    const liveViewPicture = () => (isBroken ? fail() : 'Live')
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 10_000 })
    const { rerender } = testbed.render(<RunViewer runId={runId} />, {
      messages: { liveViewPicture },
    })
    await settle()
    expect(screen.getByText(failureTitle)).toBeVisible()
    isBroken = false
    rerender(<RunViewer runId={runId} />)
    expect(screen.getByText(failureTitle)).toBeVisible()
    await advance(20_000)
    await vi.waitFor(() => expect(document.querySelector('iframe')).not.toBe(null), 10_000)
    expect(screen.queryByText(failureTitle)).toBe(null)
    expectErrors()
  })

  it('is forgotten when another run is shown', async () => {
    const testbed = createTestbed()
    const broken = testbed.emulator.runs.start({ scenario: 'failed-agent', age: hour })
    const fine = testbed.emulator.runs.start({ scenario: 'failed-system', age: hour })
    const { rerender } = testbed.render(<RunViewer runId={broken.runId} />, {
      messages: { failedHelpLink: fail },
    })
    await settle()
    expect(screen.getByText(failureTitle)).toBeVisible()
    rerender(<RunViewer runId={fine.runId} />)
    await settle()
    expect(screen.getByText('TinyFish had a problem')).toBeVisible()
    expectErrors()
  })
})
