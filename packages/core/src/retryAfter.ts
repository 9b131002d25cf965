/**
 * Reads a `Retry-After` header, seconds or an HTTP date, into milliseconds from `now`.
 * `undefined` when there is none or it makes no sense.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  // Only an HTTP date: Date.parse would take much else, such as a negative number, for a year.
  const date = /^[A-Z][a-z]+, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
