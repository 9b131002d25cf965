import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  formatAbout,
  formatClock,
  formatExactTime,
  formatRelativeTime,
  formatTime,
} from './formatTime.js'

const noon = new Date(2026, 2, 1, 12).getTime()
const day = 24 * 3_600_000

/** How many formats have been made. */
let made = 0
const { DateTimeFormat, RelativeTimeFormat } = Intl

beforeEach(() => {
  made = 0
  Object.assign(Intl, {
    DateTimeFormat: class extends DateTimeFormat {
      constructor(...options: ConstructorParameters<typeof DateTimeFormat>) {
        super(...options)
        made += 1
      }
    },
    RelativeTimeFormat: class extends RelativeTimeFormat {
      constructor(...options: ConstructorParameters<typeof RelativeTimeFormat>) {
        super(...options)
        made += 1
      }
    },
  })
})

afterEach(() => {
  Object.assign(Intl, { DateTimeFormat, RelativeTimeFormat })
  vi.restoreAllMocks()
})

it('makes the formats of a list once for each language, not for each row', () => {
  for (let row = 0; row < 100; row += 1) {
    for (const locale of ['en-NZ', 'fr-CA']) {
      formatRelativeTime(noon - row * 60_000, noon, locale)
      formatExactTime(noon - row * 60_000, locale)
    }
  }
  expect(made).toBe(4)
})

it('tells each language and length apart', () => {
  expect(formatTime(noon, noon, 'en-GB')).toBe('12:00')
  expect(formatTime(noon, noon, 'en-US')).toMatch(/^12:00\sPM$/)
  expect(formatTime(noon - day, noon, 'en-GB')).toBe('yesterday, 12:00')
  expect(formatTime(noon - 2 * day, noon, 'de')).toBe('27. Feb., 12:00')
  expect(formatRelativeTime(noon - day, noon, 'en-GB')).toBe('yesterday')
  expect(formatRelativeTime(noon - 60_000, noon, 'en-GB')).toBe('1 min ago')
})

it('tells the time of where the viewer is now, who may have travelled', () => {
  formatExactTime(noon, 'nl-BE')
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(new Date().getTimezoneOffset() + 60)
  formatExactTime(noon, 'nl-BE')
  formatExactTime(noon, 'nl-BE')
  expect(made).toBe(2)
})

const now = Date.parse('2026-03-03T14:32')
const minute = 60_000

/** Versions of the data that browsers have differ in which kind of space they put before a unit. */
const spaced = (text: string) => text.replaceAll(/\s/g, ' ')

describe('formatTime', () => {
  it.each([
    ['en-GB', '14:32', 'yesterday, 14:32', '22 Feb, 14:32'],
    ['de', '14:32', 'gestern, 14:32', '22. Feb., 14:32'],
    ['ja', '14:32', '昨日 14:32', '2月22日 14:32'],
    ['ar', '2:32 م', 'أمس، 2:32 م', '22 فبراير، 2:32 م'],
  ])('writes a day and a time as %s does', (locale, today, yesterday, earlier) => {
    expect(spaced(formatTime(now, now, locale))).toBe(today)
    expect(spaced(formatTime(now - day, now, locale))).toBe(yesterday)
    expect(spaced(formatTime(now - 9 * day, now, locale))).toBe(earlier)
  })
})

describe('formatRelativeTime', () => {
  it.each([
    ['en', '12m ago'],
    ['de', 'vor 12 Min.'],
    ['fr', 'il y a 12 min'],
    ['pt-BR', 'há 12 min.'],
    ['ja', '12分前'],
  ])('says in a few words of %s how long ago it was', (locale, text) => {
    expect(spaced(formatRelativeTime(now - 12 * minute, now, locale))).toBe(text)
  })
})

describe('formatAbout', () => {
  it.each([
    [1_000, '10 seconds'],
    [43_000, '40 seconds'],
    [58_000, '1 minute'],
    [80_000, '1 minute'],
    [100_000, '2 minutes'],
    [8 * 60_000 + 40_000, '9 minutes'],
    [23 * 60_000, '25 minutes'],
    [100 * 60_000, '1.5 hours'],
    [26 * 3_600_000, '26 hours'],
  ])('%i ms is about %s', (milliseconds, text) => {
    expect(formatAbout(milliseconds, 'en')).toBe(text)
  })

  it('is said in the language of the page', () => {
    expect(formatAbout(125_000, 'de')).toBe('2 Minuten')
    expect(formatAbout(125_000, 'ja')).toMatch(/2\s?分/)
  })
})

it('a clock has the digits of its language, and plain ones where a server may write it', () => {
  const time = 3_727_000
  expect(formatClock(time, 'ar-EG')).toBe('١:٠٢:٠٧')
  expect(formatClock(5_000, 'ar-EG')).toBe('٠:٠٥')
  expect(formatClock(time, 'de')).toBe('1:02:07')
  expect(formatClock(time, undefined)).toBe('1:02:07')
})
