'use client'

import { useFishbowl } from '../context/context.js'
import { useNow } from '../dom/useNow.js'
import { formatClock, formatExactTime, formatRelativeTime, formatTime } from './formatTime.js'
import { timeMessages } from './messages.js'
import { useMessages } from './useMessages.js'

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

/** A running clock. Apart, so that its second hand renders nothing but itself. Renders a `<span>`. */
export function ElapsedTime({ since }: { since: number }) {
  const { client } = useFishbowl()
  const messages = useMessages(timeMessages)
  const now = useNow('second')
  if (now === null) return null
  const elapsed = now + (client?.getClockOffset() ?? 0) - since
  return (
    <span role="timer" aria-label={messages.timeElapsed}>
      {formatClock(elapsed)}
    </span>
  )
}
