import { render } from '@testing-library/react'
import axe from 'axe-core'
import type { ComponentType, HTMLAttributes, RefAttributes } from 'react'
import { createRef } from 'react'
import { describe, expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../test/makeRun.js'
import { createTestbed, settle } from '../test/createTestbed.js'
import { RunError } from './error/RunError.js'
import { RunLiveView } from './live-view/RunLiveView.js'
import { RunRecording } from './recording/RunRecording.js'
import { RunResult } from './result/RunResult.js'
import { RunForm } from './run-form/RunForm.js'
import { RunList } from './run-list/RunList.js'
import { RunActions } from './status/RunActions.js'
import { RunCounters } from './status/RunCounters.js'
import { RunStatusBadge } from './status/RunStatusBadge.js'
import { RunSummary } from './status/RunSummary.js'
import { RunSteps } from './steps/RunSteps.js'
import { countRuns } from './sync/runCounts.js'
import { RunViewer } from './viewer/RunViewer.js'

type RootProps = Pick<HTMLAttributes<HTMLElement>, 'className' | 'style' | 'title'> &
  RefAttributes<HTMLElement> & { 'data-testid': string }

const failed = makeRun({
  status: 'FAILED',
  error: { message: 'Crashed', category: 'SYSTEM_FAILURE' },
})
const completed = makeCompletedRun([{ name: 'Rope', price: 12.5 }])
const recorded = makeCompletedRun(null, { video_url: 'https://storage.example/run.webm' })
const steps = [{ id: '1', action: 'Open the shop', status: 'COMPLETED', duration: '1.2s' }]

/** Each public component, with the props that it needs to render its root element. */
const parts = {
  'run-actions': [RunActions, { run: makeRun(), onCancel: () => {} }],
  'run-counters': [
    RunCounters,
    { counts: countRuns([completed], new Map([['run_1', { type: 'succeeded' }]])) },
  ],
  'run-error': [RunError, { run: failed }],
  'run-form': [RunForm, {}],
  'run-list': [RunList, {}],
  'run-live-view': [RunLiveView, { run: makeRun() }],
  'run-recording': [RunRecording, { run: recorded }],
  'run-result': [RunResult, { run: completed }],
  'run-status-badge': [RunStatusBadge, { run: makeRun() }],
  'run-steps': [RunSteps, { run: makeRun({ steps }) }],
  'run-summary': [RunSummary, { run: completed, url: 'https://a.example', canOpenRunPage: true }],
  'run-viewer': [RunViewer, {}],
} as const

describe.each(Object.entries(parts))('%s', (name, [Component, own]) => {
  const Part = Component as ComponentType<RootProps>

  async function show() {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ age: 10_000 })
    const props = name === 'run-viewer' ? { runId } : own
    const ref = createRef<HTMLElement>()
    const rootProps: RootProps = {
      ref,
      className: 'mine',
      style: { opacity: 0.9 },
      title: 'A title',
      'data-testid': 'part',
    }
    testbed.render(<Part {...props} {...rootProps} />)
    await settle()
    return ref.current
  }

  it('forwards ref, className, style and other attributes to its one root element', async () => {
    const root = await show()
    expect(root).toBeInstanceOf(HTMLElement)
    expect(root).toHaveClass(`fishbowl-${name}`, 'mine')
    expect(root).toHaveStyle({ opacity: '0.9' })
    // Of a viewer and of its summary, it is what the run is called.
    const isCalled = ['run-viewer', 'run-summary'].includes(name)
    expect(isCalled ? root?.textContent : root?.title).toContain('A title')
    expect(root).toHaveAttribute('data-testid', 'part')
    expect(root?.parentElement?.childElementCount).toBe(1)
  })

  it('has no accessibility violations', async () => {
    const root = await show()
    const { violations } = await axe.run(root ?? document, {
      // The frame has no page here, and the component has no page around it.
      rules: { region: { enabled: false } },
      iframes: false,
    })
    expect(violations).toEqual([])
  })

  it('renders without a provider, or says that it needs one', () => {
    if (['run-form', 'run-list', 'run-viewer'].includes(name)) return
    const { container } = render(<Part {...own} data-testid="part" />)
    expect(container.firstElementChild).toHaveClass(`fishbowl-${name}`)
  })
})
