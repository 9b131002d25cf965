import type { TimeMessages } from './messages.js'

/** A length of time as people say it: `58 s`, `1 min 25 s`, `3 h 5 min`. */
export function formatDuration(milliseconds: number, messages: TimeMessages): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000))
  if (seconds < 60) return messages.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return messages.minutes(minutes, seconds % 60)
  return messages.hours(Math.floor(minutes / 60), minutes % 60)
}

/** A length of time as one that is only about so long: `40 seconds`, `1 minute`, `1.5 hours`. */
export function formatAbout(milliseconds: number, locale: string | undefined): string {
  const seconds = milliseconds / 1_000
  const [unit, amount] =
    seconds < 55
      ? (['second', Math.max(10, roundTo(seconds, 10))] as const)
      : seconds < 90 * 60
        ? (['minute', roundTo(seconds / 60, seconds < 600 ? 1 : 5)] as const)
        : (['hour', roundTo(seconds / 3_600, 0.5)] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step
}

/** A running clock: `0:42`, `12:05`, `1:02:07`, in the digits of `locale`. A server may write it without one. */
export function formatClock(milliseconds: number, locale: string | undefined): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const hours = Math.floor(seconds / 3_600)
  const fields = [Math.floor(seconds / 60) % 60, seconds % 60]
  if (hours) fields.unshift(hours)
  const clock = fields.map((field, index) => String(field).padStart(index ? 2 : 1, '0')).join(':')
  if (locale === undefined) return clock
  return clock.replace(/\d/g, (digit) => getDigitFormat(locale).format(Number(digit)))
}

const relativeUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** How long ago a time was, as people say it: `42s ago`, `1h ago`, in the language of `locale`. */
export function formatRelativeTime(time: number, now: number, locale: string | undefined): string {
  const elapsed = Math.max(0, now - time)
  const [unit, length] = relativeUnits.find(([, length]) => elapsed >= length) ?? relativeUnits[3]
  // The narrowest form of other languages may be a minus sign, as in French, or read "12 m", as in German.
  const isShort = /^(en|ja|ko|zh)\b/i.test(locale ?? globalThis.navigator?.language)
  return getRelativeFormat(locale, isShort ? 'narrow' : 'short').format(
    -Math.floor(elapsed / length),
    unit,
  )
}

/** A point in time, with the day only when it is not today: `14:32`, `yesterday, 14:32`, `Mar 3, 14:32`. */
export function formatTime(time: number, now: number, locale: string | undefined): string {
  const write = (options: Intl.DateTimeFormatOptions) => getDateFormat(locale, options).format(time)
  const days = Math.round((startOfDay(time) - startOfDay(now)) / 86_400_000)
  if (days === 0) return write({ timeStyle: 'short' })
  const day =
    Math.abs(days) === 1
      ? getRelativeFormat(locale).format(days, 'day')
      : write({ month: 'short', day: 'numeric' })
  // Between a day and a time stands a comma, another comma, or a space, as the language has it.
  return write({ dateStyle: 'short', timeStyle: 'short' }).replace(
    write({ dateStyle: 'short' }),
    day,
  )
}

/** A point in time in full, for hover and screen readers. */
export function formatExactTime(time: number, locale: string | undefined): string {
  return getDateFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(time)
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}

// To make a format takes a hundred times as long as to use it, and a list of runs has two in each row.
const dateFormats = new Map<string, Intl.DateTimeFormat>()
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()
const digitFormats = new Map<string, Intl.NumberFormat>()

function getDateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions) {
  // A format keeps the time zone in which it was made, and people travel.
  const key = JSON.stringify([locale, options, new Date().getTimezoneOffset()])
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  dateFormats.set(key, format)
  return format
}

function getRelativeFormat(
  locale: string | undefined,
  style: Intl.RelativeTimeFormatStyle = 'long',
) {
  const key = `${locale} ${style}`
  const format =
    relativeFormats.get(key) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style })
  relativeFormats.set(key, format)
  return format
}

function getDigitFormat(locale: string) {
  const format = digitFormats.get(locale) ?? new Intl.NumberFormat(locale)
  digitFormats.set(locale, format)
  return format
}
