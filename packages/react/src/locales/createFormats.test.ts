import { describe, expect, it } from 'vitest'

import { createFormats } from './createFormats.js'

describe('createFormats', () => {
  it.each([
    ['de', '1.234.567', 'Rot, Blau und Grün'],
    ['en', '1,234,567', 'Rot, Blau, and Grün'],
    ['ja', '1,234,567', 'Rot、Blau、Grün'],
  ])('writes counts and lists as %s does', (tag, count, list) => {
    const formats = createFormats(tag)
    expect(formats.count(1_234_567)).toBe(count)
    expect(formats.list(['Rot', 'Blau', 'Grün'])).toBe(list)
  })

  it.each([
    [1, 'один ряд'],
    [2, '2 ряда'],
    [5, '5 рядов'],
    [21, 'один ряд'],
    [0.5, 'ряды'],
  ])('chooses the form for %d', (count, text) => {
    const { plural } = createFormats('ru')
    const forms = {
      one: 'один ряд',
      few: (n: string) => `${n} ряда`,
      many: (n: string) => `${n} рядов`,
      other: 'ряды',
    }
    expect(plural(count, forms)).toBe(text)
  })

  it('has one form for all counts where a language has no other, or a text names none', () => {
    expect(createFormats('ja').plural(1, { one: 'x', other: (n) => `${n}行` })).toBe('1行')
    expect(createFormats('de').plural(1, { other: (n) => `${n} weitere` })).toBe('1 weitere')
  })
})
