import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { RunError } from './RunError.js'

const makeFailedRun = (error: unknown, fields: Record<string, unknown> = {}) =>
  makeRun({ status: 'FAILED', error, finished_at: '2026-03-01T10:01:00Z', ...fields })

const links = () => screen.queryAllByRole('link').map((link) => link.getAttribute('href'))

afterEach(() => {
  vi.useRealTimers()
})

describe('RunError', () => {
  it.each([
    ['SYSTEM_FAILURE', 'TinyFish had a problem', /Running it again usually helps/],
    ['AGENT_FAILURE', 'The agent could not do this', /Change the goal/],
    ['BILLING_FAILURE', 'The account cannot pay for this run', /Add credit/],
    ['UNKNOWN', 'The run failed', /The cause is not known/],
    ['SOMETHING_NEW', 'The run failed', /The cause is not known/],
  ])('says in plain words whose %s is, and what to do', (category, title, advice) => {
    render(<RunError run={makeFailedRun({ message: 'It broke', category })} />)
    expect(screen.getByText(title)).toBeVisible()
    expect(screen.getByText('It broke')).toBeVisible()
    expect(screen.getByText(advice)).toBeVisible()
  })

  it('has the code, and a category that it does not know, for those who look', async () => {
    const error = { message: 'x', category: 'robot_failure', code: 'arm_lost' }
    render(<RunError run={makeFailedRun(error)} />)
    const codes = screen.getByText('ROBOT_FAILURE · ARM_LOST')
    expect(codes).not.toBeVisible()
    await userEvent.click(screen.getByText('Error code'))
    expect(codes).toBeVisible()
  })

  it('has something to say of a failure without an error', () => {
    render(<RunError run={makeFailedRun(null)} />)
    expect(screen.getByText('The run failed')).toBeVisible()
  })

  it('shows the help that came with the error, and says where its link leads', () => {
    const error = {
      message: 'x',
      category: 'AGENT_FAILURE',
      help_url: 'https://docs.tinyfish.ai/prompting-guide',
      help_message: 'See the guide.',
    }
    render(<RunError run={makeFailedRun(error)} />)
    expect(screen.getByText('See the guide.')).toBeVisible()
    const link = screen.getByRole('link', { name: 'Help on docs.tinyfish.ai (opens in a new tab)' })
    expect(link).toHaveAttribute('href', 'https://docs.tinyfish.ai/prompting-guide')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    expect(link).toHaveAttribute('target', '_blank')
  })

  it.each([
    ['auth_wall', /wants visitors to sign in/],
    ['BOT_CHALLENGE', /checks whether its visitors are people/],
    ['captcha', 'A browser profile might help: captcha'],
    ['', 'A browser profile might help.'],
  ])('gives the reason %s for a browser profile', (reason, text) => {
    const profile_hint = { reason, message: 'Sign in once.', setup_url: '/profiles/new?for=run_1' }
    render(<RunError run={makeFailedRun({ message: 'x' }, { profile_hint })} />)
    expect(screen.getByText(text)).toBeVisible()
    expect(screen.getByText('Sign in once.')).toBeVisible()
    expect(links()).toEqual(['https://agent.tinyfish.ai/profiles/new?for=run_1'])
  })

  it.each([
    'javascript:alert(1)',
    'https://evil.example/login',
    'https://tinyfish.ai.evil.example/login',
    'https://docs.tinyfish.ai@evil.example/login',
    'http://docs.tinyfish.ai/',
    '//evil.example/login',
    '/\\evil.example/login',
    'data:text/html,<script>alert(1)</script>',
  ])('attack: an error leads to %s', (url) => {
    const run = makeFailedRun(
      { message: 'x', category: 'AGENT_FAILURE', help_url: url, help_message: 'Log in again' },
      { profile_hint: { reason: 'auth_wall', message: 'Click here', setup_url: url } },
    )
    const { container } = render(<RunError run={run} />)
    expect(links()).toEqual([])
    expect(container.innerHTML).not.toContain('evil.example')
    expect(screen.getByText('Log in again')).toBeVisible()
  })

  it('attack: an error is written in HTML', () => {
    const html = '<img src=x onerror=alert(1)><a href="https://evil.example">Log in</a>'
    const run = makeFailedRun(
      { message: html, help_message: html, code: html, category: html },
      { profile_hint: { reason: html, message: html } },
    )
    const { container } = render(<RunError run={run} />)
    expect(container.querySelectorAll('img, a, script')).toHaveLength(0)
    expect(screen.getAllByText(html).length).toBeGreaterThanOrEqual(3)
  })

  it('attack: an error pushes everything else off the screen', async () => {
    const { container } = render(
      <RunError run={makeFailedRun({ message: `Long ${'word '.repeat(200_000)}` })} />,
    )
    expect(container.textContent.length).toBeLessThan(3_000)
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    expect(container.textContent.length).toBeGreaterThan(50_000)
    expect(container.textContent.length).toBeLessThan(101_000)
    await userEvent.click(screen.getByRole('button', { name: 'Show less' }))
    expect(container.textContent.length).toBeLessThan(3_000)
  })
})

describe('the retry', () => {
  const busy = { message: 'Busy', category: 'SYSTEM_FAILURE', retry_after: 30 }

  it.each([
    ['SYSTEM_FAILURE', 'Try again'],
    ['UNKNOWN', 'Try again'],
    ['AGENT_FAILURE', 'Run again'],
    ['BILLING_FAILURE', 'Run again'],
  ])('is offered after a %s as "%s"', (category, name) => {
    const run = makeFailedRun({ message: 'x', category })
    const { rerender } = render(<RunError run={run} onRunAgain={() => {}} />)
    expect(screen.getByRole('button')).toHaveTextContent(name)
    rerender(<RunError run={run} />)
    expect(screen.queryAllByRole('button')).toHaveLength(0)
  })

  it('counts down by the second for the eye, by ten for the ear, and says when it is over', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T10:01:07Z') })
    const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time).then(() => {}))
    const onRunAgain = vi.fn()
    render(<RunError run={makeFailedRun(busy)} onRunAgain={onRunAgain} />)
    const button = screen.getByRole('button', { name: 'Try again in 30 s' })
    expect(button).toHaveTextContent('Try again in 0:23')
    await pass(1_000)
    expect(button).toHaveTextContent('Try again in 0:22')
    expect(button).toHaveAccessibleName('Try again in 30 s')
    await pass(3_000)
    expect(button).toHaveAccessibleName('Try again in 20 s')
    button.click()
    expect(onRunAgain).not.toHaveBeenCalled()
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    await pass(20_000)
    expect(screen.getByRole('status')).toHaveTextContent('You can try again now.')
    expect(button).toHaveAccessibleName('Try again')
    button.click()
    expect(onRunAgain).toHaveBeenCalledTimes(1)
  })

  it('leaves no second hand running when it has counted down', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T10:01:25Z') })
    render(<RunError run={makeFailedRun(busy)} onRunAgain={() => {}} />)
    await act(() => vi.advanceTimersByTimeAsync(6_000).then(() => {}))
    const timeouts = vi.spyOn(globalThis, 'setTimeout')
    await act(() => vi.advanceTimersByTimeAsync(20_000).then(() => {}))
    expect(timeouts.mock.calls.length).toBeLessThanOrEqual(1)
  })

  it('counts from now when the run does not say when it ended', () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T00:00:00Z') })
    render(<RunError run={makeFailedRun(busy, { finished_at: null })} onRunAgain={() => {}} />)
    expect(screen.getByRole('button')).toHaveTextContent('Try again in 0:30')
  })
})
