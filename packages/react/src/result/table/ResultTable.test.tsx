import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'

import { watchLongTasks } from '../../../test/timing.js'
import { getShownText } from '../../../test/shownText.js'
import '../../styles.css'
import type { JsonObject } from '../values/resultContainer.js'
import type { ResultTableProps } from './ResultTable.js'
import { ResultTable } from './ResultTable.js'

const shop: JsonObject[] = [
  { name: 'Rope', price: 12.5, seller: { town: 'Lisbon', zip: 1000 } },
  { name: 'Lantern', price: 9 },
  { name: 'tarp', price: null, seller: { town: 'Porto' } },
]
const many = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `Item ${id}`, price: (id * 7) % 1_000 }))

const show = (rows: readonly JsonObject[], props: Partial<ResultTableProps> = {}) =>
  render(
    <div
      className="fishbowl fishbowl-run-result"
      style={{ inlineSize: 640, containerType: 'inline-size' }}
    >
      <button type="button">before</button>
      <ResultTable rows={rows} {...props} />
      <button type="button">after</button>
    </div>,
  )

const column = (index: number) =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[index]?.textContent)

const nextFrame = () =>
  act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))))

const viewport = () => document.querySelector('.fishbowl-viewport') as HTMLElement

describe('ResultTable', () => {
  it('is a grid with its size, its columns and its rows', () => {
    show(shop, { label: 'Products' })
    const grid = screen.getByRole('grid', { name: 'Products' })
    expect(grid).toHaveAttribute('aria-rowcount', '4')
    expect(grid).toHaveAttribute('aria-colcount', '3')
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Name',
      'Price',
      'Seller',
    ])
    expect(column(0)).toEqual(['Rope', 'Lantern', 'tarp'])
  })

  it('names its columns in words, with the key one look away, and lines its decimals up', () => {
    show([
      { unit_price: 12.5, stock: 3 },
      { unit_price: 4, stock: 20 },
      { unit_price: 3.125, stock: 100 },
    ])
    const sort = screen.getByRole('button', { name: 'Unit price' })
    expect(sort).toHaveAttribute('title', 'unit_price')
    expect(sort).toHaveAccessibleDescription('unit_price')
    expect(screen.getByRole('button', { name: 'Stock' })).not.toHaveAttribute('title')
    expect(column(0)).toEqual(['12.500', '4.000', '3.125'])
    expect(column(1)).toEqual(['3', '20', '100'])
  })

  it.each(['ltr', 'rtl'])('lines decimals up where lines run %s', (dir) => {
    render(
      <div dir={dir}>
        <ResultTable rows={[{ price: 8.5 }, { price: 129 }, { price: 27.25 }]} />
      </div>,
    )
    const ends = screen
      .getAllByRole('gridcell')
      .map((cell) => cell.querySelector('span')!.getBoundingClientRect().right)
    expect(new Set(ends).size).toBe(1)
  })

  it('has no accessibility violations, short and long, with a value open', async () => {
    const { container, rerender } = show(shop)
    await userEvent.click(screen.getByRole('button', { name: /town: Lisbon/ }))
    for (const rows of [shop, many(5_000)]) {
      rerender(<ResultTable rows={rows} />)
      await nextFrame()
      const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
      expect(violations).toEqual([])
    }
  })

  describe('sorting', () => {
    it('goes up, down and back, says so, and keeps missing values last', async () => {
      show(shop)
      const header = screen.getByRole('columnheader', { name: 'Price' })
      const sort = within(header).getByRole('button')
      await userEvent.click(sort)
      expect(header).toHaveAttribute('aria-sort', 'ascending')
      expect(column(0)).toEqual(['Lantern', 'Rope', 'tarp'])
      await userEvent.click(sort)
      expect(header).toHaveAttribute('aria-sort', 'descending')
      expect(column(0)).toEqual(['Rope', 'Lantern', 'tarp'])
      await userEvent.click(sort)
      expect(header).not.toHaveAttribute('aria-sort')
      expect(column(0)).toEqual(['Rope', 'Lantern', 'tarp'])
    })

    it('sorts 100,000 rows in slices, between which the page goes on', async () => {
      const rows = Array.from({ length: 100_000 }, (_, index) => ({
        name: `Product ${(index * 7_919) % 100_000}`,
      }))
      show(rows)
      await nextFrame()
      const stop = watchLongTasks()
      const grid = screen.getByRole('grid')
      screen.getByRole('button', { name: 'Name' }).click()
      await waitFor(() => expect(grid).toHaveAttribute('aria-busy', 'true'))
      await waitFor(() => expect(grid).not.toHaveAttribute('aria-busy'), { timeout: 15_000 })
      expect(column(0).slice(0, 3)).toEqual(['Product 0', 'Product 1', 'Product 2'])
      await nextFrame()
      const { longest, total } = stop()
      expect(longest).toBeLessThan(Math.max(50, total / 4))
    })
  })

  describe('keyboard', () => {
    it('is one tab stop', async () => {
      show(shop)
      await userEvent.click(screen.getByRole('button', { name: 'before' }))
      await userEvent.tab()
      expect(screen.getByRole('button', { name: 'Name' })).toHaveFocus()
      await userEvent.tab()
      expect(screen.getByRole('button', { name: 'after' })).toHaveFocus()
      await userEvent.tab({ shift: true })
      expect(screen.getByRole('button', { name: 'Name' })).toHaveFocus()
    })

    it('walks from cell to cell, and into the button of a cell', async () => {
      show(shop)
      screen.getByRole('button', { name: 'Name' }).focus()
      await userEvent.keyboard('{ArrowDown}')
      expect(screen.getByRole('gridcell', { name: 'Rope' })).toHaveFocus()
      await userEvent.keyboard('{End}')
      expect(screen.getByRole('button', { name: /Lisbon/ })).toHaveFocus()
      await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
      expect(screen.getByRole('gridcell', { name: '9.0' })).toHaveFocus()
      await userEvent.keyboard('{Home}')
      expect(screen.getByRole('gridcell', { name: 'Lantern' })).toHaveFocus()
      await userEvent.keyboard('{Control>}{End}{/Control}')
      expect(screen.getByRole('button', { name: /Porto/ })).toHaveFocus()
      await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowUp}{ArrowLeft}')
      expect(screen.getByRole('button', { name: 'Name' })).toHaveFocus()
    })

    it('is mirrored where lines run from right to left', async () => {
      render(
        <div dir="rtl">
          <ResultTable rows={shop} />
        </div>,
      )
      screen.getByRole('button', { name: 'Name' }).focus()
      await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
      expect(screen.getByRole('gridcell', { name: '12.5' })).toHaveFocus()
      await userEvent.keyboard('{ArrowRight}')
      expect(screen.getByRole('gridcell', { name: 'Rope' })).toHaveFocus()
    })

    it('reaches every row of a long table, and shows it below the header', async () => {
      show(many(5_000))
      await nextFrame()
      screen.getByRole('button', { name: 'Name' }).focus()
      await userEvent.keyboard('{Control>}{End}{/Control}')
      await nextFrame()
      expect(document.activeElement?.parentElement).toHaveAttribute('aria-rowindex', '5001')
      await userEvent.keyboard('{PageUp}{PageUp}{PageUp}')
      await nextFrame()
      const header = screen.getByRole('columnheader', { name: 'Name' }).getBoundingClientRect()
      const cell = document.activeElement?.getBoundingClientRect()
      expect(
        Number(document.activeElement?.parentElement?.getAttribute('aria-rowindex')),
      ).toBeLessThan(4_980)
      expect(cell?.top).toBeGreaterThanOrEqual(header.bottom - 1)
      await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowDown}')
      await nextFrame()
      expect(document.activeElement).toBe(screen.getAllByRole('gridcell')[0])
      expect(viewport().scrollTop).toBe(0)
    })

    it('keeps the keyboard when the cell that has it is scrolled away', async () => {
      show(many(5_000))
      await nextFrame()
      screen.getByRole('button', { name: 'ID' }).focus()
      await userEvent.keyboard('{ArrowDown}{ArrowDown}')
      viewport().scrollTop = 50_000
      await nextFrame()
      await nextFrame()
      expect(viewport()).toHaveFocus()
      await userEvent.keyboard('{ArrowDown}')
      await nextFrame()
      expect(screen.getByRole('gridcell', { name: '2' })).toHaveFocus()
    })
  })

  describe('a long table', () => {
    it('draws only the rows that are seen, in columns that keep their width', async () => {
      show(many(100_000))
      await nextFrame()
      expect(viewport().querySelectorAll('*').length).toBeLessThan(300)
      const widths = () => screen.getAllByRole('columnheader').map((cell) => cell.offsetWidth)
      const before = widths()
      viewport().scrollTop = 2_000_000
      await nextFrame()
      await nextFrame()
      expect(widths()).toEqual(before)
      const top = viewport().getBoundingClientRect().top
      const header = screen.getByRole('columnheader', { name: 'ID' }).getBoundingClientRect()
      expect(Math.abs(header.top - top)).toBeLessThan(2)
      const [, first] = screen.getAllByRole('row')
      expect(Number(first?.getAttribute('aria-rowindex'))).toBeGreaterThan(50_000)
    })

    it('adds the columns of far rows as soon as they are found', async () => {
      show([...many(120_000), { late: 'yes' }])
      expect(await screen.findByRole('columnheader', { name: 'Late' })).toBeInTheDocument()
    })

    it('survives an attack by keys: a hundred columns, and says that there are more', async () => {
      const rows = Array.from({ length: 300 }, (_, index) => ({ [`key-${index}`]: 1 }))
      show(rows)
      await nextFrame()
      expect(screen.getAllByRole('columnheader')).toHaveLength(100)
      expect(screen.getByText(/The first 100 columns/)).toBeVisible()
    })

    it('shows only the rows that match', async () => {
      show(many(500), { matches: [3, 499], query: 'item' })
      await nextFrame()
      expect(column(0)).toEqual(['3', '499'])
      await userEvent.click(screen.getByRole('button', { name: 'ID' }))
      await userEvent.click(screen.getByRole('button', { name: 'ID' }))
      expect(column(0)).toEqual(['499', '3'])
      expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '3')
    })
  })

  describe('what does not fit into a cell', () => {
    it('opens below the table, and Escape gives the focus back', async () => {
      show(shop)
      const cell = screen.getByRole('button', { name: '{ town: Lisbon, zip: 1000 }' })
      await userEvent.click(cell)
      const detail = screen.getByRole('region', { name: 'Seller, row 1' })
      expect(within(detail).getByText('Lisbon')).toBeVisible()
      expect(cell).toHaveAttribute('aria-expanded', 'true')
      expect(cell).toHaveAttribute('aria-controls', detail.id)
      await userEvent.click(within(detail).getByRole('button', { name: 'Close' }))
      expect(detail).not.toBeInTheDocument()
      expect(cell).toHaveFocus()
      await userEvent.keyboard('{Enter}{Escape}')
      expect(cell).toHaveAttribute('aria-expanded', 'false')
      expect(cell).toHaveFocus()
    })

    it('is long text, too', async () => {
      show([{ note: `${'word '.repeat(100)}end`, id: 1 }])
      await userEvent.click(screen.getByRole('button', { name: /^word/ }))
      expect(screen.getByRole('region', { name: 'Note, row 1' })).toHaveTextContent(/word end/)
    })
  })

  it('names its columns after the schema, with the key and the description within reach', () => {
    const price = { title: 'Price (EUR)', description: 'Without tax' }
    show(shop, { schema: { items: { properties: { price, name: { title: ' ' } } } } })
    const button = screen.getByRole('button', { name: 'Price (EUR)' })
    expect(button).toHaveAccessibleDescription('price: Without tax')
    expect(screen.getByRole('columnheader', { name: 'Name' })).toBeVisible()
  })

  it('survives an attack by keys and values that turn the text around them', () => {
    show([{ 'a\u202eb': 'c\u202ed', ref: 'r', key: 'k', dangerouslySetInnerHTML: { __html: 'x' } }])
    expect(
      screen.getByRole('columnheader', { name: /a ?Hidden character U\+202E ?b/ }),
    ).toBeVisible()
    expect(getShownText(screen.getByRole('grid'))).toContain('cU+202Ed')
    expect(getShownText(screen.getByRole('grid'))).not.toContain('\u202e')
  })
})
