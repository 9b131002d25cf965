import { warnOnce } from './warnOnce.js'

/**
 * What a host may set, as it is used. A setting comes from a profile, a cookie or an environment variable
 * as often as from code. It is checked here once: a component that trusted it would take the page down, or
 * wait for ever, wherever the value is used.
 */

/** The language of dates and numbers, as browsers know it; `undefined` for the browser's own. */
export function checkLocale(locale: unknown): string | undefined {
  if (locale === undefined || locale === null) return undefined
  // Servers and older systems write `zh_CN.UTF-8` for `zh-CN`.
  const tag = (typeof locale === 'string' ? locale : '')
    .trim()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-')
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag)
    if (known) return known
  } catch {
    // It is no tag at all.
  }
  return refuse('locale', locale, "a BCP 47 tag such as 'de' or 'zh-CN'", 'the browser’s language')
}

/** One of a few names. */
export function checkChoice<T extends string>(
  name: string,
  value: unknown,
  [fallback, ...others]: readonly [T, ...T[]],
): T {
  const known = [fallback, ...others].find((choice) => choice === (value ?? fallback))
  if (known !== undefined) return known
  refuse(name, value, `'${[fallback, ...others].join("', '")}'`, `'${fallback}'`)
  return fallback
}

/** A number that counts something: zero or more. */
export function checkCount<T extends number | undefined>(
  name: string,
  value: unknown,
  fallback: T,
): number | T {
  if (value === undefined || value === null) return fallback
  if (typeof value === 'number' && value >= 0) return value
  refuse(name, value, 'a number from 0 on', 'the default')
  return fallback
}

/** A list of texts, or nothing. Another value cannot be a list of hosts, and admits none. */
export function checkList(name: string, value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value as string[]
  refuse(name, value, 'a list of texts', 'an empty one')
  return []
}

/** An object, or nothing. */
export function checkObject(name: string, value: unknown): object | undefined {
  if (typeof value === 'object' && value !== null) return value
  if (value === undefined || value === null) return undefined
  return refuse(name, value, 'an object', 'nothing')
}

function refuse(name: string, value: unknown, wanted: string, instead: string): undefined {
  const given = typeof value === 'string' ? `'${value.slice(0, 40)}'` : printable(value)
  warnOnce(
    `<FishbowlProvider ${name}> got ${given}, which is not ${wanted}. ${capitalize(instead)} is used in its place.`,
  )
}

function printable(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
