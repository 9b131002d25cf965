'use client'

import { useFishbowl } from '../FishbowlProvider.js'
import { Button } from './Button.js'
import { Notice } from './Notice.js'

export interface RecordingNoticeProps {
  state: 'playing' | 'renewing' | 'failed' | 'refused' | 'waiting' | 'none'
  onRetry: (() => void) | undefined
}

/** What there is to say about a recording that does not play. */
export function RecordingNotice({ state, onRetry }: RecordingNoticeProps) {
  const { messages } = useFishbowl()
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
