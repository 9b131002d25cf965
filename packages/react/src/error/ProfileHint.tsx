'use client'

import type { RunProfileHint } from '@fishbowl/core'
import { checkHelpUrl } from '@fishbowl/core/internal'

import { useIsForCustomer } from '../context/audience.js'
import { ClampedText } from '../ui/ClampedText.js'
import { OutsideLink } from '../ui/OutsideLink.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import type { FailureMessages } from './messages.js'
import { failureMessages } from './messages.js'

/**
 * TinyFish's advice to run it again with a browser profile, and the reason for it, for operators. Renders a
 * `<div>`.
 */
export function ProfileHint({ hint }: { hint: RunProfileHint }) {
  const messages = useMessages(failureMessages)
  const href = checkHelpUrl(hint.setupUrl)
  if (useIsForCustomer()) return null
  return (
    <div className="fishbowl-profile-hint">
      <p>{getHintText(hint, messages)}</p>
      {hint.message && <ClampedText text={hint.message} />}
      {href && <OutsideLink href={href} text={messages.profileHintLink(new URL(href).host)} />}
    </div>
  )
}

function getHintText({ reason }: RunProfileHint, messages: FailureMessages): string {
  switch (reason.toLowerCase()) {
    case 'auth_wall':
      return messages.profileHintAuthWall
    case 'bot_challenge':
      return messages.profileHintBotChallenge
    default:
      return messages.profileHintOther(toPlainText(reason, 100))
  }
}
