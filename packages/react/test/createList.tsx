import { act, fireEvent, screen } from '@testing-library/react'
import { expect, vi } from 'vitest'

import type { RunListProps } from '../src/run-list/RunList.js'
import { RunList } from '../src/run-list/RunList.js'
import { createTestbed, settle } from './createTestbed.js'

export const minute = 60_000

/** As in the style sheet, which these tests do without: rows of one height in a box that scrolls. */
const sheet = document.createElement('style')
sheet.textContent = `
  .fishbowl-viewport { max-block-size: 300px; overflow: auto; overflow-anchor: none }
  .fishbowl-run-list-row { display: flex; box-sizing: border-box; block-size: 30px; overflow: hidden }
  svg { inline-size: 12px; block-size: 12px }
`

export function createList(count = 3) {
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

export const grid = () => screen.getByRole('grid')
export const goals = () =>
  [...grid().querySelectorAll('[data-row] [data-column="goal"]')].map((cell) => cell.textContent)
export const row = (goal: string) =>
  screen.getByRole('button', { name: goal }).closest('[role="row"]')!

export async function scrollTo(top: number) {
  await act(async () => {
    grid().scrollTop = top
    grid().dispatchEvent(new Event('scroll'))
    // React hears of the browser's own event a frame later.
    await new Promise((resolve) => requestAnimationFrame(resolve))
  })
  await settle()
}

/** Scrolls to the end until a page of a hundred runs has come, which takes a while on a busy machine. */
export async function scrollUntil(text: string) {
  for (let round = 0; round < 50 && !screen.queryByText(text); round += 1) {
    await scrollTo(grid().scrollHeight)
  }
  expect(screen.getByText(text)).toBeVisible()
}

export const press = async (key: string, more = {}) => {
  await act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
  })
}

/** What each test of the list begins with. */
export function setUpList() {
  document.head.append(sheet)
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
}

/** What each test of the list ends with. */
export function tearDownList() {
  sheet.remove()
  vi.useRealTimers()
}
