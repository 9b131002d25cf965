'use client'

import type { FishbowlError } from '@fishbowl/core'

import type { RunConnection } from '../sync/connection.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import type { LoadNextSteps } from './LoadNotice.js'
import { LoadNotice, useLoadNextStep } from './LoadNotice.js'
import { getLoadTrouble } from './loadTrouble.js'
import { connectionMessages } from './messages.js'

const texts = { ...commonMessages, ...connectionMessages }

export interface ConnectionNoticeProps {
  connection: RunConnection
  steps: LoadNextSteps
  onRetry: () => void
}

/** Stands in the place of a run until a first read of it has succeeded. */
export function ConnectionNotice({ connection, steps, onRetry }: ConnectionNoticeProps) {
  const messages = useMessages(texts)
  if (connection.state === 'retrying' && connection.offline) {
    const { text, ...rest } = getLoadTrouble('offline', messages)
    return <Notice {...rest}>{text}</Notice>
  }
  if (connection.state === 'error' || connection.state === 'retrying') {
    const isRetrying = connection.state === 'retrying'
    const { text, ...rest } = getLoadTrouble(connection.error, messages)
    return (
      <LoadNotice
        error={connection.error}
        trouble={{ ...rest, text: isRetrying ? messages.errorRetrying(text) : text }}
        steps={steps}
        onRetry={isRetrying ? undefined : onRetry}
      />
    )
  }
  return <Notice outcome={{ type: 'running' }} title={messages.loadingRun} />
}

/** A line above a run that stays on screen while its updates fail. */
export function ConnectionLine({ connection, steps, onRetry }: ConnectionNoticeProps) {
  const messages = useMessages(texts)
  switch (connection.state) {
    case 'retrying':
      return (
        <div className="fishbowl-connection-line" data-state="retrying">
          <p>{connection.offline ? messages.connectionOffline : messages.connectionLost}</p>
        </div>
      )
    case 'error':
      return <StoppedLine error={connection.error} steps={steps} onRetry={onRetry} />
    case 'stalled':
      return (
        <div className="fishbowl-connection-line" data-state="stalled">
          <p>{messages.connectionStalled}</p>
          <Button variant="quiet" onClick={onRetry}>
            {messages.retry}
          </Button>
        </div>
      )
    default:
      return null
  }
}

interface StoppedLineProps extends Omit<ConnectionNoticeProps, 'connection'> {
  error: FishbowlError
}

function StoppedLine({ error, steps, onRetry }: StoppedLineProps) {
  const messages = useMessages(texts)
  const { action } = useLoadNextStep(error, steps, onRetry)
  return (
    <div className="fishbowl-connection-line" data-state="error">
      <p>{messages.connectionStopped(getLoadTrouble(error, messages).title)}</p>
      {action}
    </div>
  )
}
