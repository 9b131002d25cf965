'use client'

import type { FishbowlError } from '@fishbowl/core'

import { usePageState } from '../dom/usePageState.js'
import { Button } from '../ui/Button.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import type { LoadNextSteps } from '../viewer/LoadNotice.js'
import { LoadNotice } from '../viewer/LoadNotice.js'
import { getLoadTrouble } from '../viewer/loadTrouble.js'
import { connectionMessages } from '../viewer/messages.js'
import { listMessages } from './messages.js'

const texts = { ...connectionMessages, ...listMessages }

export interface RunListNoticeProps {
  isLoading: boolean
  /** Why there are no runs; `null` where it is for want of any. */
  error: FishbowlError | null
  steps: LoadNextSteps
  onRetry: () => void
  /** Takes the filter off. Given when the filter may be why there are no runs. */
  onClear: (() => void) | undefined
}

/** As many bars as stand for rows while they are loaded. */
const placeholders = Array.from({ length: 8 }, (_, index) => index)

/** What stands in the place of the rows when there are none. */
export function RunListNotice({ isLoading, error, steps, onRetry, onClear }: RunListNoticeProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  if (isLoading) {
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
  if (error && !isOnline) {
    const { title, icon } = getLoadTrouble('offline', messages)
    return (
      <Notice title={title} icon={icon}>
        {messages.listOfflineText}
      </Notice>
    )
  }
  if (error) {
    const trouble = getLoadTrouble(error, toListTexts(messages))
    return <LoadNotice error={error} trouble={trouble} steps={steps} onRetry={onRetry} />
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

/** What is said of one run that cannot be loaded, said of a list. */
function toListTexts(messages: typeof texts): typeof texts {
  const { listFailedTitle: title, errorServerText: text } = messages
  return {
    ...messages,
    errorForbiddenTitle: title,
    errorForbiddenText: messages.listForbiddenText,
    errorNotFoundTitle: title,
    errorNotFoundText: text,
    errorGoneTitle: title,
    errorGoneText: text,
    errorInvalidIdTitle: title,
    errorInvalidIdText: text,
  }
}
