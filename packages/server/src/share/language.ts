/** What nobody has asked for is in English. */
const fallback = { tag: 'en', locale: 'en' }

/** How many languages a request may name before the rest of them is not read. Browsers name a few. */
const MAX_ASKED = 20

/** The language of a page. */
export interface ChosenLanguage {
  /** That of its texts. */
  tag: string
  /** How dates and numbers are written in it. */
  locale: string
}

/**
 * Chooses the language of a page: the one that its address names, as in `?lang=de`, or else what the browser likes
 * best of those that there are.
 *
 * @param tags of the languages that there are
 */
export function chooseLanguage({ url, headers }: Request, tags: readonly string[]): ChosenLanguage {
  const named = new URL(url).searchParams.get('lang') ?? ''
  const asked = [named, ...readPreferences(headers.get('Accept-Language') ?? '')]
  const known = new Map(tags.map((tag) => [readSpeech(toLocale(tag)), tag]))
  for (const locale of asked.map(toLocale)) {
    const tag = locale && known.get(readSpeech(locale))
    // Only in English no text writes numbers of its own, with which the dates of a country could be at odds.
    if (tag) return { tag, locale: tag === 'en' ? locale.baseName : tag }
  }
  return fallback
}

/** Reads such as `de-AT, de;q=0.9, *;q=0.1`, the best first. */
function readPreferences(header: string): string[] {
  return header
    .split(',', MAX_ASKED)
    .map((part) => {
      const [tag = '', weight = '1'] = part.split(/;\s*q=/)
      return { tag: tag.trim(), weight: Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

/** Gives `null` for what is no tag. Of one, nothing but letters, digits and hyphens is left. */
function toLocale(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag)
  } catch {
    return null
  }
}

/** Who reads `pt-PT` reads `pt-BR`, but whoever reads `zh-TW` has another script than `zh-CN`. */
function readSpeech(locale: Intl.Locale | null): string {
  const { language, script } = locale?.maximize() ?? {}
  return `${language}-${script}`
}
