import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { measureWork } from '../../../core/test/measureWork.js'
import type { ResultCsvOptions } from './resultCsv.js'
import { getResultCsv } from './resultCsv.js'

/** Splits CSV as spreadsheets do: a quote counts only where a cell begins, and ends at the next one. */
function readCells(csv: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isStart = true
  let isQuoted = false
  for (let at = 0; at < csv.length; at += 1) {
    const letter = csv[at] ?? ''
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (csv[at + 1] === '"') cell += csv[(at += 1)]
      else isQuoted = false
    } else if (isStart && letter === '"') {
      isQuoted = true
      isStart = false
    } else if (letter === separator || letter === '\n' || letter === '\r') {
      cells.push(cell)
      cell = ''
      isStart = true
    } else {
      cell += letter
      isStart = false
    }
  }
  return [...cells, cell]
}

const BLANK =
  /^[\s"'\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\u{13441}\u{16FE4}]*/u
const NUMBERS = /^[-+\d.,e]*$/

/** Cells that a spreadsheet would run. A cell of numbers alone is none. */
function findTriggers(csv: string): string[] {
  return [',', ';', '\t'].flatMap((separator) =>
    readCells(csv, separator).filter((cell) => {
      if (cell.startsWith("'") || NUMBERS.test(cell)) return false
      const [blank = ''] = BLANK.exec(cell) ?? []
      return (
        /^[=+\-@|%＝＋－＠\t\r]/u.test(cell) || /^[=+\-@|%＝＋－＠]/u.test(cell.slice(blank.length))
      )
    }),
  )
}

const formulas = ['=cmd', '+1;=2', '-2+3', '@SUM(1)', '|calc', '%x', '＝1', '﹦1']
const blanks = ['', ' ', '"', '""', "'", '\u200b', '\u2800', '\u{1D159}', '\u{13441}', '\u{16FE4}']
const attacks = [
  ';',
  ',',
  '\t',
  '\n',
  '\r',
  '\r\n',
  ';\n',
  '\n\t',
  '";',
  ';;',
  ';"\n',
  ',;',
].flatMap((cut) =>
  blanks.flatMap((blank) => formulas.map((formula) => `y${cut}${blank}${formula}`)),
)

const formats: ResultCsvOptions[] = [
  {},
  { delimiter: ';' },
  { delimiter: ';', decimalSeparator: ',' },
  { delimiter: '\t' },
  { delimiter: '\t', decimalSeparator: ',' },
  { delimiter: ',', decimalSeparator: ',' },
]

describe('attacks on spreadsheets', () => {
  it('finds a formula in what is written without escapes, so that the tests below mean something', () => {
    const rows = [{ a: 'x', b: 'y;=cmd' }]
    expect(findTriggers(getResultCsv(rows, { formulaEscape: false }) ?? '')).toEqual(['=cmd"'])
  })

  it.each(formats)(
    'attack: hides a formula behind what another program takes for the end of a cell, in %j',
    (format) => {
      for (const attack of attacks) {
        for (const row of [
          { a: attack },
          { a: 'x', b: attack },
          { a: attack, b: 1 },
          { a: null, b: attack },
          { [attack]: 1 },
        ]) {
          expect({ row, found: findTriggers(getResultCsv([row, row], format) ?? '') }).toEqual({
            row,
            found: [],
          })
        }
      }
    },
  )

  it.each(formats)('attack: hides a formula anywhere, under any separator, in %j', (format) => {
    const letters = Array.from('"\',;\t\r\n =+-@|%x1\u200b\u2800\u{16FE4}＝\0')
    const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 })
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    const cell = fc.oneof(text, text, number, fc.constant(null), fc.array(text))
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(text, cell, { minKeys: 1, maxKeys: 4 }), { minLength: 1 }),
        (rows) => {
          expect(findTriggers(getResultCsv(rows, format) ?? '')).toEqual([])
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('attack: hides a formula behind a tab, which is a cell of its own where tabs separate', () => {
    expect(getResultCsv([{ a: '\t=1' }])).toBe('a\r\n"\'\t\'=1"\r\n')
  })

  it('attack: makes a formula of a negative number and the text beside it', () => {
    const csv = getResultCsv([
      { a: -5, b: '2+cmd|B!A0' },
      { a: -5, b: -6 },
    ])
    expect(csv).toBe("a,b\r\n'-5,2+cmd|B!A0\r\n-5,-6\r\n")
  })

  it('attack: hides a formula where Excel cuts a cell in two', () => {
    for (const text of [
      `${'x'.repeat(32_767)}=cmd`,
      `${'x\n'.repeat(16_383)}x=cmd`,
      '=;'.repeat(40_000),
    ]) {
      for (const format of formats) {
        const csv = getResultCsv([{ [text]: text }], format) ?? ''
        const [key, cell] = readCells(csv, format.delimiter ?? ',').filter(Boolean)
        expect(key).toHaveLength(32_767)
        expect(cell).toBe(key)
      }
    }
  })

  it.each(['ID', 'ID;P', 'IDs, and more', 'ID"'])(
    'attack: makes another format of the file by the key %j',
    (key) => {
      for (const formulaEscape of [true, false]) {
        for (const delimiter of [',', ';', '\t'] as const) {
          const options = { formulaEscape, delimiter }
          expect(getResultCsv([{ [key]: 1, b: 2 }], options)).toMatch(/^"ID/)
        }
      }
    },
  )

  it.each([
    'one; two',
    'first line\nsecond line',
    'a\n\nb',
    'x = 1; y = 2',
    'see; "here"',
    'Gauge -5, 10%',
  ])('leaves %j as it is', (text) => {
    expect(readCells(getResultCsv([{ a: text, b: 1 }]) ?? '', ',')).toContain(text)
  })

  it('attack: takes the time of the square of a text', () => {
    for (const part of [';', ',', '\n', ' ', ';"', '\t;', '"']) {
      const row = { a: part.repeat(30_000) }
      const rows = Array.from({ length: 30 }, () => row)
      for (const format of formats) {
        expect(measureWork(() => void getResultCsv(rows, format))).toBeLessThan(2_000)
      }
      const options = { formulaEscape: false }
      expect(
        measureWork(() => void getResultCsv([{ a: part.repeat(1_000_000) }], options)),
      ).toBeLessThan(2_000)
    }
  })
})
