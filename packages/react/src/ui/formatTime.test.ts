import { describe, expect, it } from 'vitest'

import { formatRelativeTime, formatTime } from './formatTime.js'

const now = Date.parse('2026-03-03T14:32')
const minute = 60_000
const day = 1_440 * minute

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
  ])('says in a few words of %s how long ago it was', (locale, text) => {
    expect(spaced(formatRelativeTime(now - 12 * minute, now, locale))).toBe(text)
  })
})
