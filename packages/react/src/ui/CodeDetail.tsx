'use client'

import { useIsForCustomer } from '../context/audience.js'
import { commonMessages } from './messages.js'
import { toPlainText } from './textPieces.js'
import { useMessages } from './useMessages.js'

/** A code for those who look into what went wrong, which customers do not. Renders a `<details>`. */
export function CodeDetail({ code }: { code: string }) {
  const messages = useMessages(commonMessages)
  const isForCustomer = useIsForCustomer()
  if (isForCustomer || !code) return null
  return (
    <details className="fishbowl-code">
      <summary className="fishbowl-code-summary">{messages.codeLabel}</summary>
      <code dir="auto">{toPlainText(code, 200).toUpperCase()}</code>
    </details>
  )
}
