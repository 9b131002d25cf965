'use client'

import type { FishbowlError } from '@fishbowl/core'
import { hasNoOrigin } from '@fishbowl/core/internal'

import type { RunConnection } from '../sync/connection.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { connectionMessages } from './messages.js'

const texts = { ...commonMessages, ...connectionMessages }

export interface ConnectionNoticeProps {
  connection: RunConnection
  onRetry: () => void
}

/** Stands in the place of a run until a first read of it has succeeded. */
export function ConnectionNotice({ connection, onRetry }: ConnectionNoticeProps) {
  const messages = useMessages(texts)
  if (connection.state === 'retrying' && connection.offline) {
    return <Notice title={messages.errorOfflineTitle}>{messages.errorOfflineText}</Notice>
  }
  if (connection.state === 'error' || connection.state === 'retrying') {
    const { title, text } = getErrorTexts(connection.error, messages)
    const isRetrying = connection.state === 'retrying'
    return (
      <Notice
        title={title}
        actions={
          connection.error.code !== 'invalid_input' &&
          !isRetrying && <Button onClick={onRetry}>{messages.retry}</Button>
        }
      >
        {isRetrying ? messages.errorRetrying(text) : text}
      </Notice>
    )
  }
  return <Notice title={messages.loadingRun} />
}

/** A line above a run that stays on screen while its updates fail. */
export function ConnectionLine({ connection, onRetry }: ConnectionNoticeProps) {
  const messages = useMessages(texts)
  const text = getLineText(connection, messages)
  if (!text) return null
  return (
    <div className="fishbowl-connection-line" data-state={connection.state}>
      <p>{text}</p>
      {connection.state !== 'retrying' && (
        <Button variant="quiet" onClick={onRetry}>
          {messages.retry}
        </Button>
      )}
    </div>
  )
}

function getLineText(connection: RunConnection, messages: typeof texts): string | null {
  switch (connection.state) {
    case 'retrying':
      return connection.offline ? messages.connectionOffline : messages.connectionLost
    case 'error':
      return messages.connectionStopped(getErrorTexts(connection.error, messages).title)
    case 'stalled':
      return messages.connectionStalled
    default:
      return null
  }
}

/** The texts of an error, also for the line. */
function getErrorTexts(
  error: FishbowlError,
  messages: typeof texts,
): { title: string; text: string } {
  if (hasNoOrigin() && (error.code === 'forbidden' || error.code === 'network_error')) {
    return { title: messages.errorNoOriginTitle, text: messages.errorNoOriginText }
  }
  switch (error.code) {
    case 'not_found':
      return { title: messages.errorNotFoundTitle, text: messages.errorNotFoundText }
    case 'unauthorized':
      return { title: messages.errorUnauthorizedTitle, text: messages.errorUnauthorizedText }
    case 'forbidden':
      return { title: messages.errorForbiddenTitle, text: messages.errorForbiddenText }
    case 'gone':
      return { title: messages.errorGoneTitle, text: messages.errorGoneText }
    case 'invalid_input':
      return { title: messages.errorInvalidIdTitle, text: messages.errorInvalidIdText }
    default:
      return { title: messages.errorReadTitle, text: messages.errorReadText }
  }
}
