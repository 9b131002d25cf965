import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { runAtOnce } from '../dom/slices.js'
import { getCsvOptions, getResultCsv, readCsvKeys } from './resultCsv.js'

/** Reads CSV back after RFC 4180. */
function parseCsv(csv: string): string[][] {
  expect(csv.endsWith('\r\n')).toBe(true)
  const cells = csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',') lines.push([])
  }
  return lines.slice(0, -1)
}

const cellOf = (value: unknown) => getResultCsv([{ a: value, b: 1 }])?.split('\r\n')[1]

describe('getResultCsv', () => {
  it('writes a line of keys, then a line for each record', () => {
    expect(
      getResultCsv([
        { name: 'Rope, 20 m', price: 12.5 },
        { name: 'Tarp', sold: true },
      ]),
    ).toBe('name,price,sold\r\n"Rope, 20 m",12.5,\r\nTarp,,true\r\n')
  })

  it('reads the list in a wrapped result, and no other shape', () => {
    expect(getResultCsv('{"result":{"items":[{"a":1}]}}')).toBe('a\r\n1\r\n')
    for (const other of [{ a: 1, b: 2 }, [1, 2], 'prose', null]) {
      expect(getResultCsv(other)).toBe(null)
    }
  })

  it('writes nested values as JSON, however deep', () => {
    expect(cellOf({ b: ['c'] })).toBe('"{""b"":[""c""]}",1')
    let nested: unknown = 'deep'
    for (let level = 0; level < 5_000; level += 1) nested = [nested]
    expect(cellOf(nested)).toBe(`"${'['.repeat(5_000)}""deep""${']'.repeat(5_000)}",1`)
  })

  it('keeps numbers as numbers, and marks text that looks like one', () => {
    expect(cellOf(-5)).toBe('-5,1')
    expect(cellOf('-5')).toBe('"\'-5",1')
    expect(getResultCsv([{ a: '-5' }], { formulaEscape: false })).toBe('a\r\n-5\r\n')
  })

  it.each([
    [';', 'a;b\r\n"x,y";1.5\r\n"x;y";\r\n'],
    ['\t', 'a\tb\r\n"x,y"\t1.5\r\n"x;y"\t\r\n'],
  ] as const)('parts cells by %j', (delimiter, csv) => {
    const rows = [{ a: 'x,y', b: 1.5 }, { a: 'x;y' }]
    expect(getResultCsv(rows, { delimiter })).toBe(csv)
  })

  it('writes numbers as a language does that has decimal commas, and no text', () => {
    const options = { delimiter: ';', decimalSeparator: ',' } as const
    const row = { a: 12.5, b: -0.5, c: 1e21, d: 3, e: '12.5', f: [0.5] }
    expect(getResultCsv([row], options)).toBe('a;b;c;d;e;f\r\n12,5;-0,5;1e+21;3;12.5;[0.5]\r\n')
    expect(getResultCsv([{ a: 12.5 }], { decimalSeparator: ',' })).toBe('a\r\n12.5\r\n')
  })

  it.each([
    ['en', {}],
    ['en-GB', {}],
    ['ja', {}],
    ['de-CH', {}],
    ['ar-EG', {}],
    ['de', { delimiter: ';', decimalSeparator: ',' }],
    ['fr-FR', { delimiter: ';', decimalSeparator: ',' }],
    ['pt-BR', { delimiter: ';', decimalSeparator: ',' }],
  ])('knows how the spreadsheets of %s read CSV', (locale, options) => {
    expect(getCsvOptions(locale)).toEqual(options)
  })

  it('keeps zeros in front and all digits of an id, and makes no formula of them', () => {
    const id = '12345678901234567890'
    expect(getResultCsv([{ a: '00123', b: id, c: BigInt(id) }])).toBe(
      `a,b,c\r\n00123,${id},${id}\r\n`,
    )
  })

  it('cuts off a text at what a cell of Excel takes, but not for programs', () => {
    const text = `${'x'.repeat(32_765)}🐟${'y'.repeat(8_000)}`
    expect(cellOf(text)).toBe(`${'x'.repeat(32_765)}…,1`)
    expect(cellOf('x'.repeat(32_767))).toBe(`${'x'.repeat(32_767)},1`)
    expect(getResultCsv([{ a: text }], { formulaEscape: false })).toBe(`a\r\n${text}\r\n`)
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@x',
    ' =1',
    '\u200b=1',
    '＝1',
    '"=1',
    '\tx',
    '\rx',
    '\nx',
    '|calc',
    '%x',
    '＋1',
    '－1',
    '＠x',
    '\u202e=1',
    '\ufeff=1',
    "'=1",
    '\0=1',
    ' \tx',
    '\u0001=1',
  ])('survives an attack by formula: %j is text, in cells and in keys', (attack) => {
    const [keys, cells] = parseCsv(getResultCsv([{ [attack]: attack, b: 1 }]) ?? '')
    const harmless = `'${attack.replaceAll('\0', '')}`
    expect(keys).toEqual([harmless, 'b'])
    expect(cells).toEqual([harmless, '1'])
  })

  it.each(['a=1', 'x-1', 'user@host', '50%', 'Ω'])('leaves %j as it is', (text) => {
    expect(cellOf(text)).toBe(`${text},1`)
  })

  it('survives an attack by prototype: such keys are columns, and missing cells stay empty', () => {
    const rows = JSON.parse('[{"__proto__":"p","constructor":"c"},{"b":1}]') as unknown
    expect(getResultCsv(rows)).toBe('__proto__,constructor,b\r\np,c,\r\n,,1\r\n')
  })

  it('can be read back, whatever the keys and the texts hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', ' ', '=', "'", 'x') }),
    )
    const cell = fc.oneof(text, fc.integer(), fc.boolean())
    fc.assert(
      fc.property(fc.array(fc.dictionary(text, cell, { minKeys: 1 }), { minLength: 1 }), (rows) => {
        const lines = parseCsv(getResultCsv(rows, { formulaEscape: false }) ?? '')
        const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
        const clean = (value: unknown) => String(value).replaceAll('\0', '')
        expect(lines).toEqual([
          keys.map(clean),
          ...rows.map((row) => keys.map((key) => (Object.hasOwn(row, key) ? clean(row[key]) : ''))),
        ])
      }),
    )
  })

  it('attack: fills the memory with rows that each have keys of their own', () => {
    const rows = Array.from({ length: 5_000 }, (_, row) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`k${row * 20 + key}`, 1])),
    )
    expect(runAtOnce(readCsvKeys(rows))).toHaveLength(2_000)
  })
})
