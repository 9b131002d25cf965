import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import { getShownText } from '../../test/shownText.js'
import '../styles.css'
import { RunSummary } from './RunSummary.js'

/** The facts that the summary shows, by their names. */
function facts() {
  const names = screen.getAllByRole('term').map(({ textContent }) => textContent)
  const values = screen.getAllByRole('definition').map(({ textContent }) => textContent)
  return Object.fromEntries(names.map((name, index) => [name, values[index]]))
}

describe('RunSummary', () => {
  it('says what is known of a run that has ended', () => {
    const run = makeCompletedRun(null, {
      profile_id: 'Work',
      browser_config: { proxy_enabled: true, proxy_country_code: 'GB' },
    })
    render(<RunSummary run={run} url="https://shop.example/lanterns?q=1" canOpenRunPage />)
    expect(screen.getByText('Extract the first ten products')).toBeVisible()
    expect(facts()).toMatchObject({
      Duration: '1 min 25 s',
      Steps: '14 steps',
      Started: expect.stringMatching(/\d/),
      Site: 'shop.example',
      Profile: 'Work',
      Proxy: 'GB',
      'Run id': expect.stringContaining('run_1'),
    })
    expect(screen.getByRole('link', { name: /Open in TinyFish/ })).toHaveAttribute(
      'href',
      'https://agent.tinyfish.ai/runs/run_1',
    )
  })

  it('says nothing of what is not known, and does not lead to TinyFish unasked', () => {
    const run = makeRun({
      goal: null,
      status: 'FAILED',
      browser_config: { proxy_enabled: false, proxy_country_code: null },
      profile_attached: false,
    })
    render(<RunSummary run={run} />)
    expect(screen.getByText('Untitled run')).toBeVisible()
    expect(Object.keys(facts())).toEqual(['Started', 'Run id'])
    expect(screen.queryByRole('link')).toBe(null)
  })

  it('has a running clock and the current step while the run goes on', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:47Z') })
    render(<RunSummary run={makeRun({ steps: [{ action: 'a' }, { action: 'b' }] })} />)
    expect(screen.getByRole('timer')).toHaveTextContent('0:42')
    expect(facts()).toMatchObject({ Steps: 'step 2' })
    await act(() => vi.advanceTimersByTimeAsync(1_000).then(() => {}))
    expect(screen.getByRole('timer')).toHaveTextContent('0:43')
    vi.useRealTimers()
  })

  it('says since when a run waits', () => {
    render(<RunSummary run={makeRun({ status: 'PENDING', started_at: null })} />)
    expect(facts()).toHaveProperty('Created')
  })

  it.each([
    ['https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://user:secret@shop.example:8443/path', 'shop.example'],
    ['javascript:alert(1)', undefined],
    ['not an address', undefined],
  ])('shows of the page %s the host alone', (url, site) => {
    const { container } = render(<RunSummary run={makeRun()} url={url} />)
    expect(facts()['Site']).toBe(site)
    expect(container.innerHTML).not.toMatch(/secret|alert/)
  })

  it('copies the whole run id and says so', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    render(<RunSummary run={makeRun()} />)
    await userEvent.click(screen.getByRole('button', { name: 'Copy the run id' }))
    expect(writeText).toHaveBeenCalledWith('run_1')
    expect(screen.getByRole('status')).toHaveTextContent('Copied')
    expect(screen.getByRole('button')).toHaveTextContent('Copied')
  })

  it('selects the run id where the page may not copy', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no'))
    render(<RunSummary run={makeRun()} />)
    await userEvent.click(screen.getByRole('button', { name: 'Copy the run id' }))
    expect(getSelection()?.toString()).toBe('run_1')
    expect(screen.getByRole('status')).toHaveTextContent('Selected, copy it by hand')
  })

  it('unfolds a long goal, and leaves a short one alone', async () => {
    const { rerender } = render(<RunSummary run={makeRun()} />)
    expect(screen.queryByRole('button', { name: 'Show more' })).toBe(null)
    const goal = 'Look at every shelf and write down what is there. '.repeat(30).trim()
    rerender(<RunSummary run={makeRun({ goal })} />)
    const text = screen.getByText(goal)
    const clipped = text.clientHeight
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    expect(text.clientHeight).toBeGreaterThan(clipped)
    expect(text.scrollHeight).toBe(text.clientHeight)
    await userEvent.click(screen.getByRole('button', { name: 'Show less' }))
    expect(text.clientHeight).toBe(clipped)
  })

  it('attack: the goal turns the text around it', () => {
    const { container } = render(<RunSummary run={makeRun({ goal: 'Pay \u202E001 \u200Bnow' })} />)
    expect(getShownText(container)).toContain('Pay U+202E001 U+200Bnow')
    expect(getShownText(container)).not.toMatch(/[\u202E\u200B]/)
  })

  it('attack: the goal is markup', () => {
    const goal = '<img src=x onerror=alert(1)>'
    const { container } = render(<RunSummary run={makeRun({ goal })} />)
    expect(screen.getByText(goal)).toBeVisible()
    expect(container.querySelector('img')).toBe(null)
  })

  it('says how long a run usually takes, when it is nearly done, and calmly when it takes longer', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:15Z') })
    const usual = () => facts()['Usual duration']
    render(<RunSummary run={makeRun({ usual_duration_ms: 60_000 })} />)
    expect(usual()).toBe('usually takes about 1 minute')
    await act(() => vi.advanceTimersByTimeAsync(40_000).then(() => {}))
    expect(usual()).toBe('nearly done')
    await act(() => vi.advanceTimersByTimeAsync(40_000).then(() => {}))
    expect(usual()).toBe('longer than the usual 1 minute')
    vi.useRealTimers()
  })

  it('knows nothing of what is usual, has no clock for it, and says nothing', () => {
    const { rerender } = render(<RunSummary run={makeRun()} />)
    expect(facts()).not.toHaveProperty('Usual duration')
    rerender(<RunSummary run={makeRun({ steps: [{ action: 'a' }] })} expectedSteps={12} />)
    expect(facts()).toMatchObject({ Steps: 'step 1 of about 12' })
    expect(facts()).not.toHaveProperty('Usual duration')
    const steps = Array.from({ length: 14 }, () => ({ action: 'a' }))
    rerender(<RunSummary run={makeRun({ steps })} expectedSteps={12} />)
    expect(facts()).toMatchObject({ Steps: 'step 14' })
  })
})

describe('RunSummary for a customer', () => {
  const progress = () => document.querySelector('.fishbowl-run-summary-progress')?.textContent
  const show = (fields: Record<string, unknown>) =>
    render(<RunSummary audience="customer" title="Your report" run={makeRun(fields)} />)

  it.each([
    [{ status: 'PENDING', started_at: null }, 'Waiting to start'],
    [{}, 'Working on it'],
    [
      { steps: [{ action: 'Open the shop' }, { action: 'Read the \u202Eprices' }] },
      'Read the prices',
    ],
    [{ steps: [{ action: null }] }, 'Working on it'],
    [{ status: 'COMPLETED', finished_at: '2026-03-01T10:01:30Z' }, undefined],
  ])('says what goes on in the words of the newest step: %#', (fields, words) => {
    show(fields)
    expect(progress()).toBe(words)
  })

  it('says how long it has taken, and nothing that only an operator understands', () => {
    show({ status: 'COMPLETED', finished_at: '2026-03-01T10:01:30Z', num_of_steps: 14 })
    expect(facts()).toEqual({ Duration: '1 min 25 s' })
  })
})
