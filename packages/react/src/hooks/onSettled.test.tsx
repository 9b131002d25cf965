import { focusManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPushTestbed } from '../../test/createPushTestbed.js'
import { advance, settle } from '../../test/createTestbed.js'
import { aPollAndMore, EndProbe, makeNote, startEndless, told } from '../../test/endProbe.js'
import { connect, play, push } from '../../test/pushWatcher.js'
import { RunViewer } from '../viewer/RunViewer.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
})

const status = () => screen.getByRole('status').textContent

describe('onSettled is told once', () => {
  it.each([
    ['success', 'succeeded'],
    ['failed-agent', 'failed'],
  ] as const)(
    'when a run ends that was shown (%s), and sees it on screen',
    async (scenario, type) => {
      const { runId, note, end, render: show } = startEndless(scenario)
      const seen: unknown[] = []
      show(
        <StrictMode>
          <EndProbe
            runId={runId}
            onSettled={(...given) => {
              seen.push(status())
              note(...given)
            }}
          />
        </StrictMode>,
      )
      await advance(aPollAndMore)
      expect(told(note)).toEqual([])
      end()
      await advance(60_000)
      expect(told(note)).toEqual([`${runId} ${type}`])
      expect(seen).toEqual([scenario === 'success' ? 'COMPLETED' : 'FAILED'])
    },
  )

  it('by each hook and viewer of a page, also when the function of another one throws', async () => {
    // Fake timers would give the error to the test, and not to the page.
    vi.useRealTimers()
    const { runId, note, end, queryClient, render: show } = startEndless()
    const errors: unknown[] = []
    const keep = (event: ErrorEvent) => {
      event.preventDefault()
      errors.push((event.error as Error).message)
    }
    addEventListener('error', keep)
    const fail = () => {
      throw new Error('The host’s own.')
    }
    show(
      <>
        <EndProbe runId={runId} onSettled={fail} />
        <EndProbe runId={runId} onSettled={note} />
        <EndProbe runId={runId} />
        <RunViewer runId={runId} onSettled={note} />
      </>,
    )
    await settle()
    end()
    await act(() => queryClient.refetchQueries())
    await vi.waitFor(() => expect(note).toHaveBeenCalledTimes(2))
    removeEventListener('error', keep)
    // The browser tells the console of it, too.
    vi.mocked(console.error).mockClear()
    expect(told(note)).toEqual([`${runId} succeeded`, `${runId} succeeded`])
    expect(errors).toEqual(['The host’s own.'])
    expect(screen.getByRole('region', { name: /^Run/ })).toHaveAttribute(
      'data-outcome',
      'succeeded',
    )
  })

  it('with the function and the rules of the last render', async () => {
    const { runId, note, end, render: show } = startEndless()
    const early = makeNote()
    const { rerender } = show(<EndProbe runId={runId} onSettled={early} />)
    await settle()
    rerender(<EndProbe runId={runId} onSettled={note} isGoalFailure={() => 'Too few'} />)
    end()
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} goal_failed`])
    expect(early).not.toHaveBeenCalled()
  })

  it('with a result that comes a few reads after the end', async () => {
    const { runId, note, network, emulator, end, render: show } = startEndless()
    let isLate = true
    network.fetch = async (request) => {
      const response = await emulator.fetch(request)
      return isLate ? Response.json({ ...(await response.json()), result: null }) : response
    }
    show(<EndProbe runId={runId} onSettled={note} />)
    await settle()
    end()
    await advance(aPollAndMore)
    expect(status()).toBe('COMPLETED')
    expect(note).not.toHaveBeenCalled()
    isLate = false
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('that there is no result, once none has come in a few reads', async () => {
    const { runId, note, end, render: show } = startEndless('null-result')
    show(<EndProbe runId={runId} onSettled={note} />)
    await settle()
    end()
    await advance(2 * aPollAndMore)
    expect(note).not.toHaveBeenCalled()
    await advance(4 * aPollAndMore)
    expect(told(note)).toEqual([`${runId} no_result`])
  })

  it.each([
    ['success', 'succeeded', 1],
    ['null-result', 'no_result', 5],
  ] as const)('without waiting for a recording (%s)', async (scenario, type, polls) => {
    const { runId, note, end, requests, render: show } = startEndless(scenario)
    show(<EndProbe runId={runId} onSettled={note} awaitRecording />)
    await settle()
    end()
    await advance(polls * aPollAndMore)
    expect(told(note)).toEqual([`${runId} ${type}`])
    const { length } = requests
    await advance(10_000)
    expect(requests.length).toBeGreaterThan(length)
    expect(note).toHaveBeenCalledOnce()
  })

  it('when a read that was overtaken has the run going on again', async () => {
    const { runId, note, emulator, network, end, render: show, queryClient } = startEndless()
    show(<EndProbe runId={runId} onSettled={note} />)
    const before = emulator.runs.get(runId)
    await settle()
    end()
    await advance(aPollAndMore)
    network.fetch = async () => Response.json(before)
    await act(() => queryClient.refetchQueries())
    await settle()
    expect(status()).toBe('RUNNING')
    network.fetch = emulator.fetch
    await advance(aPollAndMore)
    expect(status()).toBe('COMPLETED')
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('by a stream', async () => {
    const { start, emulator, render: show } = createPushTestbed()
    const runId = start()
    const note = makeNote()
    show(<EndProbe runId={runId} onSettled={note} />, push)
    await connect()
    emulator.runs.cancel(runId)
    await play(6_000)
    expect(told(note)).toEqual([`${runId} cancelled`])
    await play(40_000, 5_000)
    expect(note).toHaveBeenCalledOnce()
  })

  it('late, when the tab slept, and in time with whileHidden', async () => {
    const { runId, note, end, render: show } = startEndless()
    const inTime = makeNote()
    const { rerender } = show(<EndProbe runId={runId} onSettled={note} />)
    await settle()
    act(() => focusManager.setFocused(false))
    end()
    await advance(10 * 3_600_000)
    expect(note).not.toHaveBeenCalled()
    act(() => focusManager.setFocused(true))
    await advance(100)
    expect(told(note)).toEqual([`${runId} succeeded`])

    const second = startEndless()
    rerender(null)
    second.render(<EndProbe runId={second.runId} onSettled={inTime} whileHidden />)
    await settle()
    act(() => focusManager.setFocused(false))
    second.end()
    await advance(65_000)
    expect(told(inTime)).toEqual([`${second.runId} succeeded`])
  })
})
