const formats = new Map<string | undefined, Intl.NumberFormat>()

/**
 * A number as a language writes it, with all of its digits. They are not grouped, as 2024 may be a year
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

/**
 * Whether a language writes numbers as JSON does. Then no `Intl.NumberFormat` is needed, the first of
 * which takes a page long to make.
 */
function isPlain(locale: string | undefined): boolean {
  return locale === 'en' || locale === 'en-US' || locale === 'en-GB'
}

/** Whether the JSON may hold another number: long integers lose digits, too large ones become infinite. */
export function isApproximate(value: number): boolean {
  return Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value)
}
