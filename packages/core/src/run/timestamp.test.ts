import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'

import { parseTimestamp } from './timestamp.js'

const zone = process.env.TZ

afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])('in %s', (timeZone) => {
  it.each([
    ['2026-01-14T10:31:30Z', Date.UTC(2026, 0, 14, 10, 31, 30)],
    ['2026-01-14T10:31:30', Date.UTC(2026, 0, 14, 10, 31, 30)],
    ['2026-01-14 10:31:30.123456', Date.UTC(2026, 0, 14, 10, 31, 30, 123)],
    ['2026-01-14T10:31:30.5Z', Date.UTC(2026, 0, 14, 10, 31, 30, 500)],
    ['2026-01-14T10:31:30+05:30', Date.UTC(2026, 0, 14, 5, 1, 30)],
    ['2026-01-14T10:31:30-0800', Date.UTC(2026, 0, 14, 18, 31, 30)],
    ['2026-01-14T23:59:59Z', Date.UTC(2026, 0, 14, 23, 59, 59)],
    ['2026-01-14T10:31:30+14:00', Date.UTC(2026, 0, 13, 20, 31, 30)],
    ['2026-01-14T10:31:30+00:59', Date.UTC(2026, 0, 14, 9, 32, 30)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    // Summer time begins in Los Angeles, so this local time does not exist there.
    ['2026-03-08T02:30:00', Date.UTC(2026, 2, 8, 2, 30)],
  ])('reads %s as the same instant', (text, expected) => {
    process.env.TZ = timeZone
    expect(parseTimestamp(text)).toBe(expected)
  })
})

it.each([
  '2026-02-30T10:00:00Z',
  '2027-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-00-10T10:00:00Z',
  '2026-01-00T10:00:00Z',
  '2026-01-14T24:00:00Z',
  '2026-01-14T10:60:00Z',
  '2026-01-14T10:31:60Z',
  '2026-01-14T10:31:30+15:00',
  '2026-01-14T10:31:30+05:75',
  '1970-01-01T00:00:00Z',
  '9999-01-01T00:00:00Z',
  '2026-01-14',
  '2026-01-14T10:31Z',
  '2026-01-14T10:31:30Z\n',
  ' 2026-01-14T10:31:30Z',
  'Jan 14 2026',
  'foo 2026',
  '0',
  '',
  1768386690000,
  new Date('2026-01-14T10:31:30Z'),
  null,
  undefined,
  {},
])('refuses %j', (text) => {
  expect(parseTimestamp(text)).toBeNull()
})

it('refuses what would only be a timestamp as text', () => {
  expect(parseTimestamp(['2026-01-14T10:31:30Z'])).toBeNull()
})

it('reads back every instant that Date writes', () => {
  const date = fc.date({
    min: new Date('2020-01-01T00:00:00Z'),
    max: new Date('2100-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(date, (instant) => {
      expect(parseTimestamp(instant.toISOString())).toBe(instant.getTime())
    }),
  )
})
