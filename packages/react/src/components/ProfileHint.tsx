'use client'

import { checkHelpUrl } from '@fishbowl/core'
import type { RunProfileHint } from '@fishbowl/core'

import { useMessages } from '../hooks/useMessages.js'
import { failureMessages } from '../messages/failureMessages.js'
import type { FailureMessages } from '../messages/failureMessages.js'
import { toPlainText } from '../untrustedText.js'
import { ClampedText } from './ClampedText.js'
import { OutsideLink } from './OutsideLink.js'

/** TinyFish's advice to run it again with a browser profile, with its reason. Renders a `<div>`. */
export function ProfileHint({ hint }: { hint: RunProfileHint }) {
  const messages = useMessages(failureMessages)
  const href = checkHelpUrl(hint.setupUrl)
  return (
    <div className="fishbowl-profile-hint">
      <p>{getReason(hint, messages)}</p>
      {hint.message && <ClampedText text={hint.message} />}
      {href && (
        <OutsideLink href={href}>{messages.profileHintLink(new URL(href).host)}</OutsideLink>
      )}
    </div>
  )
}

function getReason({ reason }: RunProfileHint, messages: FailureMessages): string {
  switch (reason.toLowerCase()) {
    case 'auth_wall':
      return messages.profileHintAuthWall
    case 'bot_challenge':
      return messages.profileHintBotChallenge
    default:
      return messages.profileHintOther(toPlainText(reason, 100))
  }
}
