'use client'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatClock, formatExactTime, formatTime } from '../format.js'
import { useNow } from '../hooks/useNow.js'

export interface StepTimeProps {
  /** Epoch milliseconds. */
  value: number
  /** When the run started, in epoch milliseconds: the clock starts then. */
  since: number | null
}

/** When a step began, on the clock of its run, and exact on hover. Renders a `<time>`. */
export function StepTime({ value, since }: StepTimeProps) {
  const { locale } = useFishbowl()
  const now = useNow('half-minute')
  const clock = since === null ? null : formatClock(value - since)
  // Time zone and language are the viewer's, which a server does not know.
  const exact = now === null ? undefined : formatExactTime(value, locale)
  return (
    <time dateTime={new Date(value).toISOString()} title={exact}>
      {clock ?? (now === null ? null : formatTime(value, now, locale))}
    </time>
  )
}
