import type { Run } from '@fishbowl/core'
import { render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'

import { makeCompletedRun } from '../../test/makeRun.js'
import { RunStatusBadge } from '../status/RunStatusBadge.js'
import { RunResult } from './RunResult.js'

const throwing = () => {
  throw new Error('attack')
}
const traps = {
  ownKeys: throwing,
  get: throwing,
  has: throwing,
  getOwnPropertyDescriptor: throwing,
}
const revoked = (() => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
})()
const withGetter = (value: object) =>
  Object.defineProperty(value, 'bad', { enumerable: true, get: throwing })

const hostile: [string, unknown][] = [
  ['a proxy that throws at everything', new Proxy({ a: 1 }, traps)],
  ['a list behind a proxy that throws at everything', new Proxy([1], traps)],
  ['a proxy that was revoked', revoked],
  ['proxies in a list', [new Proxy({}, traps), revoked, { a: 1 }]],
  ['a proxy in a record', { a: new Proxy({}, traps), b: revoked }],
  ['getters that throw', withGetter({ a: 1 })],
  ['rows with getters that throw', [withGetter({ a: 1 }), { a: 2 }]],
  ['a list that claims any length', new Proxy([], { get: () => 'long' })],
  ['a function with a text that throws', Object.assign(() => 1, { toString: throwing })],
  ['an object without a prototype', Object.create(null)],
]

describe('attacks on RunResult by values of a host', () => {
  it.each(hostile)('attack: throws out of render by %s', (_name, value) => {
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
    expect(() => renderToString(parts(run, value))).not.toThrow()
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
