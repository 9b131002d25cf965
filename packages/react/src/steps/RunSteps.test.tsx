import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { createTestbed, settle } from '../../test/createTestbed.js'
import { picture, pixel, untilPicture } from '../../test/stepPicture.js'
import { getShownText } from '../../test/shownText.js'
import '../styles.css'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { ar } from '../locales/ar.js'
import { RunSteps } from './RunSteps.js'

/** The steps of a run of the emulator, with its endpoint. */
async function show() {
  const testbed = createTestbed()
  const { runId } = testbed.emulator.runs.start({ age: 60_000 })
  const run = await testbed.client.getRun(runId)
  testbed.requests.length = 0
  const { unmount } = testbed.render(<RunSteps run={run} />)
  return { ...testbed, run, unmount }
}

const open = (step: number) =>
  userEvent.click(screen.getByRole('button', { name: `Picture of step ${step}` }))

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
    expect(screen.getByText('It ended without a step')).toBeVisible()
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
    expect(getShownText(container)).not.toContain('\u202E')
    expect(getShownText(container).length).toBeLessThan(100)
  })

  it('attack: an action is markup', () => {
    const action = '<img src=x onerror=alert(1)>'
    render(<RunSteps run={makeRun({ steps: [{ action }] })} />)
    const text = within(screen.getByRole('list')).getByText(action)
    expect(text).toHaveAttribute('dir', 'auto')
    expect(picture()).toBe(null)
  })

  it('shows none of the signs by which a language keeps an action apart', async () => {
    const run = makeRun({ steps: [{ action: 'Open the shop', screenshot: pixel }] })
    render(
      <FishbowlProvider endpoint="/api/fishbowl" locale="ar" messages={ar}>
        <RunSteps run={run} />
      </FishbowlProvider>,
    )
    await userEvent.click(screen.getByRole('button', { name: ar.stepPictureLabel(1) }))
    expect(within(screen.getByRole('figure')).getByText('Open the shop')).toBeVisible()
    expect(document.querySelector('.fishbowl-text-chip')).toBe(null)
  })

  it('shows the whole text of a step beside its picture, and closes it', async () => {
    const { run } = await show()
    await open(2)
    const figure = screen.getByRole('figure')
    expect(within(figure).getByText('Picture of step 2')).toBeVisible()
    expect(within(figure).getByText(run.steps[1]?.action ?? '')).toBeVisible()
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
