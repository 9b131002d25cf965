import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { createTestbed, settle } from '../../test/renderWithEmulator.js'
import '../styles.css'
import { RunSteps } from './RunSteps.js'

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The steps of a run of the emulator, with its endpoint. */
async function show() {
  const testbed = createTestbed()
  const { runId } = testbed.emulator.runs.start({ age: 60_000 })
  const run = await testbed.client.getRun(runId)
  testbed.requests.length = 0
  const { unmount } = testbed.render(<RunSteps run={run} />)
  return { ...testbed, run, unmount }
}

const picture = () => document.querySelector('img')
const open = (step: number) =>
  userEvent.click(screen.getByRole('button', { name: `Picture of step ${step}` }))

/** For pictures: they are read, checked and drawn. */
async function untilPicture() {
  await vi.waitFor(() => expect(picture()?.complete).toBe(true), 10_000)
  return picture()
}

describe('RunSteps', () => {
  it('lists what was done with time, status and duration, the newest last', () => {
    const steps = [
      {
        id: 'a',
        timestamp: '2026-03-01T10:00:29Z',
        status: 'COMPLETED',
        action: 'Open the shop',
        duration: '2.9s',
      },
      { id: 'b', timestamp: '2026-03-01T10:00:43Z', status: 'RUNNING', action: null },
      { id: 'b', status: 'SLEEPING' },
    ]
    render(<RunSteps run={makeRun({ steps })} />)
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toEqual([
      '0:24DoneOpen the shop2.9s',
      '0:38RunningSteprunning',
      'Unknown: SLEEPINGStep',
    ])
  })

  it('says so when there are none', () => {
    const { rerender } = render(<RunSteps run={makeRun()} />)
    expect(screen.getByText('No steps yet')).toBeVisible()
    rerender(<RunSteps run={makeRun({ status: 'FAILED' })} />)
    expect(screen.getByText('The run ended without a step.')).toBeVisible()
  })

  it('announces the newest step at most every 5 seconds', async () => {
    vi.useFakeTimers()
    const runOf = (count: number) =>
      makeRun({ steps: Array.from({ length: count }, (_, index) => ({ action: `Do ${index}` })) })
    const { rerender } = render(<RunSteps run={runOf(3)} />)
    const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time).then(() => {}))
    await pass(6_000)
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    rerender(<RunSteps run={runOf(4)} />)
    await pass(0)
    expect(screen.getByRole('status')).toHaveTextContent('Step 4: Do 3')
    rerender(<RunSteps run={runOf(5)} />)
    rerender(<RunSteps run={runOf(9)} />)
    await pass(4_900)
    expect(screen.getByRole('status')).toHaveTextContent('Step 4: Do 3')
    await pass(200)
    expect(screen.getByRole('status')).toHaveTextContent('Step 9: Do 8')
    vi.useRealTimers()
  })

  it('loads a picture when it is wanted, once, and nothing before', async () => {
    const { requests, run } = await show()
    await settle()
    expect(requests).toEqual([])
    await open(2)
    expect((await untilPicture())?.naturalWidth).toBe(160)
    const asked = [`GET /runs/${run.runId}/steps/${run.steps[1]?.id}/screenshot`]
    expect(requests).toEqual(asked)
    await open(2)
    expect(picture()).toBe(null)
    await open(2)
    await untilPicture()
    expect(requests).toEqual(asked)
  })

  it('loads a picture again when the host kept the cache as JSON', async () => {
    const { queryClient, client, run, requests } = await show()
    const kept: unknown = JSON.parse(JSON.stringify(new Blob()))
    const key = ['fishbowl', client.scope, 'step-picture', run.runId, run.steps[0]?.id]
    queryClient.setQueryData(key, kept)
    await open(1)
    expect((await untilPicture())?.naturalWidth).toBe(160)
    expect(requests).toHaveLength(1)
  })

  it('goes from picture to picture with the arrow keys', async () => {
    await show()
    await open(1)
    await userEvent.keyboard('{ArrowDown}')
    const second = screen.getByRole('button', { name: 'Picture of step 2' })
    expect(second).toHaveFocus()
    expect(second).toHaveAttribute('aria-expanded', 'true')
    await vi.waitFor(() => expect(picture()?.alt).toBe('Picture of step 2'), 10_000)
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(screen.getByRole('button', { name: 'Picture of step 1' })).toHaveFocus()
    expect(screen.getAllByRole('button', { expanded: true })).toHaveLength(1)
  })

  it('gives the memory of a picture back', async () => {
    const made = vi.spyOn(URL, 'createObjectURL')
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    const { unmount } = await show()
    await open(1)
    await untilPicture()
    await userEvent.keyboard('{ArrowDown}')
    await untilPicture()
    unmount()
    const urls = made.mock.results.map(({ value }) => [value])
    expect(urls.length).toBeGreaterThanOrEqual(2)
    expect(revoked.mock.calls).toEqual(urls)
  })

  it('shows the pictures that came with the steps, without a provider too', async () => {
    const steps = [{ screenshot: pixel }, { action: 'No picture of this one' }]
    render(<RunSteps run={makeRun({ steps })} />)
    expect(screen.getAllByRole('button')).toHaveLength(1)
    await open(1)
    expect((await untilPicture())?.naturalWidth).toBe(1)
  })

  it.each([
    [404, 'There is no picture of this step.'],
    [500, 'The picture could not be loaded.'],
    [200, 'This is not a picture that can be shown.'],
  ])('says in a line what is wrong: %d', async (status, text) => {
    const { network } = await show()
    network.fetch = async () => new Response('<html>', { status })
    await open(1)
    expect(await screen.findByText(text)).toBeVisible()
    expect(picture()).toBe(null)
  })

  it('says so when the page’s policy hides the picture', async () => {
    await show()
    await open(1)
    const blocked = await untilPicture()
    if (blocked) fireEvent.error(blocked)
    expect(screen.getByText('This page’s policy hides the picture.')).toBeVisible()
  })

  it.each([
    ['an SVG', `data:image/svg+xml;base64,${btoa('<svg onload="alert(1)"/>')}`],
    ['a page', `data:text/html;base64,${btoa('<script>alert(1)</script>')}`],
    ['a page called a picture', `data:image/png;base64,${btoa('<script>alert(1)</script>')}`],
    ['a foreign address', 'https://evil.example/pixel.png'],
    ['broken base64', `${pixel}=`],
    ['65,536 pixels wide', pixel.replace('UgAAAAEA', 'UgABAAAA')],
  ])('attack: the picture is %s', async (_, screenshot) => {
    render(<RunSteps run={makeRun({ steps: [{ screenshot }] })} />)
    await open(1)
    expect(screen.getByText('This is not a picture that can be shown.')).toBeVisible()
    expect(picture()).toBe(null)
  })

  it('attack: an action piles up marks and hides what it says', () => {
    const action = `Open${'\u0301'.repeat(50_000)} \u202Eexe.gnp`
    const { container } = render(<RunSteps run={makeRun({ steps: [{ action }] })} />)
    expect(container.textContent).not.toContain('\u202E')
    expect(container.textContent.length).toBeLessThan(100)
  })

  it('attack: an action is markup', () => {
    const action = '<img src=x onerror=alert(1)>'
    render(<RunSteps run={makeRun({ steps: [{ action }] })} />)
    const text = within(screen.getByRole('list')).getByText(action)
    expect(text).toHaveAttribute('dir', 'auto')
    expect(picture()).toBe(null)
  })

  it('shows the whole text of a step beside its picture, and closes it', async () => {
    const { run } = await show()
    await open(2)
    const figure = screen.getByRole('figure')
    expect(figure).toHaveTextContent(`Step 2: ${run.steps[1]?.action}`)
    await userEvent.click(within(figure).getByRole('button', { name: 'Close the picture' }))
    expect(screen.queryByRole('figure')).toBe(null)
    expect(screen.getByRole('button', { name: 'Picture of step 2' })).toHaveFocus()
  })

  it('forgets the picture of another run', async () => {
    const stepsOf = (run_id: string) => makeRun({ run_id, steps: [{ screenshot: pixel }] })
    const { rerender } = render(<RunSteps run={stepsOf('run_1')} />)
    await open(1)
    rerender(<RunSteps run={stepsOf('run_2')} />)
    expect(screen.queryByRole('figure')).toBe(null)
  })
})

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
  const isInSight = (text: string) => {
    const row = screen.queryByText(text)?.getBoundingClientRect()
    const box = viewport().getBoundingClientRect()
    return row !== undefined && row.top >= box.top && row.bottom <= box.bottom
  }
  const jump = () => screen.queryByRole('button', { name: 'Jump to newest' })
  const scroll = (top: number) =>
    act(async () => {
      viewport().scrollTop = top
      await new Promise((resolve) => setTimeout(resolve, 50))
    })

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
    expect(isInSight('Do 40')).toBe(true)
    await press('PageDown')
    expect(focused()).toBe('Picture of step 50')
    await press('End')
    expect(focused()).toBe('Picture of step 5000')
    expect(isInSight('Do 5000')).toBe(true)
    await press('PageUp')
    expect(focused()).toBe('Picture of step 4990')
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
    await vi.waitFor(() => expect(isInSight(`Do ${count}`)).toBe(true), 10_000)
    for (const more of [1, 2, 7]) {
      rerender(<RunSteps run={makeLongRun(count + more)} />)
      await vi.waitFor(() => expect(isInSight(`Do ${count + more}`)).toBe(true), 10_000)
    }
    expect(jump()).toBe(null)
  })

  it.each([30, 100, 150])('leaves a reader of older ones alone, after %d', async (count) => {
    const { rerender } = render(<RunSteps run={makeLongRun(count)} />)
    await vi.waitFor(() => expect(isInSight(`Do ${count}`)).toBe(true), 10_000)
    await scroll(100)
    rerender(<RunSteps run={makeLongRun(count + 5)} />)
    await settle()
    expect(viewport().scrollTop).toBe(100)
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    await userEvent.click(jump() ?? document.body)
    await vi.waitFor(() => expect(isInSight(`Do ${count + 5}`)).toBe(true), 10_000)
    await vi.waitFor(() => expect(jump()).toBe(null), 10_000)
    expect(viewport()).toHaveFocus()
    rerender(<RunSteps run={makeLongRun(count + 9)} />)
    await vi.waitFor(() => expect(isInSight(`Do ${count + 9}`)).toBe(true), 10_000)
  })

  it('begins at the beginning when the run has ended', async () => {
    render(<RunSteps run={makeLongRun(300, ended)} />)
    await vi.waitFor(() => expect(jump()).toBeVisible(), 10_000)
    expect(isInSight('Do 1')).toBe(true)
  })

  it('has nothing to jump to when all of it is in sight', async () => {
    render(<RunSteps run={makeLongRun(3, ended)} />)
    await settle()
    expect(jump()).toBe(null)
    expect(viewport()).toHaveAttribute('tabindex', '-1')
  })
})
