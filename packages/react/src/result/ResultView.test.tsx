import type { Run } from '@fishbowl/core'
import { createClient } from '@fishbowl/core'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import { getShownText } from '../../test/shownText.js'
import '../styles.css'
import { RunResult } from './RunResult.js'

const show = (result: unknown, fields?: Record<string, unknown>) =>
  render(<RunResult run={makeCompletedRun(result, fields)} />)

const chooseView = (name: string) => userEvent.click(screen.getByRole('radio', { name }))

const many = Array.from({ length: 200 }, (_, id) => ({ id, name: `Item ${id}` }))
const tree = { shops: [{ town: 'Lisbon' }, many.slice(0, 80)], note: 'Lisbon, too' }

describe('the region', () => {
  it('is labelled as extracted from web pages', () => {
    show([{ a: 1 }])
    const region = screen.getByRole('region', { name: 'Result, extracted from web pages' })
    expect(within(region).getByText(/1 row · Extracted from web pages/)).toBeVisible()
  })

  it.each([
    ['a table', many],
    ['a record', { price: 1, name: 'Rope' }],
    ['a tree', tree],
    ['text', 'prose'],
  ])('of %s has no accessibility violations in any view', async (_name, result) => {
    const { container } = show(result)
    const views = screen.queryAllByRole('radio')
    for (const view of views.length ? views : [null]) {
      if (view) await userEvent.click(view)
      const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
      expect(violations).toEqual([])
    }
  })
})

describe('the views', () => {
  const names = () =>
    screen.queryAllByRole('radio').map((radio) => radio.parentElement?.textContent)

  it.each([
    ['records', [{ a: 1 }], ['Table', 'Tree', 'Raw']],
    ['a record', { a: 1, b: 2 }, ['Fields', 'Tree', 'Raw']],
    ['a list', [1, 2], ['Tree', 'Raw']],
    ['text', 'prose', []],
  ])('of %s are those that make sense, the best one first', (_name, result, expected) => {
    show(result)
    expect(names()).toEqual(expected)
    const chosen = screen.queryAllByRole('radio', { checked: true })
    expect(chosen.map((radio) => radio.parentElement?.textContent)).toEqual(expected.slice(0, 1))
  })

  it('are chosen by arrow keys', async () => {
    show([{ name: 'Rope' }])
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }))
    await userEvent.keyboard('{ArrowRight}')
    expect(screen.getByRole('tree')).toBeVisible()
    await userEvent.keyboard('{ArrowRight}')
    expect(screen.getByRole('region', { name: 'Result as JSON' })).toHaveTextContent(
      '"name": "Rope"',
    )
  })
})

describe('the raw view', () => {
  it('lays out the very characters that were sent', async () => {
    render(<RunResult run={await read('{"id":9007199254740993,"far":1e400,"zero":-0}')} />)
    await chooseView('Raw')
    const raw = screen.getByRole('region', { name: 'Result as JSON' })
    for (const line of ['"id": 9007199254740993,', '"far": 1e400,', '"zero": -0']) {
      expect(within(raw).getByText(line)).toBeVisible()
    }
  })

  it('draws a bounded part of a large result', async () => {
    show(Array.from({ length: 100_000 }, (_, id) => ({ id })))
    await chooseView('Raw')
    const raw = screen.getByRole('region', { name: 'Result as JSON' })
    expect(raw.querySelectorAll('*').length).toBeLessThan(300)
    expect(screen.getByText(/The first 20,000 lines/)).toBeVisible()
  })

  it('survives an attack by hidden characters', async () => {
    show({ a: 'x\u202ey', b: 1 })
    await chooseView('Raw')
    expect(getShownText(screen.getByRole('region', { name: 'Result as JSON' }))).toContain(
      'xU+202Ey',
    )
  })
})

describe('the search', () => {
  const field = () => screen.getByRole('searchbox', { name: 'Search the result' })

  it('is there for large results only', () => {
    const { unmount } = show([{ a: 1 }, { a: 2 }])
    expect(screen.queryByRole('searchbox')).toBe(null)
    unmount()
    show(many)
    expect(field()).toBeVisible()
  })

  it('leaves the rows of a table that match, and says how many', async () => {
    show(many)
    await userEvent.type(field(), 'item 19')
    expect(await screen.findByText('11 rows match')).toBeVisible()
    expect(screen.getAllByRole('row')).toHaveLength(12)
    await userEvent.type(field(), ' nowhere')
    expect(await screen.findByText('No match')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    expect(field()).toHaveValue('')
    expect(screen.getAllByRole('row').length).toBeGreaterThan(12)
  })

  it('goes through the matches of a tree by Enter and by its buttons', async () => {
    show(tree)
    await chooseView('Tree')
    await userEvent.type(field(), 'lisbon')
    expect(await screen.findByText('1 of 2')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    expect(screen.getByText('2 of 2')).toBeVisible()
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    expect(screen.getByText('1 of 2')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Next match' }))
    expect(screen.getByText('2 of 2')).toBeVisible()
  })

  it('of a record shows it as a tree', async () => {
    show(tree)
    await userEvent.type(field(), 'lisbon')
    expect(screen.getByRole('radio', { name: 'Tree' })).toBeChecked()
    expect(await screen.findByText('1 of 2')).toBeVisible()
  })
})

describe('copying', () => {
  it('puts the very characters that were sent on the clipboard, and says so', async () => {
    const user = userEvent.setup()
    render(<RunResult run={await read('[1.0, 9007199254740993]')} />)
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await navigator.clipboard.readText()).toBe('[1.0, 9007199254740993]')
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('Copied')
  })

  it('finds another way where the clipboard may not be used', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
    const copy = vi.spyOn(document, 'execCommand').mockImplementation(() => {
      const field = document.activeElement as HTMLTextAreaElement
      copied = field.value
      return true
    })
    let copied = ''
    show({ a: 1 })
    const button = screen.getByRole('button', { name: 'Copy' })
    await userEvent.click(button)
    expect(await screen.findByRole('button', { name: 'Copied' })).toHaveFocus()
    expect(copied).toBe('{"a":1}')
    copy.mockReturnValue(false)
    await userEvent.click(button)
    expect(await screen.findByRole('alert')).toHaveTextContent('Not copied. Download it instead.')
    expect(document.querySelector('textarea')).toBe(null)
  })
})

describe('downloading', () => {
  /** What was saved, instead of to the disk. */
  const saved: { name: string; blob: Blob }[] = []
  beforeEach(() => {
    saved.length = 0
    const blobs = new Map<string, Blob>()
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = `blob:${blobs.size}`
      blobs.set(url, blob as Blob)
      return url
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push({ name: this.download, blob: blobs.get(this.href) ?? new Blob() })
    })
  })
  afterEach(() => vi.useRealTimers())

  it('saves as JSON the very characters that were sent', async () => {
    render(<RunResult run={await read('{ "id": 9007199254740993, "far":1e400,"zero":-0 }')} />)
    await userEvent.click(screen.getByRole('button', { name: 'Download as JSON' }))
    expect(saved[0]?.name).toBe('result-run_1.json')
    expect(await saved[0]?.blob.text()).toBe('{ "id": 9007199254740993, "far":1e400,"zero":-0 }')
    expect(screen.queryByRole('button', { name: 'Download as CSV' })).toBe(null)
  })

  it('saves as CSV the digits that were sent', async () => {
    const result = '{"items":[{"id":9007199254740993,"far":1e400},{"id":-9007199254740993}]}'
    render(<RunResult run={await read(result)} />)
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }))
    expect(await saved[0]?.blob.text()).toBe(
      'id,far\r\n9007199254740993,1e400\r\n-9007199254740993,\r\n',
    )
  })

  it.each([
    ['de-DE', 'name;price\r\nTau;12,5\r\n'],
    ['en-GB', 'name,price\r\nTau,12.5\r\n'],
  ])('saves as CSV what the spreadsheets of %s can read', async (locale, csv) => {
    const run = await read('[{"name":"Tau","price":12.5}]')
    render(createTestbed().wrap(<RunResult run={run} />, { locale }))
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }))
    expect(await saved[0]?.blob.text()).toBe(csv)
  })

  it('saves a table as CSV, however long, and lets go of the file', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    show(Array.from({ length: 50_000 }, (_, id) => ({ id, name: '=1+1' })))
    vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true })
    screen.getByRole('button', { name: 'Download as CSV' }).click()
    await waitFor(() => expect(saved).toHaveLength(1), { timeout: 10_000 })
    const lines = ((await saved[0]?.blob.text()) ?? '').split('\r\n')
    expect(saved[0]?.name).toBe('result-run_1.csv')
    expect(lines).toHaveLength(50_002)
    expect(lines[1]).toBe('0,"\'=1+1"')
    expect(revoke).not.toHaveBeenCalled()
    await act(() => vi.advanceTimersByTimeAsync(10_000).then(() => {}))
    expect(revoke).toHaveBeenCalledWith('blob:0')
  })
})

describe('the labels', () => {
  const output_schema = {
    type: 'object',
    properties: { price: { title: 'Price\u202e', description: 'Without tax', type: 'number' } },
  }

  it('of fields come from the schema, as untrusted as all else', () => {
    show({ price: 1, name: 'Rope' }, { output_schema })
    expect(screen.getByText('Without tax')).toBeVisible()
    expect(getShownText(screen.getByText(/^Price/).parentElement!)).toBe('PriceU+202E')
    expect(screen.getByText('Name')).toBeVisible()
  })
})

/** Reads a run with this result through a client. */
async function read(result: string): Promise<Run> {
  const client = createClient({
    endpoint: 'https://app.example/api',
    fetch: () =>
      Promise.resolve(new Response(`{"run_id":"run_1","status":"COMPLETED","result":${result}}`)),
  })
  return client.getRun('run_1')
}
