const formats = new Map<string | undefined, Intl.NumberFormat>()

/**
 * A number of a result in the digits of a language, all of them. Without grouping: 2024 may be a year
 * and 10115 a postcode.
 */
export function formatNumber(value: number, locale: string | undefined): string {
  const size = Math.abs(value)
  if (size >= 1e21 || (size > 0 && size < 1e-6)) return value === Infinity ? '∞' : String(value)
  if (isPlain(locale ?? globalThis.navigator?.language))
    return Object.is(value, -0) ? '-0' : String(value)
  let format = formats.get(locale)
  if (!format) {
    format = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 })
    formats.set(locale, format)
  }
  return format.format(value)
}

/** Whether numbers are written as in JSON: the first `Intl.NumberFormat` of a page is slow to make. */
function isPlain(locale: string | undefined): boolean {
  return locale === 'en' || locale === 'en-US' || locale === 'en-GB'
}

/** Whether JSON may have said another number: long integers lose digits, and too large ones are infinite. */
export function isApproximate(value: number): boolean {
  return Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value)
}
