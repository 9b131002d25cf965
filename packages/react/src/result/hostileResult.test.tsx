import type { Run } from '@fishbowl/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { throwing } from '../../../core/test/throwing.js'
import { hostileValues } from '../../test/hostileValues.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import { RunStatusBadge } from '../status/RunStatusBadge.js'
import { RunResult } from './RunResult.js'

describe('attacks on RunResult by values of a host', () => {
  it.each(hostileValues)('attack: throws out of render by %s', (_name, value) => {
    const run = { ...makeCompletedRun('text'), result: value }
    const parts = (run: Run, data: unknown) => (
      <>
        <RunStatusBadge run={run} />
        <RunResult run={run} />
        <RunResult run={run} outcome={{ type: 'succeeded', data }} />
        <RunResult run={run} outcome={{ type: 'invalid_result', issues: [], data }} />
      </>
    )
    expect(() => render(parts(run, value))).not.toThrow()
  })

  it('attack: throws out of render by a list that lets itself be read in part', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const rows = new Proxy([{ a: 1 }, { a: 2 }], {
      get(target, key, receiver) {
        if (key === 'slice') return () => Object.assign([{ a: 1 }], { entries: throwing })
        return Reflect.get(target, key, receiver) as unknown
      },
    })
    render(<RunResult run={makeCompletedRun('a')} outcome={{ type: 'succeeded', data: rows }} />)
    expect(screen.getByText('[cannot be read]')).toBeVisible()
    vi.mocked(console.error).mockClear()
  })
})
