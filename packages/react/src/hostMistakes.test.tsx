import type { FishbowlClient } from '@fishbowl/core'
import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../test/createTestbed.js'
import { FishbowlProvider } from './FishbowlProvider.js'
import { useCancelRun } from './hooks/useCancelRun.js'
import { useRun } from './hooks/useRun.js'
import { useRuns } from './hooks/useRuns.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a client of the host’s that rejects with what is no FishbowlError', () => {
  it.each([new TypeError('undefined is not a function'), 'a text', undefined])(
    'is shown to have failed (%s)',
    async (thrown) => {
      const { client, wrap } = createTestbed()
      const fail = () => Promise.reject(thrown)
      const broken: FishbowlClient = { ...client, getRun: fail, listRuns: fail, cancelRun: fail }
      function Page() {
        const { connection } = useRun('run_1')
        const list = useRuns()
        const cancel = useCancelRun()
        return (
          <>
            <output>{`${connection.state} ${'error' in connection && connection.error.code}`}</output>
            <p>{`list ${list.error?.code}`}</p>
            <button type="button" onClick={() => cancel.mutate('run_1')}>
              {`cancel ${cancel.error?.code}`}
            </button>
          </>
        )
      }
      render(wrap(<Page />, { client: broken } as object))
      await settle()
      screen.getByRole('button').click()
      await settle()
      expect(screen.getByRole('status')).toHaveTextContent('retrying invalid_response')
      expect(screen.getByText('list invalid_response')).toBeVisible()
      expect(screen.getByRole('button')).toHaveTextContent('cancel invalid_response')
      await advance(5 * 60_000)
      expect(screen.getByRole('status')).toHaveTextContent('error invalid_response')
    },
  )
})

describe('a hook outside a provider', () => {
  const contexts = Symbol.for('fishbowl.providedContexts')
  function Page() {
    useRun('run_1')
    return null
  }

  /** Gives what the hook throws, of which React tells the console, too. */
  function getMessage(): unknown {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    let thrown: unknown
    try {
      render(<Page />)
    } catch (error) {
      thrown = error
    }
    told.mockClear()
    return (thrown as Error | undefined)?.message
  }

  it('says that there is none', () => {
    expect(getMessage()).toContain('Wrap your app in <FishbowlProvider endpoint="/api/fishbowl">')
  })

  it('says that the provider is of another copy of the package', () => {
    // What the other copy does when its provider is rendered.
    render(<FishbowlProvider endpoint="/api">{null}</FishbowlProvider>)
    const shared = globalThis as { [contexts]?: Set<unknown> }
    const other = {}
    shared[contexts]?.add(other)
    const message = getMessage()
    shared[contexts]?.delete(other)
    expect(message).toContain('The page has two copies of @fishbowl/react')
  })
})
