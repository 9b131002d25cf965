'use client'

import { useMessages } from '../hooks/useMessages.js'
import { usePageState } from '../hooks/usePageState.js'
import { commonMessages } from '../messages/commonMessages.js'
import { connectionMessages } from '../messages/connectionMessages.js'
import { listMessages } from '../messages/listMessages.js'
import { Button } from './Button.js'
import { Notice } from './Notice.js'

const texts = { ...commonMessages, ...connectionMessages, ...listMessages }

export interface RunListNoticeProps {
  state: 'loading' | 'failed' | 'empty'
  onRetry: () => void
  /** Given when it may be the filter that leaves nothing. */
  onClear: (() => void) | undefined
}

const placeholders = Array.from({ length: 8 }, (_, index) => index)

/** What stands in the place of the rows. */
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
        {messages.errorReadText}
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
