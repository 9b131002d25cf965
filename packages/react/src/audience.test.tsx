import { scenarios } from '@fishbowl/emulator'
import { act, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { parts, runs } from '../test/allParts.js'
import { createTestbed, settle } from '../test/createTestbed.js'
import { makeCompletedRun, makeRun } from '../test/makeRun.js'
import * as Fishbowl from './index.js'
import './styles.css'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T10:02:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

/** All that is in the page, but for the addresses from which the browser loads a live view and a recording. */
function readMarkup(): string {
  const copy = document.body.cloneNode(true) as HTMLElement
  for (const element of copy.querySelectorAll('iframe, video')) element.removeAttribute('src')
  return copy.outerHTML
}

const hour = 60 * 60_000
const goal = 'Find the cheapest yacht'
const vendor = /tinyfish/i
const hosts = /unikraft|stream\.localhost|evil\.example|emulator|docs\.|agent\./i
const codes =
  /(system|agent|billing)_failure|site_blocked|browser_crashed|\bE1\b|\b(not_found|invalid_(input|response)|(network|server)_error|rate_limited|payment_required)\b/i

/** What is in the page of what customers must not be told. */
function findTold(...secrets: string[]): string[] {
  const markup = readMarkup()
  const links = [...document.querySelectorAll('a')].map(({ outerHTML }) => outerHTML)
  const patterns = [vendor, hosts, codes].flatMap((pattern) => pattern.exec(markup)?.[0] ?? [])
  return [...secrets.filter((secret) => markup.includes(secret)), ...patterns, ...links]
}

/** Whether a pattern finds what it is there for: what an operator is shown of the same. */
const told = (pattern: RegExp) => pattern.test(readMarkup())

/** What an agent writes that names what customers are not told. */
const talkative = [
  makeRun({
    status: 'FAILED',
    error: { message: 'Robots only', category: 'AGENT_FAILURE', code: 'SITE_BLOCKED' },
    profile_hint: { reason: 'auth_wall', message: 'Sign in', setup_url: '/profiles/new' },
  }),
  makeRun({ steps: [{ action: 'Wait for TinyFish' }] }),
  makeCompletedRun({ success: false, reason: 'SITE_BLOCKED' }),
  makeCompletedRun({ success: false, reason: 'TinyFish could not sign in' }),
]

const noTitle = { audience: 'customer' } as const

describe('a customer is told of no id, vendor, host, code or goal', () => {
  it.each(Object.entries(parts))('by %s, in any shape of a run', async (_name, show) => {
    const testbed = createTestbed()
    const { rerender } = testbed.render(<div />, noTitle)
    for (const run of [...runs, ...talkative]) {
      rerender(<div key={run.status}>{show(run)}</div>)
      await settle()
      const words = [run.goal ?? '', run.error?.message ?? ''].filter(Boolean)
      expect(findTold('run_1', ...words)).toEqual([])
    }
  })

  // Of a read that is never answered, nothing is known that could be told.
  const names = scenarios.map(({ name }) => name).filter((name) => name !== 'hang')
  /** Those in which there is something else to see of a run that goes on. */
  const goesOn = ['queued', 'slow', 'stream-late', 'stream-absent', 'stream-changing']
  const everything = (runId: string) => (
    <>
      <Fishbowl.LiveRunBadge runId={runId} />
      <Fishbowl.RunViewer runId={runId} onRunAgain={() => {}} interactive canOpenRunPage />
      <Fishbowl.RunList onRunAgain={() => {}} />
    </>
  )

  it.each(names)('in the scenario %s, while it goes on and after the end', async (scenario) => {
    for (const age of goesOn.includes(scenario) ? [9_000, hour] : [hour]) {
      const testbed = createTestbed()
      const { runId } = testbed.emulator.runs.start({ scenario, age, goal })
      const { unmount } = testbed.render(everything(runId), noTitle)
      await settle()
      const secrets = [runId, runId.slice(0, 8), goal]
      expect(findTold(...secrets)).toEqual([])
      for (const name of screen.queryAllByRole('tab').map(({ id }) => id)) {
        const tab = document.getElementById(name)
        if (tab) fireEvent.click(tab)
        await settle()
        expect(findTold(...secrets)).toEqual([])
      }
      unmount()
    }
  })

  it('in the name of a file', async () => {
    const saved: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(this.download)
    })
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ age: hour })
    testbed.render(<Fishbowl.RunViewer runId={runId} />, noTitle)
    await settle()
    for (const format of ['JSON', 'CSV']) {
      fireEvent.click(screen.getByRole('button', { name: `Download as ${format}` }))
      await act(() => vi.advanceTimersByTimeAsync(1_000).then(() => {}))
    }
    expect(saved).toEqual(['result.json', 'result.csv'])
  })

  it('and an operator is told of each of them', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({
      scenario: 'failed-system',
      age: hour,
      goal,
    })
    testbed.render(everything(runId))
    await settle()
    expect([vendor, hosts, codes, new RegExp(runId), new RegExp(goal)].map(told)).toEqual(
      Array(5).fill(true),
    )
  })
})

describe('what the host says in the place of the goal', () => {
  const show = async (ui: (runId: string) => ReactElement) => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ goal, age: hour })
    testbed.render(ui(runId), noTitle)
    await settle()
    return document.querySelector<HTMLElement>('.fishbowl-run-viewer')!
  }

  it('is the title and the name of the viewer, with a description below', async () => {
    const viewer = await show((runId) => (
      <Fishbowl.RunViewer runId={runId} title="Your price check" description="It runs each day." />
    ))
    expect(screen.getByText('Your price check')).toBeVisible()
    expect(screen.getByText('It runs each day.')).toBeVisible()
    expect(viewer).toHaveAccessibleName('Your price check')
    expect(viewer).not.toHaveAttribute('title')
  })

  it('may be made of the run, and stands in the list, too', async () => {
    const getTitle = (run: Fishbowl.Run) => `Check no. ${run.numOfSteps}`
    await show((runId) => (
      <>
        <Fishbowl.RunViewer runId={runId} title={getTitle} />
        <Fishbowl.RunList runTitle={getTitle} onRunAgain={() => {}} />
      </>
    ))
    expect(screen.getAllByText('Check no. 6')).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Start again: Check no. 6' })).toBeInTheDocument()
  })

  it.each([
    ['nothing', ''],
    ['spaces', ' \n '],
    ['what is not seen', '\u200B\u202E\u2066'],
    ['no text', 7 as unknown as string],
    [
      'a function that throws',
      () => {
        throw new Error('no')
      },
    ],
    ['a function that gives nothing', () => undefined],
  ])('is a plain name when it is %s', async (_what, title) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const viewer = await show((runId) => <Fishbowl.RunViewer runId={runId} title={title} />)
    expect(viewer).toHaveAccessibleName('Automated task')
    expect(screen.getByText('Automated task')).toBeVisible()
  })

  it('attack: is markup, turns the text, or is ten thousand characters long', async () => {
    const title = `<img src=x onerror=alert(1)> \u202E${'long '.repeat(2_000)}`
    const viewer = await show((runId) => (
      <Fishbowl.RunViewer runId={runId} title={title} description={title} />
    ))
    expect(viewer.querySelector('img, script')).toBe(null)
    expect(viewer.querySelectorAll('[data-code="U+202E"]')).toHaveLength(2)
    expect(viewer.ariaLabel?.length).toBeLessThan(400)
    expect(viewer.ariaLabel).not.toContain('\u202E')
    const [goalText] = viewer.querySelectorAll('.fishbowl-run-summary-goal')
    expect(goalText?.textContent.length).toBeLessThan(2_100)
  })
})

describe('an audience', () => {
  const badge = () => document.querySelector('.fishbowl-run-status-badge')?.textContent
  const run = runs[1]!

  it('is that of the provider, or of the part itself', () => {
    const testbed = createTestbed()
    const { rerender } = testbed.render(<Fishbowl.RunStatusBadge run={run} />, noTitle)
    expect(badge()).toBe('In progress')
    rerender(<Fishbowl.RunStatusBadge run={run} audience="operator" />)
    expect(badge()).toBe('Running')
  })

  it('that is not known is taken for customers, with a warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const testbed = createTestbed()
    testbed.render(<Fishbowl.RunStatusBadge run={run} audience={'Customers' as 'customer'} />)
    expect(badge()).toBe('In progress')
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("'Customers'"))
  })
})
