/** A text as it stands, or around a count as the language writes it. */
type Form = string | ((count: string) => string)

/** The forms that a text has beside different counts. A language needs those that `Intl.PluralRules` names. */
type Forms = Partial<Record<Intl.LDMLPluralRule, Form>> & { other: Form }

/**
 * Gives what the texts of a language need beside words: counts, the forms that go with them, and lists, as
 * `Intl` has them for a BCP 47 tag. Each is made when it is first needed, and kept.
 *
 * @example
 * const { plural } = createFormats('de')
 * plural(1_234, { one: '1 Zeile', other: (count) => `${count} Zeilen` }) // '1.234 Zeilen'
 */
export function createFormats(tag: string) {
  let counts: Intl.NumberFormat | undefined
  let rules: Intl.PluralRules | undefined
  let lists: Intl.ListFormat | undefined

  function count(value: number): string {
    counts ??= new Intl.NumberFormat(tag)
    return counts.format(value)
  }
  function plural(value: number, forms: Forms): string {
    rules ??= new Intl.PluralRules(tag)
    const form = forms[rules.select(value)] ?? forms.other
    return typeof form === 'string' ? form : form(count(value))
  }
  function list(items: readonly string[]): string {
    lists ??= new Intl.ListFormat(tag)
    return lists.format(items)
  }
  return { count, plural, list }
}
