import { act, render, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { beforeEach, describe, expect, it } from 'vitest'

import { getShownText } from '../../test/shownText.js'
import { RunResult } from '../result/RunResult.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import '../styles.css'
import { UntrustedText } from './UntrustedText.js'

const show = (text: string) =>
  render(
    <p className="fishbowl fishbowl-run-result" style={{ whiteSpace: 'pre-wrap' }}>
      <UntrustedText text={text} />
    </p>,
  ).container.querySelector('bdi')!

const selectAll = (element: Element) => {
  getSelection()?.selectAllChildren(element)
  return getSelection()?.toString()
}

beforeEach(() => getSelection()?.removeAllRanges())

describe('UntrustedText', () => {
  it.each([
    ['the blank of Braille', '\u2800'],
    ['the head of a note that has none', '\u{1D159}'],
    ['a joiner of hieroglyphs', '\u{13431}'],
    ['the filler of Khitan', '\u{16FE4}'],
    ['a variation selector', '\uFE00'],
    ['a variation selector of the second kind', '\u{E0101}'],
    ['a filler of Hangul', '\u3164'],
    ['a tag', '\u{E0041}'],
    ['an override', '\u202E'],
  ])('attack: %s between letters is seen, heard, and copied', (_, character) => {
    const text = `pay${character}pal`
    const plain = show('paypal').getBoundingClientRect()
    const element = show(text)
    const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`
    expect(getShownText(element)).toBe(`pay${code}pal`)
    const box = element.getBoundingClientRect()
    expect(box.width - plain.width).toBeGreaterThan(20)
    expect(box.height).toBe(plain.height)
    expect(screen.getByRole('img', { name: `Hidden character ${code}` })).toBeInTheDocument()
    expect(selectAll(element)).toBe(text)
  })

  it('attack: a selector after each letter spells a message', () => {
    const text = Array.from('invoice', (letter, index) =>
      letter.concat(String.fromCodePoint(0xfe00 + index)),
    ).join('')
    const element = show(text)
    expect(screen.getAllByRole('img')).toHaveLength(7)
    expect(selectAll(element)).toBe(text)
  })

  it('attack: hidden characters make a line higher or longer than the page', () => {
    const plain = show('a').closest('p')!
    const { height } = plain.getBoundingClientRect()
    for (const text of ['a\u202E', 'a\r', 'a\u2028', 'a\u0085', `a${'\u0301'.repeat(500)}`]) {
      const line = show(text).closest('p')!
      expect(line.getBoundingClientRect().height).toBe(height)
    }
    const narrow = show('a\u200B'.repeat(50)).closest('p')!
    narrow.style.inlineSize = '100px'
    expect(narrow.scrollWidth).toBeLessThanOrEqual(100)
  })

  it.each(['\u202E', '\u2067', '\u202B', '\u061C', '\u200F'])(
    'attack: what turns a text turns nothing around it: %j',
    (character) => {
      const element = show(`12${character}3 4`)
      const last = element.lastChild!.lastChild!
      const left = [0, 1, 2].map((at) => {
        const range = document.createRange()
        range.setStart(last, at)
        range.setEnd(last, at + 1)
        return range.getBoundingClientRect().left
      })
      expect(left).toEqual(left.toSorted((a, b) => a - b))
      expect(left[0]).toBeGreaterThan(element.getBoundingClientRect().left)
    },
  )

  it('attack: what no page from a server can hold tears down the page that takes it over', async () => {
    const text = 'a\uD800b\0c\rd\uFFFEe'
    const { outerHTML } = show(text)
    // On its way, it becomes UTF-8, and the browser reads it as markup.
    const sent = new TextDecoder().decode(new TextEncoder().encode(outerHTML))
    const container = document.body.appendChild(document.createElement('p'))
    container.innerHTML = sent
    const torn: unknown[] = []
    const root = await act(() =>
      hydrateRoot(container, <UntrustedText text={text} />, {
        onRecoverableError: (error) => torn.push(error),
      }),
    )
    expect(torn).toEqual([])
    expect(getShownText(container)).toBe('aU+D800bU+0000cU+000DdU+FFFEe')
    act(() => root.unmount())
    container.remove()
  })
})

describe('copying out of a result', () => {
  const hostile = 'pay\u2800pal\uFE00 \u202Etxt\u200B'

  it.each([
    ['a text', hostile, '.fishbowl-result-text'],
    ['a record', { name: hostile, price: 1 }, 'dd'],
    ['a table', [{ name: hostile }, { name: 'b' }], 'td'],
    ['a tree', [1, { b: hostile }], '.fishbowl-result-line bdi:not(.fishbowl-result-key *)'],
  ])('attack: gives codes in the place of the text of %s', (_, result, selector) => {
    render(<RunResult run={makeCompletedRun(result)} />)
    const elements = [...document.querySelectorAll(selector)]
    const element = elements.find(({ textContent }) => textContent?.includes('txt'))!
    expect(selectAll(element)).toBe(hostile)
    expect(getShownText(element)).toBe('payU+2800palU+FE00 U+202EtxtU+200B')
  })
})
