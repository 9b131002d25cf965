'use client'

import { useMessages } from '../hooks/useMessages.js'
import { commonMessages } from '../messages/commonMessages.js'
import { recordingMessages } from '../messages/recordingMessages.js'
import { Button } from './Button.js'
import { Notice } from './Notice.js'

const texts = { ...commonMessages, ...recordingMessages }

export interface RecordingNoticeProps {
  state: 'playing' | 'renewing' | 'failed' | 'refused' | 'waiting' | 'none'
  onRetry: (() => void) | undefined
}

/** What there is to say about a recording that does not play. */
export function RecordingNotice({ state, onRetry }: RecordingNoticeProps) {
  const messages = useMessages(texts)
  switch (state) {
    case 'playing':
      return null
    case 'renewing':
      return <p className="fishbowl-run-recording-note">{messages.recordingRenewing}</p>
    case 'failed':
      return (
        <Notice
          title={messages.recordingFailedTitle}
          actions={onRetry && <Button onClick={onRetry}>{messages.retry}</Button>}
        >
          {messages.recordingFailedText}
        </Notice>
      )
    case 'refused':
      return <Notice title={messages.recordingRefusedTitle}>{messages.recordingRefusedText}</Notice>
    case 'waiting':
      return <Notice title={messages.recordingWaitingTitle}>{messages.recordingWaitingText}</Notice>
    case 'none':
      return <Notice title={messages.recordingNoneTitle}>{messages.recordingNoneText}</Notice>
  }
}
