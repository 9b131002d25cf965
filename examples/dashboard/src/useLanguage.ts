import type { Messages } from '@fishbowl/react'
import { useEffect, useState } from 'react'

/** Each language by its own name. What is loaded from another file is loaded when it is chosen. */
export const languages = {
  en: { name: 'English', load: async () => ({}) },
  de: { name: 'Deutsch', load: async () => (await import('@fishbowl/react/locales/de')).de },
  fr: { name: 'Français', load: async () => (await import('@fishbowl/react/locales/fr')).fr },
  es: { name: 'Español', load: async () => (await import('@fishbowl/react/locales/es')).es },
  'pt-BR': {
    name: 'Português (Brasil)',
    load: async () => (await import('@fishbowl/react/locales/pt-BR')).ptBR,
  },
  ja: { name: '日本語', load: async () => (await import('@fishbowl/react/locales/ja')).ja },
  'zh-CN': {
    name: '简体中文',
    load: async () => (await import('@fishbowl/react/locales/zh-CN')).zhCN,
  },
  ko: { name: '한국어', load: async () => (await import('@fishbowl/react/locales/ko')).ko },
  ar: { name: 'العربية', load: async () => (await import('@fishbowl/react/locales/ar')).ar },
} satisfies Record<string, { name: string; load: () => Promise<Partial<Messages>> }>

export type LanguageTag = keyof typeof languages

/** The languages that are written from right to left. */
const RIGHT_TO_LEFT = ['ar']

export interface Language {
  locale: LanguageTag
  messages: Partial<Messages>
}

/**
 * The language that the address names, such as `?lang=de`, and a function that changes it. `null` until its texts are
 * there; the texts of the one before stay until those of the next one come.
 */
export function useLanguage(): [Language | null, (tag: LanguageTag) => void] {
  const [tag, setTag] = useState(readTag)
  const [language, setLanguage] = useState<Language | null>(null)

  useEffect(() => {
    let isChosen = true
    languages[tag].load().then(
      (messages) => isChosen && setLanguage({ locale: tag, messages }),
      // What does not load leaves the page in the language that it has.
      () => isChosen && setLanguage((shown) => shown ?? { locale: 'en', messages: {} }),
    )
    return () => {
      isChosen = false
    }
  }, [tag])

  const locale = language?.locale
  useEffect(() => {
    if (!locale) return
    document.documentElement.lang = locale
    document.documentElement.dir = RIGHT_TO_LEFT.includes(locale) ? 'rtl' : 'ltr'
  }, [locale])

  function choose(next: LanguageTag) {
    const url = new URL(location.href)
    url.searchParams.set('lang', next)
    history.replaceState(null, '', url)
    setTag(next)
  }
  return [language, choose]
}

function readTag(): LanguageTag {
  const asked = new URLSearchParams(location.search).get('lang')
  const tags = Object.keys(languages) as LanguageTag[]
  return tags.find((tag) => tag === asked) ?? 'en'
}
