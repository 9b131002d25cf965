import './styles.css'
import { render, screen } from '@testing-library/react'
import type { CSSProperties } from 'react'
import { expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../test/makeRun.js'
import { RunError } from './error/RunError.js'
import { FishbowlProvider } from './FishbowlProvider.js'
import { RunResult } from './result/RunResult.js'

const failed = makeRun({
  status: 'FAILED',
  error: { message: 'Crashed', category: 'SYSTEM_FAILURE' },
})

it('is one token: of the button that matters, of the text on it, and of the focus', () => {
  const accent = { '--fishbowl-accent': 'rgb(1 2 3)', '--fishbowl-accent-text': 'rgb(9 8 7)' }
  render(
    <div style={accent as CSSProperties}>
      <FishbowlProvider endpoint="/api">
        <RunError run={failed} onRunAgain={() => {}} />
        <RunResult run={makeCompletedRun({ success: false })} onEditGoal={() => {}} />
      </FishbowlProvider>
    </div>,
  )
  for (const name of ['Try again', 'Change the goal']) {
    const { backgroundColor, color } = getComputedStyle(screen.getByRole('button', { name }))
    expect([backgroundColor, color]).toEqual(['rgb(1, 2, 3)', 'rgb(9, 8, 7)'])
  }
  const other = screen.getByRole('button', { name: 'Show result' })
  expect(getComputedStyle(other).backgroundColor).not.toBe('rgb(1, 2, 3)')
  other.focus({ focusVisible: true } as FocusOptions)
  expect(getComputedStyle(other).outlineColor).toBe('rgb(1, 2, 3)')
})
