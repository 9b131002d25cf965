import { act, cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { StrictMode } from 'react'
import { describe, expect, it, vi } from 'vitest'

import { idleTime } from '../../../test/timing.js'
import '../../styles.css'
import { ResultTree } from './ResultTree.js'

const shop = {
  name: 'Harbor',
  items: [{ price: { now: { eur: 1.5 } } }, { price: 2 }],
  tags: ['lamp', 'brass'],
  open: true,
}

function show(value: object, direction?: 'rtl') {
  const wrap = (match?: { path: number[]; query: string }) => (
    <StrictMode>
      <div className="fishbowl-run-result" dir={direction}>
        <ResultTree value={value} match={match} />
      </div>
    </StrictMode>
  )
  const { rerender, container } = render(wrap())
  return { container, reveal: (path: number[], query = '') => rerender(wrap({ path, query })) }
}

const tree = () => screen.getByRole('tree')
const rows = () => within(tree()).getAllByRole('treeitem')
/** What the rows say, one for each line. */
const texts = () => rows().map(({ textContent }) => textContent.trim())
const active = () => {
  const id = tree().getAttribute('aria-activedescendant')
  return id === null ? null : (document.getElementById(id)?.textContent.trim() ?? 'not drawn')
}
const row = (name: string) => {
  const found = rows().find(({ textContent }) => textContent.trim().startsWith(name))
  if (!found) throw new Error(`There is no row ${name}.`)
  return found
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

/** Milliseconds until it is rendered and laid out: the best of three, as other tests run beside it. */
function timeToShow(make: () => object): number {
  const times = [1, 2, 3].map(() => {
    const value = make()
    const start = performance.now()
    const { container } = render(<ResultTree value={value} />)
    container.getBoundingClientRect()
    const time = performance.now() - start
    cleanup()
    return time
  })
  return Math.min(...times)
}

const throwing = () => {
  throw new Error('attack')
}

describe('attacks on ResultTree', () => {
  it('R1, R2, R10: markup, images and scripts in keys and values are text and load nothing', () => {
    const before = performance.getEntriesByType('resource').length
    const hostile = [
      '<img src=x onerror="alert(1)">',
      '</script><script>alert(1)</script>',
      '![pixel](https://evil.example/pixel.png)',
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      '//evil.example',
    ]
    const { container } = show(Object.fromEntries(hostile.map((text) => [text, text])))
    for (const text of hostile) expect(row(text)).toHaveTextContent(`${text} ${text}`)
    expect(container.querySelector('img, script, a, iframe, link')).toBe(null)
    show({ picture: 'https://evil.example/pixel.png' })
    expect(container.ownerDocument.querySelector('img')).toBe(null)
    expect(performance.getEntriesByType('resource')).toHaveLength(before)
  })

  it('R1: markup under Trusted Types, which forbid all that would read it as markup', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const policy = "require-trusted-types-for 'script'; trusted-types 'none'; default-src 'none'"
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><main></main>`
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    const main = frame.contentDocument?.querySelector('main')
    if (!main) throw new Error('The frame is empty.')
    const violations: string[] = []
    frame.contentDocument?.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.violatedDirective),
    )
    // The policy is in force and a violation is noticed: this one, and no other.
    expect(() => (main.innerHTML = '<b>')).toThrow('TrustedHTML')
    const value = {
      '<img src=x onerror=alert(1)>': ['<script>alert(1)</script>', 'https://evil.example/a.png'],
      long: Array.from({ length: 500 }, () => '<iframe srcdoc="<b>">'),
      text: `<b>${'a'.repeat(3_000)}\u202E`,
    }
    const { rerender, unmount } = render(<ResultTree value={value} />, { container: main })
    rerender(<ResultTree value={value} match={{ path: [1, 400], query: 'srcdoc' }} />)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(main.textContent).toContain('<iframe srcdoc')
    expect(violations).toEqual(['require-trusted-types-for'])
    expect(frame.contentWindow?.performance.getEntriesByType('resource')).toEqual([])
    unmount()
    frame.remove()
  })

  it('R3, R13: prototype keys and the keys of React are shown as keys', () => {
    const json =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}},"hasOwnProperty":1,' +
      '"toString":"x","$$typeof":"Symbol(react.element)","ref":1,"key":2,"style":{},' +
      '"dangerouslySetInnerHTML":{"__html":"<b>"}}'
    show(JSON.parse(json) as object)
    expect(texts()).toEqual([
      '__proto__ 1 field',
      'polluted 1',
      'constructor 1 field',
      'prototype 1 field',
      'x 1',
      'hasOwnProperty 1',
      'toString x',
      '$$typeof Symbol(react.element)',
      'ref 1',
      'key 2',
      'style 0 fields',
      'dangerouslySetInnerHTML 1 field',
      '__html <b>',
    ])
    expect(({} as { polluted?: number }).polluted).toBe(undefined)
  })

  it('R4: 100,000 nested lists', async () => {
    const make = () => {
      let deep: unknown = 'deep'
      for (let level = 0; level < 100_000; level += 1) deep = [deep]
      return [0, 1, 2, 3, 4, 5, 6, 7, 8, deep]
    }
    expect(timeToShow(make)).toBeLessThan(idleTime(1_000))
    show(make())
    await userEvent.click(screen.getByRole('button', { name: 'Expand all' }))
    await userEvent.click(tree())
    await userEvent.keyboard('{End}')
    expect(active()).toBe('0 Deeper levels are not shown. The download has them.')
    expect(row('0 Deeper')).toHaveAttribute('aria-level', '100')
  })

  it('R5: circles, throwing getters, proxies and toJSON, BigInt, symbols and invalid dates', () => {
    const value: Record<string, unknown> = {
      big: 9n,
      symbol: Symbol('s'),
      date: new Date(NaN),
      json: { toJSON: throwing },
      proxy: new Proxy({}, { ownKeys: throwing, get: throwing, getPrototypeOf: throwing }),
      nothing: undefined,
    }
    value.circle = value
    Object.defineProperty(value, 'getter', { enumerable: true, get: throwing })
    show({ ...Object.getOwnPropertyDescriptors({}), value, last: 'fine' })
    expect(texts()).toEqual([
      'value 8 fields',
      'big 9',
      'symbol Symbol(s)',
      'date Invalid Date',
      'json 1 field',
      'toJSON function',
      'proxy –',
      'nothing –',
      'circle [circular]',
      'getter [cannot be read]',
      'last fine',
    ])
  })

  it.each([
    [
      'an object with 100,000 keys',
      () => Object.fromEntries(numbers(100_000).map((n) => [`k${n}`, n])),
    ],
    ['a list of 200,000', () => numbers(200_000)],
    ['a text of 20 MB', () => ['word '.repeat(4_000_000)]],
  ])('R6: %s', (_, make) => {
    expect(timeToShow(make)).toBeLessThan(idleTime(500))
    show(make())
    expect(document.querySelectorAll('*').length).toBeLessThan(400)
    expect(document.body.textContent.length).toBeLessThan(10_000)
  })

  it('R7: 50,000 marks on a letter, in a key and in a value', () => {
    const marked = `Z${'\u0301'.repeat(50_000)}`
    expect(timeToShow(() => ({ [marked]: marked, next: 1 }))).toBeLessThan(idleTime(300))
    show({ [marked]: marked, next: 1 })
    expect(row('Z').getBoundingClientRect().bottom).toBeLessThanOrEqual(
      row('next').getBoundingClientRect().top,
    )
  })

  it('R8: hidden and turning characters in keys and values', () => {
    show({ 'k\u202Eyek': 'photo\u202Egnp.exe', next: 'after' })
    const chips = within(rows()[0] ?? document.body).getAllByRole('img', {
      name: 'Hidden character U+202E',
    })
    expect(chips.map(({ textContent }) => textContent)).toEqual(['U+202E', 'U+202E'])
    expect(document.body.textContent).not.toContain('\u202E')
  })

  it('R9: numbers that JSON cannot hold are marked', () => {
    show(JSON.parse('{"long":9007199254740993,"large":1e400,"zero":-0,"plain":12.5}') as object)
    expect(texts()).toEqual([
      'long 9007199254740992 (approximate)',
      'large ∞ (approximate)',
      'zero -0',
      'plain 12.5',
    ])
  })
})

function numbers(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
