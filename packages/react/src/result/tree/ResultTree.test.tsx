import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'

import { active, row, rows, show, texts, tree } from '../../../test/showResultTree.js'

const shop = {
  name: 'Harbor',
  items: [{ price: { now: { eur: 1.5 } } }, { price: 2 }],
  tags: ['lamp', 'brass'],
  open: true,
}

describe('ResultTree', () => {
  it('shows three levels at first', () => {
    show(shop)
    expect(texts()).toEqual([
      'name Harbor',
      'items 2 items',
      '0 1 field',
      'price 1 field',
      '1 1 field',
      'price 2',
      'tags lamp, brass',
      'open yes',
    ])
  })

  it('tells assistive technology where each row stands', async () => {
    const { container } = show(shop)
    expect(row('items')).toHaveAttribute('aria-expanded', 'true')
    expect(row('name')).not.toHaveAttribute('aria-expanded')
    const price = rows()[3]
    expect(price).toHaveAttribute('aria-level', '3')
    expect(price).toHaveAttribute('aria-posinset', '1')
    expect(price).toHaveAttribute('aria-setsize', '1')
    const options = { rules: { region: { enabled: false } } }
    expect((await axe.run(container, options)).violations).toEqual([])
  })

  it('opens and closes with a click, but not when text is being selected', async () => {
    show(shop)
    await userEvent.click(row('items'))
    expect(texts()).toHaveLength(4)
    await userEvent.click(row('items'))
    expect(texts()).toHaveLength(8)
    getSelection()?.selectAllChildren(row('items'))
    act(() => row('items').click())
    expect(texts()).toHaveLength(8)
    getSelection()?.removeAllRanges()
  })

  it('is one tab stop and is walked with the arrow keys', async () => {
    show(shop)
    await userEvent.tab()
    expect(tree()).toHaveFocus()
    expect(active()).toBe('name Harbor')
    await userEvent.keyboard('{ArrowDown}{ArrowRight}')
    expect(active()).toBe('0 1 field')
    await userEvent.keyboard('{ArrowLeft}')
    expect(row('0')).toHaveAttribute('aria-expanded', 'false')
    await userEvent.keyboard('{ArrowLeft}')
    expect(active()).toBe('items 2 items')
    await userEvent.keyboard('{End}')
    expect(active()).toBe('open yes')
    await userEvent.keyboard('{ArrowDown}{ArrowUp}')
    expect(active()).toBe('tags lamp, brass')
    await userEvent.keyboard('{Home}{ArrowUp}')
    expect(active()).toBe('name Harbor')
    await userEvent.tab()
    expect(document.body).toHaveFocus()
  })

  it('opens with Enter and Space, and all siblings with *', async () => {
    show([{ a: { b: { c: { d: 1 } } } }, { a: 2 }, { e: 3 }])
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(texts()).toHaveLength(5)
    await userEvent.keyboard(' ')
    expect(texts()).toHaveLength(7)
    await userEvent.keyboard('{ArrowRight}{ArrowRight}*')
    expect(active()).toBe('b 1 field')
    expect(texts()).toContain('c 1 field')
  })

  it('goes to the row whose name is typed', async () => {
    show({ name: 1, nation: 2, open: 3 })
    await userEvent.tab()
    await userEvent.keyboard('n')
    expect(active()).toBe('nation 2')
    await userEvent.keyboard('am')
    expect(active()).toBe('name 1')
  })

  it('swaps left and right in a page from right to left', async () => {
    show(shop, 'rtl')
    await userEvent.tab()
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
    expect(active()).toBe('0 1 field')
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(active()).toBe('items 2 items')
  })

  it('expands and collapses all', async () => {
    show(Array.from({ length: 12 }, () => shop))
    await userEvent.click(screen.getByRole('button', { name: 'Collapse all' }))
    expect(texts()).toHaveLength(12)
    await userEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    expect(tree().parentElement?.scrollHeight).toBeGreaterThan(12 * 13 * 20)
  })

  it('says so when only a part could be expanded', async () => {
    show(Array.from({ length: 21_000 }, () => ({ a: 1 })))
    await userEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    expect(screen.getByRole('status')).toHaveTextContent('There is more to expand.')
    await userEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  it('walks to the end of a million rows', async () => {
    show(Array.from({ length: 1_000_000 }, (_, index) => index))
    expect(rows().length).toBeLessThan(60)
    await userEvent.tab()
    await userEvent.keyboard('{End}')
    expect(active()).toBe('999999 999999')
    await userEvent.keyboard('{ArrowUp}{Home}')
    expect(active()).toBe('0 0')
  })

  it('reveals, marks and scrolls to the match of a search', () => {
    const many = Array.from({ length: 5_000 }, (_, id) => ({ id, deep: { note: `Lamp ${id}` } }))
    const { reveal } = show(many)
    reveal([4_321, 1, 0], 'lamp')
    expect(active()).toBe('note Lamp 4321')
    const mark = within(row('note')).getByText('Lamp')
    expect(mark.tagName).toBe('MARK')
    const box = tree().parentElement?.getBoundingClientRect()
    const place = row('note').getBoundingClientRect()
    expect(place.top).toBeGreaterThan((box?.top ?? 0) + 100)
    expect(place.bottom).toBeLessThan((box?.bottom ?? 0) - 100)
    reveal([0, 1, 0], 'lamp')
    expect(active()).toBe('note Lamp 0')
  })

  it('reveals a match in a tree that becomes long by it', () => {
    const { reveal } = show([[[{ list: Array.from({ length: 300 }, (_, id) => `Lamp ${id}`) }]]])
    expect(rows()).toHaveLength(3)
    reveal([0, 0, 0, 0, 250], 'lamp 250')
    expect(active()).toBe('250 Lamp 250')
  })

  it('shows the text of the chosen row in full below', async () => {
    const text = `Start ${'word '.repeat(1_000)}end.`
    show({ text })
    await userEvent.click(row('text'))
    const detail = screen.getByRole('group', { name: 'Value of text' })
    await userEvent.click(within(detail).getByRole('button', { name: 'Show all of it' }))
    expect(detail).toHaveTextContent(/end\.$|end\. Show less$/)
  })

  it('opens the link of the row with Enter, without a tab stop of its own', async () => {
    show({ link: 'https://shop.example/' })
    const link = screen.getByRole('link', { name: 'https://shop.example/' })
    const opened = vi.fn((event: Event) => event.preventDefault())
    link.addEventListener('click', opened)
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(opened).toHaveBeenCalledOnce()
    await userEvent.tab()
    expect(document.body).toHaveFocus()
  })

  it('shows an empty list and an empty object', () => {
    show({ list: [], object: {} })
    expect(texts()).toEqual(['list 0 items', 'object 0 fields'])
    act(() => row('list').click())
    expect(row('list')).not.toHaveAttribute('aria-expanded')
  })
})
