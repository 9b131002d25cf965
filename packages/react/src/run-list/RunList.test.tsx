import { onlineManager } from '@tanstack/react-query'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { Profiler, StrictMode, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, createTestbed, settle } from '../../test/renderWithEmulator.js'
import type { RunListProps } from './RunList.js'
import { RunList } from './RunList.js'

const minute = 60_000

/** As in the style sheet, which these tests do without: rows of one height in a box that scrolls. */
const sheet = document.createElement('style')
sheet.textContent = `
  .fishbowl-viewport { max-block-size: 300px; overflow: auto; overflow-anchor: none }
  .fishbowl-run-list-row { display: flex; box-sizing: border-box; block-size: 30px; overflow: hidden }
  svg { inline-size: 12px; block-size: 12px }
`

function createList(count = 3) {
  const testbed = createTestbed()
  for (let index = 0; index < count; index += 1) {
    testbed.emulator.runs.start({
      goal: `Goal ${index}`,
      scenario: 'success',
      age: (count - index + 60) * minute,
    })
  }
  const show = async (props: RunListProps = {}) => {
    const result = testbed.render(<RunList {...props} />)
    await settle()
    return result
  }
  return { ...testbed, show }
}

const grid = () => screen.getByRole('grid')
const goals = () =>
  [...grid().querySelectorAll('[data-row] [data-column="goal"]')].map((cell) => cell.textContent)
const row = (goal: string) => screen.getByRole('button', { name: goal }).closest('[role="row"]')!

async function scrollTo(top: number) {
  await act(async () => {
    grid().scrollTop = top
    grid().dispatchEvent(new Event('scroll'))
    // React hears of the browser's own event a frame later.
    await new Promise((resolve) => requestAnimationFrame(resolve))
  })
  await settle()
}

/** Scrolls to the end until a page of a hundred runs has come, which takes a while on a busy machine. */
async function scrollUntil(text: string) {
  for (let round = 0; round < 50 && !screen.queryByText(text); round += 1) {
    await scrollTo(grid().scrollHeight)
  }
  expect(screen.getByText(text)).toBeVisible()
}

const press = async (key: string, more = {}) => {
  await act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
  })
}

beforeEach(() => {
  document.head.append(sheet)
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
})

afterEach(() => {
  sheet.remove()
  vi.useRealTimers()
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

describe('filters', () => {
  it('find runs by status, and by goal once the typing has paused', async () => {
    const { show, emulator, requests } = createList()
    emulator.runs.start({ goal: 'Broken', scenario: 'failed-system', age: 3 * minute })
    await show()
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'FAILED' },
    })
    await settle()
    expect(goals()).toEqual(['Broken'])
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), { target: { value: '' } })
    await settle()
    requests.length = 0
    const search = screen.getByRole('searchbox')
    for (const text of ['G', 'Go', 'Goal 1']) fireEvent.change(search, { target: { value: text } })
    await settle()
    expect(requests).toEqual([])
    await advance(320)
    expect(goals()).toEqual(['Goal 1'])
    expect(requests).toEqual(['GET /runs'])
  })

  it('find runs by day, with that day, and order them', async () => {
    const { show, emulator } = createList()
    emulator.runs.start({ goal: 'Old', scenario: 'success', age: 5 * 24 * 60 * minute })
    await show()
    const day = (daysAgo: number) => {
      const date = new Date(Date.now() - daysAgo * 24 * 60 * minute)
      const [month, date2] = [date.getMonth() + 1, date.getDate()]
      return `${date.getFullYear()}-${String(month).padStart(2, '0')}-${String(date2).padStart(2, '0')}`
    }
    fireEvent.change(screen.getByLabelText('To'), { target: { value: day(5) } })
    await settle()
    expect(goals()).toEqual(['Old'])
    expect(screen.getByLabelText('To')).toHaveValue(day(5))
    fireEvent.change(screen.getByLabelText('From'), { target: { value: day(4) } })
    await settle()
    expect(screen.getByText('No runs match')).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    await settle()
    fireEvent.change(screen.getByLabelText('Order'), { target: { value: 'asc' } })
    await settle()
    expect(goals()).toEqual(['Old', 'Goal 0', 'Goal 1', 'Goal 2'])
  })

  it('are kept by the host if it likes', async () => {
    const { show } = createList()
    const onFilterChange = vi.fn()
    await show({ filter: { goal: 'Goal 1' }, onFilterChange })
    expect(screen.getByRole('searchbox')).toHaveValue('Goal 1')
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'FAILED' },
    })
    expect(onFilterChange).toHaveBeenCalledExactlyOnceWith({ goal: 'Goal 1', status: 'FAILED' })
    expect(goals()).toEqual(['Goal 1'])
  })

  it('are not offered where the host has fixed them', async () => {
    const { show } = createList()
    await show({ filter: { goal: 'Goal 1' } })
    expect(screen.queryByRole('search')).toBe(null)
  })

  it('choose columns', async () => {
    const { show } = createList()
    const onColumnsChange = vi.fn()
    await show({ onColumnsChange })
    fireEvent.click(screen.getByText('Columns'))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Steps' }))
    expect(onColumnsChange).toHaveBeenCalledExactlyOnceWith([
      'status',
      'started',
      'duration',
      'actions',
    ])
    expect(screen.queryByRole('columnheader', { name: 'Steps' })).toBe(null)
    expect(grid()).toHaveAttribute('aria-colcount', '5')
  })
})

describe('a chosen run', () => {
  it('is shown in a dialog over a narrow list, which Escape closes', async () => {
    const { show } = createList()
    await show({ style: { inlineSize: 400 } })
    const button = screen.getByRole('button', { name: 'Goal 1' })
    button.focus()
    fireEvent.click(button)
    await settle()
    const dialog = screen.getByRole('dialog', { name: 'Chosen run' })
    expect(dialog.matches(':modal')).toBe(true)
    expect(within(dialog).getByRole('region', { name: 'Run: Goal 1' })).toBeVisible()
    expect(row('Goal 1')).toHaveAttribute('data-selected')
    fireEvent(dialog, new Event('cancel', { cancelable: true }))
    expect(screen.queryByRole('dialog')).toBe(null)
    expect(button).toHaveFocus()
  })

  it('is shown beside a wide list, and the same viewer goes over it when it gets narrow', async () => {
    const { rerender } = await createList().show({ style: { inlineSize: 1_000 } })
    fireEvent.click(screen.getByRole('button', { name: 'Goal 1' }))
    await settle()
    const dialog = screen.getByRole('dialog')
    const viewer = within(dialog).getByRole('region', { name: 'Run: Goal 1' })
    expect(dialog.matches(':modal')).toBe(false)
    rerender(<RunList style={{ inlineSize: 400 }} />)
    await act(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    expect(dialog.matches(':modal')).toBe(true)
    expect(within(dialog).getByRole('region', { name: 'Run: Goal 1' })).toBe(viewer)
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBe(null)
  })

  it('is beside a wide list from the first, and takes no focus', async () => {
    const { show, emulator } = createList()
    const runId = emulator.runs.list()[0]!.run_id
    await show({ style: { inlineSize: 1_000 }, defaultSelectedRunId: runId })
    expect(screen.getByRole('dialog').matches(':modal')).toBe(false)
    expect(document.body).toHaveFocus()
  })

  it('is kept by the host if it likes, with a viewer of its own', async () => {
    const testbed = createList()
    function Host() {
      const [runId, setRunId] = useState<string | null>(null)
      return (
        <RunList
          selectedRunId={runId}
          onSelectedRunIdChange={setRunId}
          renderViewer={(id) => <p data-testid="viewer">{id}</p>}
        />
      )
    }
    testbed.render(<Host />)
    await settle()
    fireEvent.click(screen.getByRole('button', { name: 'Goal 0' }))
    const { run_id: runId } = testbed.emulator.runs.list().at(-1)!
    expect(screen.getByTestId('viewer')).toHaveTextContent(runId)
  })

  it('is shown by the host alone when it only asks to be told', async () => {
    const { show } = createList()
    const onSelect = vi.fn()
    await show({ onSelect })
    fireEvent.click(screen.getByRole('button', { name: 'Goal 0' }))
    expect(onSelect).toHaveBeenCalledOnce()
    expect(onSelect.mock.lastCall?.[0]).toMatchObject({ goal: 'Goal 0' })
    expect(screen.queryByRole('dialog')).toBe(null)
  })
})

describe('actions', () => {
  it('cancel a run from its row, which then offers to run it again', async () => {
    const { show, emulator } = createList()
    emulator.runs.start({ scenario: 'slow', goal: 'Active' })
    const onRunAgain = vi.fn()
    await show({ onRunAgain })
    const button = screen.getByRole('button', { name: 'Cancel: Active' })
    button.focus()
    fireEvent.click(button)
    await advance(3_500)
    expect(screen.getByRole('button', { name: 'Run again: Active' })).toBe(button)
    expect(button).toHaveFocus()
    fireEvent.click(button)
    expect(onRunAgain.mock.lastCall?.[0]).toMatchObject({ goal: 'Active', status: 'CANCELLED' })
  })

  it('are not offered where the host does not want them', async () => {
    const { show, emulator } = createList()
    emulator.runs.start({ scenario: 'slow', goal: 'Active' })
    await show({ canCancel: false })
    expect(screen.queryByRole('button', { name: /Cancel|Run again/ })).toBe(null)
  })

  it('say when a run could not be cancelled', async () => {
    const { show, emulator, network, events } = createList()
    const { runId } = emulator.runs.start({ scenario: 'slow', goal: 'Active' })
    await show()
    const { fetch } = network
    network.fetch = async (request) =>
      request.url.endsWith('/cancel') ? new Response('', { status: 503 }) : fetch(request)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel: Active' }))
    await settle()
    expect(screen.getByRole('alert')).toHaveTextContent('The run could not be cancelled')
    expect(events).toContainEqual({ type: 'cancel_failed', runId, code: 'unavailable' })
  })
})

describe('the keyboard', () => {
  it('has one stop in the grid, and arrow keys go through the cells', async () => {
    const { show } = createList()
    await show()
    const stops = grid().querySelectorAll('[tabindex="0"]')
    expect(stops).toHaveLength(1)
    ;(stops[0] as HTMLElement).focus()
    expect(document.activeElement).toHaveAttribute('data-column', 'status')
    await press('ArrowRight')
    expect(screen.getByRole('button', { name: 'Goal 2' })).toHaveFocus()
    await press('ArrowDown')
    expect(screen.getByRole('button', { name: 'Goal 1' })).toHaveFocus()
    await press('End', { ctrlKey: true })
    expect(row('Goal 0').lastElementChild).toContainElement(document.activeElement as HTMLElement)
    await press('Home')
    expect(row('Goal 0').firstElementChild).toHaveFocus()
    await press('ArrowUp')
    expect(row('Goal 1').firstElementChild).toHaveFocus()
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  it('goes the other way in a page that is written from right to left', async () => {
    const { show } = createList()
    await show({ dir: 'rtl' })
    ;(grid().querySelector('[tabindex="0"]') as HTMLElement).focus()
    await press('ArrowLeft')
    expect(screen.getByRole('button', { name: 'Goal 2' })).toHaveFocus()
  })

  it('reaches rows that are not drawn, and keeps its place when they are scrolled away', async () => {
    const { show } = createList(100)
    await show({ filter: { limit: 100 } })
    screen.getByRole('button', { name: 'Goal 99' }).focus()
    await press('End', { ctrlKey: true })
    expect(row('Goal 0')).toContainElement(document.activeElement as HTMLElement)
    await scrollTo(0)
    expect(grid()).toHaveFocus()
    await press('ArrowUp')
    expect(row('Goal 1')).toContainElement(document.activeElement as HTMLElement)
  })
})

describe('when there is nothing to show', () => {
  it('says that it loads', async () => {
    const { show, network } = createList()
    network.fetch = () => new Promise(() => {})
    await show()
    expect(screen.getByText('Loading runs').parentElement?.parentElement).toHaveAttribute(
      'aria-busy',
      'true',
    )
  })

  it('says that the runs could not be loaded, and tries again', async () => {
    const { show, network, emulator } = createList()
    network.fetch = async () => new Response('', { status: 403 })
    await show()
    expect(screen.getByText('The runs could not be loaded')).toBeVisible()
    network.fetch = emulator.fetch
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(goals()).toHaveLength(3)
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
    expect(screen.getByText(/New runs do not arrive/)).toBeVisible()
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
