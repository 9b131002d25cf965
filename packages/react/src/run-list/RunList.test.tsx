import '../styles.css'
import { onlineManager } from '@tanstack/react-query'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  createList,
  goals,
  grid,
  row,
  scrollTo,
  scrollUntil,
  setUpList,
  tearDownList,
} from '../../test/createList.js'
import { advance, hold, look, settle } from '../../test/createTestbed.js'
import { getShownText } from '../../test/shownText.js'
import { RunList } from './RunList.js'
import { listMessages } from './messages.js'

beforeEach(setUpList)

afterEach(() => {
  tearDownList()
  onlineManager.setOnline(true)
})

describe('rows', () => {
  it('show the newest run first, and what it came to', async () => {
    const { show } = createList()
    await show()
    expect(goals()).toEqual(['Goal 2', 'Goal 1', 'Goal 0'])
    expect(within(row('Goal 2') as HTMLElement).getByText('Succeeded')).toBeVisible()
    expect(screen.getByText('3 runs')).toBeVisible()
  })

  it('begin with the goal where the page begins, whatever direction its text has', async () => {
    const { show } = createList()
    await show({ dir: 'rtl', onSelect: vi.fn() })
    const { direction, textAlign } = getComputedStyle(
      screen.getByRole('button', { name: 'Goal 0' }),
    )
    expect({ direction, textAlign }).toEqual({ direction: 'ltr', textAlign: 'right' })
  })

  it('attack: a goal turns the text around it, and hides what it says', async () => {
    const { show, emulator } = createList(0)
    const goal = 'Pay \u202E001 \u2800now'
    emulator.runs.start({ scenario: 'success', goal, age: 3_600_000 })
    for (const onSelect of [undefined, vi.fn()]) {
      const { unmount } = await show({ onSelect, onRunAgain: vi.fn() })
      expect(getShownText(grid())).toContain('Pay U+202E001 U+2800now')
      expect(getShownText(grid())).not.toMatch(/[\u202E\u2800]/)
      expect(screen.getByRole('button', { name: 'Run again: Pay 001 now' })).toBeVisible()
      unmount()
    }
  })

  it.each([
    [1, '1 run'],
    [2, '2 runs'],
  ])('are counted: %d', (count, text) => {
    expect(listMessages.listCount(count, count)).toBe(text)
    expect(listMessages.listCount(count, null)).toBe(text)
  })

  it('are kept fresh by reads of the active runs alone, without any further page', async () => {
    const { show, emulator, requests } = createList()
    const runIds = [1, 2].map(
      (index) => emulator.runs.start({ scenario: 'slow', goal: `Active ${index}` }).runId,
    )
    await show()
    expect(requests).toEqual(['GET /runs', 'POST /runs/batch'])
    await advance(4_000)
    expect(within(row('Active 1') as HTMLElement).getByText(/Running|Queued/)).toBeVisible()
    emulator.runs.cancel(runIds[0]!)
    await advance(4_000)
    expect(within(row('Active 1') as HTMLElement).getByText('Cancelled')).toBeVisible()
    requests.length = 0
    await advance(6_600)
    expect(requests.filter((request) => request.includes(runIds[0]!))).toEqual([])
    expect(requests).toContain(`GET /runs/${runIds[1]}`)
  })

  it('render nothing when a poll brings nothing new, and only the one that has changed', async () => {
    const { emulator, requests, render: renderList } = createList()
    const { runId } = emulator.runs.start({ scenario: 'queued', goal: 'Waits' })
    const onRender = vi.fn()
    renderList(
      <Profiler id="list" onRender={onRender}>
        <RunList />
      </Profiler>,
    )
    await settle()
    await advance(6_000)
    requests.length = 0
    onRender.mockClear()
    await advance(12_000)
    expect(requests.length).toBeGreaterThanOrEqual(4)
    expect(onRender).not.toHaveBeenCalled()
    emulator.runs.cancel(runId)
    await advance(4_000)
    expect(within(row('Waits') as HTMLElement).getByText('Cancelled')).toBeVisible()
  })

  it('are drawn only where they are seen, and pages follow as one scrolls', async () => {
    const { show, requests } = createList(250)
    await show({ filter: { limit: 100 } })
    expect(goals().length).toBeLessThan(40)
    expect(screen.getByText('100 of 250 runs')).toBeVisible()
    await scrollUntil('250 runs')
    expect(goals().length).toBeLessThan(40)
    expect(grid()).toHaveAttribute('aria-rowcount', '251')
    expect(requests.filter((request) => request === 'GET /runs')).toHaveLength(3)
  })

  it('can be asked for with a button', async () => {
    const { show } = createList(5)
    await show({ filter: { limit: 3 } })
    expect(goals()).toHaveLength(3)
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await settle()
    expect(goals()).toEqual(['Goal 4', 'Goal 3', 'Goal 2', 'Goal 1', 'Goal 0'])
    expect(screen.queryByRole('button', { name: 'Show more' })).toBe(null)
  })
})

describe('new runs', () => {
  it('appear on top', async () => {
    const { show, emulator } = createList()
    await show()
    emulator.runs.start({ goal: 'Fresh' })
    await advance(6_000)
    expect(goals()).toEqual(['Fresh', 'Goal 2', 'Goal 1', 'Goal 0'])
  })

  it('appear in a list that was empty', async () => {
    const { show, emulator } = createList(0)
    await show()
    expect(screen.getByText('No runs yet')).toBeVisible()
    emulator.runs.start({ goal: 'Fresh' })
    await advance(6_000)
    expect(goals()).toEqual(['Fresh'])
  })

  it('wait behind a button while the reader is scrolled away', async () => {
    const { show, emulator } = createList(60)
    await show({ filter: { limit: 60 } })
    await scrollTo(600)
    const before = goals()
    for (const index of [1, 2, 3]) emulator.runs.start({ goal: `Fresh ${index}` })
    await advance(6_000)
    expect(goals()).toEqual(before)
    fireEvent.click(screen.getByRole('button', { name: '3 new runs' }))
    // The browser tells of the scrolling a frame later.
    await look()
    await settle()
    expect(goals().slice(0, 4)).toEqual(['Fresh 3', 'Fresh 2', 'Fresh 1', 'Goal 59'])
    expect(grid().scrollTop).toBe(0)
    expect(grid()).toHaveFocus()
  })

  it('leave no gap when there are more of them than a page holds', async () => {
    const { show, emulator } = createList(4)
    await show({ filter: { limit: 2 } })
    for (let index = 0; index < 5; index += 1) emulator.runs.start({ goal: `Fresh ${index}` })
    await advance(6_000)
    expect(goals()).toEqual(['Fresh 4', 'Fresh 3'])
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await settle()
    expect(goals()).toEqual(['Fresh 4', 'Fresh 3', 'Fresh 2', 'Fresh 1'])
  })
})

describe('when there is nothing to show', () => {
  it('says that it loads', async () => {
    const { show, network } = createList()
    network.fetch = () => hold()
    await show()
    expect(screen.getByText('Loading runs').parentElement?.parentElement).toHaveAttribute(
      'aria-busy',
      'true',
    )
  })

  it('says that the runs could not be loaded, and tries again', async () => {
    const { show, network, emulator } = createList()
    network.fetch = async () => new Response('', { status: 401 })
    await show()
    expect(screen.getByText('You are not signed in')).toBeVisible()
    network.fetch = emulator.fetch
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(goals()).toHaveLength(3)
  })

  it('offers no other reading of what is refused', async () => {
    const { show, network } = createList()
    network.fetch = async () => new Response('', { status: 403 })
    await show()
    expect(screen.getByText('The runs could not be loaded')).toBeVisible()
    expect(screen.getByText('You are not allowed to see all of them.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBe(null)
  })

  it('comes back by itself after an error that passes', async () => {
    const { show, network, emulator } = createList()
    network.fetch = async () => new Response('', { status: 503 })
    await show()
    network.fetch = emulator.fetch
    await advance(6_000)
    expect(goals()).toHaveLength(3)
  })

  it('keeps the rows while new ones do not arrive, and while offline', async () => {
    const { show, network } = createList()
    await show()
    network.fetch = async () => new Response('', { status: 503 })
    await advance(6_000)
    expect(screen.getByText(/New ones do not arrive/)).toBeVisible()
    expect(goals()).toHaveLength(3)
    act(() => onlineManager.setOnline(false))
    expect(screen.getByText(/You are offline/)).toBeVisible()
  })
})

it('reads one page in StrictMode, and nothing more when it is unmounted', async () => {
  const { render: renderList, requests } = createList()
  const { unmount } = renderList(
    <StrictMode>
      <RunList />
    </StrictMode>,
  )
  await settle()
  expect(requests).toEqual(['GET /runs'])
  unmount()
  await advance(60_000)
  expect(requests).toHaveLength(1)
})
