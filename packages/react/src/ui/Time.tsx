'use client'

import { useFishbowl } from '../context/context.js'
import { formatClock, formatExactTime, formatRelativeTime, formatTime } from './formatTime.js'
import { timeMessages } from './messages.js'
import { useMessages } from './useMessages.js'
import { useServerNow } from './useServerNow.js'

/** A time as people say it, exact on hover and to screen readers. Renders a `<time>`. */
export function Time({ value, format }: { value: number; format: 'relative' | 'clock' }) {
  const { locale } = useFishbowl()
  const now = useServerNow('half-minute')
  const dateTime = new Date(value).toISOString()
  // Only the page knows the time zone and the language of the viewer, so a server writes no text.
  if (now === null) return <time dateTime={dateTime} />
  const text =
    format === 'relative' ? formatRelativeTime(value, now, locale) : formatTime(value, now, locale)
  return (
    <time dateTime={dateTime} title={formatExactTime(value, locale)}>
      {text}
    </time>
  )
}

/** A running clock. A component of its own, so that nothing else renders each second. Renders a `<span>`. */
export function ElapsedTime({ since }: { since: number }) {
  const { locale } = useFishbowl()
  const messages = useMessages(timeMessages)
  const now = useServerNow('second')
  if (now === null) return null
  return (
    <span role="timer" aria-label={messages.timeElapsed}>
      {formatClock(now - since, locale)}
    </span>
  )
}
