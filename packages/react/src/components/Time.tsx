'use client'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatExactTime, formatRelativeTime, formatTime } from '../format.js'
import { useNow } from '../hooks/useNow.js'

/** A time as people say it, exact on hover and to screen readers. Renders a `<time>`. */
export function Time({ value, format }: { value: number; format: 'relative' | 'clock' }) {
  const { locale } = useFishbowl()
  const now = useNow('half-minute')
  const dateTime = new Date(value).toISOString()
  // Time zone and language are the viewer's, which a server does not know.
  if (now === null) return <time dateTime={dateTime} />
  const text =
    format === 'relative' ? formatRelativeTime(value, now, locale) : formatTime(value, now, locale)
  return (
    <time dateTime={dateTime} title={formatExactTime(value, locale)}>
      {text}
    </time>
  )
}
