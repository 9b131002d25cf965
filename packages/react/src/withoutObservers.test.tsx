import '../src/styles.css'
import { beforeEach, expect, it, vi } from 'vitest'

import { createTestbed } from '../test/createTestbed.js'
import { LiveRunBadge, RunList, RunViewer } from './index.js'

// In an old web view, and behind extensions that leave pages less to be known by.
beforeEach(() => {
  vi.stubGlobal('ResizeObserver', undefined)
  vi.stubGlobal('IntersectionObserver', undefined)
  return () => vi.unstubAllGlobals()
})

it('a page without observers shows all that one with observers does', async () => {
  const { emulator, render } = createTestbed()
  const { runId } = emulator.runs.start({ scenario: 'slow', age: 20_000 })
  const { runId: longId } = emulator.runs.start({ scenario: 'huge-result', age: 60_000 })
  render(
    <>
      <RunViewer runId={runId} />
      <RunViewer runId={longId} />
      <LiveRunBadge runId={runId} />
      <RunList />
    </>,
  )
  // In the viewer, in the badge and in the row of the list.
  const isRunning = '.fishbowl-run-status-badge[data-outcome="running"]'
  await expect.poll(() => document.querySelectorAll(isRunning).length).toBe(3)
  await expect.poll(() => document.querySelector('.fishbowl-live-frame')).toBeVisible()
  await expect
    .poll(() => document.querySelectorAll('.fishbowl-result-table tbody tr').length)
    .toBeGreaterThan(10)
})
