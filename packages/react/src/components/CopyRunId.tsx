'use client'

import { useEffect, useRef } from 'react'

import { useCopy } from '../hooks/useCopy.js'
import { useMessages } from '../hooks/useMessages.js'
import { commonMessages } from '../messages/commonMessages.js'
import { summaryMessages } from '../messages/summaryMessages.js'
import { Button } from './Button.js'

const texts = { ...commonMessages, ...summaryMessages }

/** A run's id, and a button that copies all of it. */
export function CopyRunId({ runId }: { runId: string }) {
  const messages = useMessages(texts)
  const id = useRef<HTMLElement>(null)
  const { copied, copy } = useCopy()

  // Where a page may not use the clipboard, people copy by themselves.
  useEffect(() => {
    if (copied === 'failed' && id.current) getSelection()?.selectAllChildren(id.current)
  }, [copied])

  const note = copied && (copied === 'copied' ? messages.copied : messages.copySelected)
  return (
    <span className="fishbowl-copy-run-id">
      <code ref={id} dir="ltr" title={runId}>
        {runId}
      </code>
      <Button
        variant="quiet"
        aria-label={messages.copyRunId}
        onClick={({ currentTarget }) =>
          void copy(runId, currentTarget.parentElement ?? currentTarget)
        }
      >
        {note ?? messages.copy}
      </Button>
      <span className="fishbowl-visually-hidden" role="status">
        {note}
      </span>
    </span>
  )
}
