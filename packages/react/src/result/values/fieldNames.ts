import type { FieldLabels } from './fieldLabels.js'

/** A key as programs write them: `unit_price`, `unit-price` or `unitPrice`. Any other is text already. */
const IDENTIFIER = /^[a-z][a-z\d]{0,59}(?:[_-][a-z\d]{1,60}){0,9}$/i
/** Words that are read letter by letter. */
const INITIALS = /^(?:api|ean|gtin|html|id|ip|isbn|pdf|sku|url|uuid|vat)$/

/**
 * What each field is called: by the title that its schema gives it, else by its key in words, `Unit price` for
 * `unit_price`. Where two would be called the same, they keep their keys.
 */
export function nameFields(
  keys: readonly string[],
  labels: FieldLabels,
): ReadonlyMap<string, string> {
  const getName = (key: string) => labels.get(key)?.title ?? toWords(key)
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(getName(key), (counts.get(getName(key)) ?? 0) + 1)
  return new Map(
    keys.map((key) => {
      const name = getName(key)
      return [key, counts.get(name) === 1 ? name : (labels.get(key)?.title ?? key)]
    }),
  )
}

/** Tells whether a name leaves open which key it stands for, so that the key has to be said somewhere. */
export function isRenamed(key: string, name: string): boolean {
  return key.toLowerCase() !== name.toLowerCase()
}

function toWords(key: string): string {
  if (!IDENTIFIER.test(key)) return key
  const isShouted = /[_-]/.test(key) && key === key.toUpperCase()
  const words = (isShouted ? key.toLowerCase() : key)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_-]+/)
  return words.map(writeWord).join(' ')
}

function writeWord(word: string, index: number): string {
  const lower = word.toLowerCase()
  if (INITIALS.test(lower)) return lower.toUpperCase()
  // Capitals only are a name, such as a currency's.
  if (word.length > 1 && word === word.toUpperCase()) return word
  return index === 0 ? lower.charAt(0).toUpperCase() + lower.slice(1) : lower
}
