'use client'

import { useState } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { ResultText } from './ResultText.js'
import { ResultTree } from './ResultTree.js'

/** One value inside a table, a record or a tree. What is nested opens on demand. */
export function ResultValue({ value }: { value: unknown }) {
  const { messages, locale } = useFishbowl()
  if (value === null || value === undefined || value === '') {
    return <span className="fishbowl-result-note">–</span>
  }
  if (isShortList(value)) return <ResultText text={value.join(', ')} />
  if (typeof value === 'object') return <NestedValue value={value} />
  if (typeof value === 'boolean') return <>{value ? messages.resultYes : messages.resultNo}</>
  if (typeof value === 'number') return <>{formatNumber(value, locale)}</>
  return <ResultText text={typeof value === 'string' ? value : typeof value} />
}

export function getSummary(value: object, messages: Messages): string {
  const { length } = Object.keys(value)
  return Array.isArray(value) ? messages.resultItems(length) : messages.resultFields(length)
}

/** A few words or numbers, such as tags or colours, are read at a glance. */
export function isShortList(value: unknown): value is (string | number)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 12 &&
    value.every((item) => typeof item === 'number' || typeof item === 'string') &&
    value.join('').length <= 200
  )
}

function NestedValue({ value }: { value: object }) {
  const { messages } = useFishbowl()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{getSummary(value, messages)}</summary>
      {isOpen && <ResultTree value={value} />}
    </details>
  )
}

/** Without grouping: 2024 may be a year and 10115 a postcode. */
function formatNumber(value: number, locale: string | undefined): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(
    value,
  )
}
