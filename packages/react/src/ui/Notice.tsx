import type { RunOutcome } from '@fishbowl/core'
import type { ReactNode } from 'react'

import { innerPart } from './innerPart.js'
import type { Tone } from './StatusIcon.js'
import { getTone, Icon, StatusIcon } from './StatusIcon.js'
import { UntrustedText } from './UntrustedText.js'

export interface NoticeProps {
  title: string
  children?: ReactNode
  /** Shows the outcome's icon before the text. */
  outcome?: Pick<RunOutcome, 'type'>
  /** Shows another icon, for what is no outcome. */
  icon?: { path: string; tone: Tone }
  /** At most two buttons, one of them primary. */
  actions?: ReactNode
}

/** Says what happened, and offers what can be done now. Renders a `<div>`. */
export function Notice({ title, children, outcome, icon, actions }: NoticeProps) {
  return (
    <div
      className="fishbowl-notice"
      {...innerPart('notice')}
      data-tone={icon?.tone ?? (outcome && getTone(outcome))}
    >
      {(icon || outcome) && (
        <span className="fishbowl-notice-icon">
          {icon ? <Icon path={icon.path} /> : outcome && <StatusIcon outcome={outcome} />}
        </span>
      )}
      <div className="fishbowl-notice-text">
        <UntrustedText as="p" className="fishbowl-notice-title" dir="auto" text={title} />
        {children && <div className="fishbowl-notice-body">{children}</div>}
      </div>
      {actions && <div className="fishbowl-notice-actions">{actions}</div>}
    </div>
  )
}
