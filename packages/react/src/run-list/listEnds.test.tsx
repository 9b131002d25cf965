import { screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createList, grid, scrollTo, setUpList, tearDownList } from '../../test/createList.js'
import { advance, settle } from '../../test/createTestbed.js'
import { aPollAndMore, makeNote, told } from '../../test/endProbe.js'
import { RunViewer } from '../viewer/RunViewer.js'
import { RunList } from './RunList.js'

beforeEach(setUpList)

afterEach(tearDownList)

/** Milliseconds in which the newest page is read again. */
const aList = 5_100

/** A list of runs that goes on below what is in sight, with one that has not ended at its end. */
async function showLong(props: Parameters<typeof RunList>[0] = {}) {
  const list = createList(40)
  const { runId } = list.emulator.runs.start({ goal: 'Last', scenario: 'slow', age: 101 * 60_000 })
  // Only the API says that so old a run goes on.
  let fields: object = { status: 'RUNNING', finished_at: null, result: null }
  const change = <T,>(run: T & { run_id?: string }): T =>
    run.run_id === runId ? { ...run, ...fields } : run
  list.network.fetch = async (request) => {
    const body = (await (await list.emulator.fetch(request)).json()) as { data?: object[] }
    return Response.json(body.data ? { ...body, data: body.data.map(change) } : change(body))
  }
  const note = makeNote()
  const shown = await list.show({ onSettled: note, filter: { limit: 100 }, ...props })
  return { ...list, ...shown, runId, note, set: (next: object) => (fields = next) }
}

const isInSight = (goal: string) => screen.queryByRole('button', { name: goal }) !== null

describe('onSettled of a list', () => {
  it('is told once of each run that ends in it, and of none that had ended', async () => {
    const { emulator, render } = createList()
    const note = makeNote()
    const runIds = ['one', 'two'].map(
      (goal) => emulator.runs.start({ goal, scenario: 'slow', age: 4_000 }).runId,
    )
    render(
      <StrictMode>
        <RunList onSettled={note} />
      </StrictMode>,
    )
    await settle()
    emulator.runs.cancel(runIds[0]!)
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runIds[0]} cancelled`])
    emulator.runs.cancel(runIds[1]!)
    await advance(4 * aList)
    expect(told(note)).toEqual([`${runIds[0]} cancelled`, `${runIds[1]} cancelled`])
  })

  it('is told of a run out of sight, of which the newest page has the news', async () => {
    const { runId, note, set } = await showLong()
    expect(isInSight('Last')).toBe(false)
    set({ status: 'FAILED' })
    await advance(aList)
    await advance(100)
    expect(told(note)).toEqual([`${runId} failed`])
    await scrollTo(grid().scrollHeight)
    expect(isInSight('Last')).toBe(true)
    await advance(2 * aList)
    expect(note).toHaveBeenCalledOnce()
  })

  it('is told the result that comes after the end', async () => {
    const { runId, note, set } = await showLong()
    const ended = { status: 'COMPLETED', finished_at: '2026-03-01T10:01:30Z' }
    set({ ...ended, result: null })
    await advance(aList)
    expect(note).not.toHaveBeenCalled()
    set({ ...ended, result: { price: 48 } })
    await advance(aPollAndMore)
    expect(told(note)).toEqual([`${runId} succeeded`])
  })

  it('is told that there is no result, once none has come in a few reads', async () => {
    const { runId, note, set } = await showLong()
    set({ status: 'COMPLETED', finished_at: '2026-03-01T10:01:30Z', result: null })
    await advance(aList + aPollAndMore)
    expect(note).not.toHaveBeenCalled()
    await advance(4 * aPollAndMore)
    expect(told(note)).toEqual([`${runId} no_result`])
  })

  it('is told what another part of the page has read of a run out of sight', async () => {
    const { runId, note, set, rerender } = await showLong({ filter: { limit: 10 } })
    // The page with the run is not read again.
    for (let page = 0; page < 4; page += 1) await scrollTo(grid().scrollHeight)
    expect(isInSight('Last')).toBe(true)
    await scrollTo(0)
    set({ status: 'CANCELLED' })
    await advance(aList)
    expect(note).not.toHaveBeenCalled()
    rerender(
      <>
        <RunList filter={{ limit: 10 }} onSettled={note} />
        <RunViewer runId={runId} />
      </>,
    )
    await settle()
    await advance(100)
    expect(told(note)).toEqual([`${runId} cancelled`])
  })

  it('is told of a run of which another filter brings the news', async () => {
    const { runId, note, set, rerender } = await showLong()
    set({ status: 'FAILED' })
    rerender(<RunList filter={{ goal: 'Last' }} onSettled={note} />)
    await settle()
    await advance(100)
    expect(told(note)).toEqual([`${runId} failed`])
  })
})
