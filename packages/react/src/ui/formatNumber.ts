const formats = new Map<string, Intl.NumberFormat>()

/**
 * A number as a language writes it, with all of its digits. They are not grouped, as 2024 may be a year
 * and 10115 a postcode.
 *
 * @param decimals How many decimals it has at least.
 */
export function formatNumber(value: number, locale: string | undefined, decimals = 0): string {
  const size = Math.abs(value)
  if (size >= 1e21 || (size > 0 && size < 1e-6)) return value === Infinity ? '∞' : String(value)
  if (isPlain(locale ?? globalThis.navigator?.language)) return writePlain(value, decimals)
  const name = `${locale} ${decimals}`
  let format = formats.get(name)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: decimals,
      maximumFractionDigits: 20,
    })
    formats.set(name, format)
  }
  return format.format(value)
}

function writePlain(value: number, decimals: number): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  const missing = decimals - (text.split('.')[1]?.length ?? 0)
  // What has as many already must not be rounded.
  return missing > 0 ? value.toFixed(decimals) : text
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
