'use client'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatClock } from '../format.js'
import { useNow } from '../hooks/useNow.js'

/** A running clock. Apart, so that its second hand renders nothing but itself. Renders a `<span>`. */
export function ElapsedTime({ since }: { since: number }) {
  const { client, messages } = useFishbowl()
  const now = useNow('second')
  if (now === null) return null
  const elapsed = now + (client?.getClockOffset() ?? 0) - since
  return (
    <span role="timer" aria-label={messages.timeElapsed}>
      {formatClock(elapsed)}
    </span>
  )
}
