import { act, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { settle } from '../../test/createTestbed.js'
import { picture, pixel, untilPicture } from '../../test/stepPicture.js'
import '../styles.css'
import { RunSteps } from './RunSteps.js'

describe('a long list of steps', () => {
  const makeLongRun = (count: number, fields: Record<string, unknown> = {}) =>
    makeRun({
      steps: Array.from({ length: count }, (_, index) => ({
        action: `Do ${index + 1}`,
        screenshot: pixel,
      })),
      ...fields,
    })
  const ended = { status: 'COMPLETED', finished_at: '2026-03-01T10:01:30Z' }
  const viewport = () => screen.getByRole('group', { name: 'Steps' })
  const rows = () => screen.getAllByRole('listitem')
  const findPlace = (text: string) => {
    const row = screen.queryByText(text)?.getBoundingClientRect()
    const box = viewport().getBoundingClientRect()
    if (row === undefined) return 'not drawn'
    if (row.top < box.top) return `${box.top - row.top} px above`
    return row.bottom > box.bottom ? `${row.bottom - box.bottom} px below` : 'in sight'
  }
  const jump = () => screen.queryByRole('button', { name: 'Jump to newest' })
  const nextFrame = () => act(() => new Promise<unknown>((done) => requestAnimationFrame(done)))
  const scroll = async (top: number) => {
    viewport().scrollTop = top
    // The first frame tells the list of its scrolling, the second one draws what it made of that.
    await nextFrame()
    await nextFrame()
  }

  it('attack: a run of 5,000 steps fills the page', async () => {
    const { container } = render(<RunSteps run={makeLongRun(5_000, ended)} />)
    await vi.waitFor(() => expect(viewport().scrollHeight).toBeGreaterThan(100_000), 10_000)
    expect(rows().length).toBeLessThan(60)
    expect(container.querySelectorAll('*').length).toBeLessThan(1_000)
    await scroll(viewport().scrollHeight / 2)
    expect(rows().length).toBeLessThan(60)
    expect(viewport().clientHeight).toBeLessThan(400)
  })

  it('tells screen readers which row of how many it is', async () => {
    render(<RunSteps run={makeLongRun(5_000, ended)} />)
    await scroll(viewport().scrollHeight)
    const last = rows().at(-1)
    expect(last).toHaveAttribute('aria-posinset', '5000')
    expect(last).toHaveAttribute('aria-setsize', '5000')
  })

  it('can be walked through from end to end with the keyboard', async () => {
    render(<RunSteps run={makeLongRun(5_000, ended)} />)
    const press = (key: string) => userEvent.keyboard(`{${key}}`)
    const focused = () => document.activeElement?.getAttribute('aria-label')
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    await userEvent.tab()
    expect(viewport()).toHaveFocus()
    await userEvent.tab()
    expect(focused()).toBe('Picture of step 1')
    for (let step = 1; step < 40; step += 1) await press('ArrowDown')
    expect(focused()).toBe('Picture of step 40')
    expect(findPlace('Do 40')).toBe('in sight')
    await press('PageDown')
    expect(focused()).toBe('Picture of step 50')
    await press('End')
    expect(focused()).toBe('Picture of step 5,000')
    expect(findPlace('Do 5000')).toBe('in sight')
    await press('PageUp')
    expect(focused()).toBe('Picture of step 4,990')
    await press('Home')
    expect(focused()).toBe('Picture of step 1')
  })

  it('keeps the focus in the list when its row is scrolled away', async () => {
    render(<RunSteps run={makeLongRun(5_000, ended)} />)
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    await userEvent.tab()
    await userEvent.tab()
    expect(document.activeElement).toHaveAccessibleName('Picture of step 1')
    await scroll(50_000)
    expect(viewport()).toHaveFocus()
  })

  it('shows pictures without a change of any row’s height', async () => {
    render(<RunSteps run={makeLongRun(5_000, ended)} />)
    await scroll(100_000)
    const height = viewport().scrollHeight
    const row = rows()[20]
    await userEvent.click(within(row!).getByRole('button'))
    await untilPicture()
    expect(viewport().scrollHeight).toBe(height)
    await scroll(0)
    expect(picture()).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Close the picture' }))
    await vi.waitFor(() => expect(viewport()).toHaveFocus(), 10_000)
  })

  it.each([30, 99, 100, 150])('follows the newest step after %d', async (count) => {
    const { rerender } = render(<RunSteps run={makeLongRun(count)} />)
    await vi.waitFor(() => expect(findPlace(`Do ${count}`)).toBe('in sight'), 10_000)
    for (const more of [1, 2, 7]) {
      rerender(<RunSteps run={makeLongRun(count + more)} />)
      await vi.waitFor(() => expect(findPlace(`Do ${count + more}`)).toBe('in sight'), 10_000)
    }
    expect(jump()).toBe(null)
  })

  it.each([30, 100, 150])('leaves a reader of older ones alone, after %d', async (count) => {
    const { rerender } = render(<RunSteps run={makeLongRun(count)} />)
    await vi.waitFor(() => expect(findPlace(`Do ${count}`)).toBe('in sight'), 10_000)
    await scroll(100)
    rerender(<RunSteps run={makeLongRun(count + 5)} />)
    await settle()
    expect(viewport().scrollTop).toBe(100)
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    await userEvent.click(jump() ?? document.body)
    await vi.waitFor(() => expect(findPlace(`Do ${count + 5}`)).toBe('in sight'), 10_000)
    await vi.waitFor(() => expect(jump()).toBe(null), 10_000)
    expect(viewport()).toHaveFocus()
    rerender(<RunSteps run={makeLongRun(count + 9)} />)
    await vi.waitFor(() => expect(findPlace(`Do ${count + 9}`)).toBe('in sight'), 10_000)
  })

  it.each([30, 150])(
    'leaves a reader alone who leaves as a step comes, after %d',
    async (count) => {
      const { rerender } = render(<RunSteps run={makeLongRun(count)} />)
      await vi.waitFor(() => expect(findPlace(`Do ${count}`)).toBe('in sight'), 10_000)
      await nextFrame()
      viewport().scrollTop = 100
      rerender(<RunSteps run={makeLongRun(count + 5)} />)
      await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
      expect(viewport().scrollTop).toBe(100)
    },
  )

  it('begins at the beginning when the run has ended', async () => {
    render(<RunSteps run={makeLongRun(300, ended)} />)
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    expect(findPlace('Do 1')).toBe('in sight')
  })

  it('has nothing to jump to when all of it is in sight', async () => {
    render(<RunSteps run={makeLongRun(3, ended)} />)
    await settle()
    expect(jump()).toBe(null)
    expect(viewport()).toHaveAttribute('tabindex', '-1')
  })
})
