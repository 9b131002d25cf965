'use client'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatClock } from '../format.js'
import { useMessages } from '../hooks/useMessages.js'
import { useNow } from '../hooks/useNow.js'
import { timeMessages } from '../messages/timeMessages.js'

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
