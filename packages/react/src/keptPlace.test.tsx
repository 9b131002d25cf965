import '../src/styles.css'
import { act, fireEvent, render, screen } from '@testing-library/react'
import * as React from 'react'
import { describe, expect, it } from 'vitest'

import { Activity } from '../test/Activity.js'
import { createTestbed } from '../test/createTestbed.js'
import { makeCompletedRun } from '../test/makeRun.js'
import { RunResult, RunViewer } from './index.js'

const table = makeCompletedRun(
  Array.from({ length: 5_000 }, (_, id) => ({ id, name: `Lamp ${id}`, price: id / 2 })),
)
const list = makeCompletedRun({ lamps: Array.from({ length: 5_000 }, (_, id) => [id, [id]]) })

const viewport = () => document.querySelector<HTMLElement>('.fishbowl-viewport')!
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Waits until the browser has laid out, told the observers and sent its events. */
const rest = () => act(async () => void (await frame(), await frame(), await frame()))

async function scrollTo(top: number) {
  viewport().scrollTop = top
  await rest()
  return getTopRow()
}

/** What stands at the top of the list, below a header. */
function getTopRow() {
  const { left, top } = viewport().getBoundingClientRect()
  const row = document.elementFromPoint(left + 60, top + 60)
  return row?.closest('tr, [role="treeitem"], .fishbowl-result-raw-line')?.textContent
}

const views = ['Table', 'Tree', 'Raw'] as const

function choose(view: string) {
  fireEvent.click(screen.getByRole('radio', { name: view }))
  const expand = screen.queryByRole('button', { name: 'Expand all' })
  if (expand) fireEvent.click(expand)
}

describe.each(views)('a long result as %s', (view) => {
  const run = view === 'Tree' ? list : table

  it('keeps its place when its host hides and shows it', async () => {
    const { container } = render(<RunResult run={run} />)
    if (view !== 'Tree') choose(view)
    else fireEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    await rest()
    const row = await scrollTo(50_000)
    expect(row).toBeTruthy()
    for (let times = 0; times < 2; times += 1) {
      container.style.display = 'none'
      await rest()
      container.style.display = ''
      await rest()
      expect(viewport().scrollTop).toBeCloseTo(50_000, -1)
      expect(getTopRow()).toBe(row)
    }
  })

  // React 18 has none.
  if (!('Activity' in React)) return

  it('keeps its place in a hidden Activity', async () => {
    const show = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <RunResult run={run} />
      </Activity>
    )
    const { rerender } = render(show('visible'))
    if (view !== 'Tree') choose(view)
    else fireEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    await rest()
    const row = await scrollTo(50_000)
    rerender(show('hidden'))
    await rest()
    rerender(show('visible'))
    await rest()
    expect(viewport().scrollTop).toBeCloseTo(50_000, -1)
    expect(getTopRow()).toBe(row)
  })
})

it('a long table keeps its place behind another tab', async () => {
  const testbed = createTestbed()
  const { runId } = testbed.emulator.runs.start({ scenario: 'huge-result', age: 60_000 })
  testbed.render(<RunViewer runId={runId} />)
  await screen.findByRole('grid')
  await rest()
  const row = await scrollTo(50_000)
  expect(row).toBeTruthy()
  fireEvent.click(screen.getByRole('tab', { name: /^Steps/ }))
  await rest()
  expect(screen.queryByRole('grid')).toBe(null)
  fireEvent.click(screen.getByRole('tab', { name: 'Result' }))
  await rest()
  expect(viewport().scrollTop).toBeCloseTo(50_000, -1)
  expect(getTopRow()).toBe(row)
})
