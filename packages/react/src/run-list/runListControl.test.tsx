import { act, fireEvent, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  createList,
  grid,
  press,
  row,
  scrollTo,
  setUpList,
  tearDownList,
} from '../../test/createList.js'
import { advance, settle } from '../../test/createTestbed.js'
import { RunList } from './RunList.js'

beforeEach(setUpList)

afterEach(tearDownList)

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
    expect(screen.getByRole('alert')).toHaveTextContent('It could not be cancelled')
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
