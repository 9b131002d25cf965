import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { active, row, rows, show, texts, tree } from '../../../test/showResultTree.js'
import { getShownText } from '../../../test/shownText.js'
import { idleTime } from '../../../test/timing.js'
import { ResultTree } from './ResultTree.js'

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
    expect(chips).toHaveLength(2)
    expect(getShownText(document.body)).toContain('kU+202Eyek photoU+202Egnp.exe')
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
