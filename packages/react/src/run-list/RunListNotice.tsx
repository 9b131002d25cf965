'use client'

import { hasNoOrigin } from '@fishbowl/core/internal'

import { usePageState } from '../dom/usePageState.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { connectionMessages } from '../viewer/messages.js'
import { listMessages } from './messages.js'

const texts = { ...commonMessages, ...connectionMessages, ...listMessages }

export interface RunListNoticeProps {
  state: 'loading' | 'failed' | 'empty'
  onRetry: () => void
  /** Takes the filter off. Given when the filter may be why there are no runs. */
  onClear: (() => void) | undefined
}

/** As many bars as stand for rows while they are loaded. */
const placeholders = Array.from({ length: 8 }, (_, index) => index)

/** What stands in the place of the rows when there are none. */
export function RunListNotice({ state, onRetry, onClear }: RunListNoticeProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  if (state === 'loading') {
    return (
      <div className="fishbowl-run-list-loading">
        <p className="fishbowl-visually-hidden">{messages.listLoading}</p>
        {placeholders.map((index) => (
          <div key={index} className="fishbowl-run-list-row" aria-hidden="true">
            <span className="fishbowl-run-list-bone" />
          </div>
        ))}
      </div>
    )
  }
  if (state === 'failed' && !isOnline) {
    return <Notice title={messages.errorOfflineTitle}>{messages.listOfflineText}</Notice>
  }
  if (state === 'failed') {
    return (
      <Notice
        title={messages.listFailedTitle}
        actions={<Button onClick={onRetry}>{messages.retry}</Button>}
      >
        {hasNoOrigin() ? messages.errorNoOriginText : messages.errorReadText}
      </Notice>
    )
  }
  if (!onClear) return <Notice title={messages.listEmptyTitle}>{messages.listEmptyText}</Notice>
  return (
    <Notice
      title={messages.listNoMatchTitle}
      actions={<Button onClick={onClear}>{messages.listClear}</Button>}
    >
      {messages.listNoMatchText}
    </Notice>
  )
}
