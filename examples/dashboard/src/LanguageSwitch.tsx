import type { LanguageTag } from './useLanguage'
import { languages } from './useLanguage'

interface LanguageSwitchProps {
  value: LanguageTag
  onChange: (tag: LanguageTag) => void
}

/** Says all languages by their own names, as somebody who looks for one may read no other. */
export function LanguageSwitch({ value, onChange }: LanguageSwitchProps) {
  return (
    <select
      className="page-language"
      aria-label="Language"
      value={value}
      onChange={({ target }) => onChange(target.value as LanguageTag)}
    >
      {Object.entries(languages).map(([tag, { name }]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
