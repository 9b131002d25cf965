'use client'

import { useMessages } from '../hooks/useMessages.js'
import { liveViewMessages } from '../messages/liveViewMessages.js'
import { Button } from './Button.js'
import type { ButtonProps } from './Button.js'

/** Opens a live browser in a tab of its own. */
export function OpenButton({ href, ...rest }: { href: string } & Pick<ButtonProps, 'variant'>) {
  const messages = useMessages(liveViewMessages)
  return (
    <Button
      {...rest}
      aria-label={messages.liveViewOpenLabel}
      // Not a link: its `href` would put the address, which is a secret, into the markup.
      onClick={() => window.open(href, '_blank', 'noopener,noreferrer')}
    >
      {messages.liveViewOpen}
    </Button>
  )
}
