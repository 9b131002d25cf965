type Six = [number, number, number, number, number, number]

const ISO_8601 =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * Reads a timestamp of the API into epoch milliseconds, `null` when it is not one.
 *
 * Accepts ISO 8601 with date and time and the years 2020 to 2100. Without a zone it is UTC, which
 * `Date` would take for local time. A date that does not exist is refused, where `Date` rolls over.
 *
 * @example
 * parseTimestamp('2026-01-14T10:31:30') // the same in every time zone
 */
export function parseTimestamp(text: unknown): number | null {
  const match = typeof text === 'string' ? ISO_8601.exec(text) : null
  if (!match) return null

  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six
  if (year < 2020 || year > 2100 || hour > 23 || minute > 59 || second > 59) return null

  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  const isRealDate = new Date(utc).getUTCMonth() === month - 1
  const offset = parseOffset(match[8])
  return isRealDate && offset !== null ? utc - offset : null
}

/** Reads a time zone into milliseconds east of UTC, `null` when it is not one. */
function parseOffset(zone = 'Z'): number | null {
  if (zone.toUpperCase() === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
