import { describe, expect, it } from 'vitest'

import { formatNumber, isApproximate } from './formatNumber.js'

describe('formatNumber', () => {
  it.each([
    [2024, '2024'],
    [12.5, '12.5'],
    [0.1, '0.1'],
    [-0, '-0'],
    [0, '0'],
    [1e-25, '1e-25'],
    [1.5e300, '1.5e+300'],
    [Infinity, '∞'],
    [-Infinity, '-Infinity'],
    [NaN, 'NaN'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value, 'en')).toBe(text)
  })

  it.each([
    [12, 2, '12.00'],
    [12.5, 2, '12.50'],
    [-3.25, 1, '-3.25'],
    [0.1 + 0.2, 2, '0.30000000000000004'],
    [1e-25, 2, '1e-25'],
    [NaN, 2, 'NaN'],
  ])('writes %d with at least %d decimals, and rounds none away', (value, decimals, text) => {
    expect(formatNumber(value, 'en', decimals)).toBe(text)
  })

  it('writes numbers as a language does', () => {
    expect(formatNumber(12, 'de', 2)).toBe('12,00')
    expect(formatNumber(12.5, 'de')).toBe('12,5')
  })
})

describe('isApproximate', () => {
  it.each(['9007199254740993', '1e400', '-1e400', '12345678901234567890'])(
    'holds for %s',
    (json) => {
      expect(isApproximate(JSON.parse(json) as number)).toBe(true)
    },
  )

  it.each(['0', '-0', '9007199254740991', '0.1', '-12.5'])('does not hold for %s', (json) => {
    expect(isApproximate(JSON.parse(json) as number)).toBe(false)
  })
})
