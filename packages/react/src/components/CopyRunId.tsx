'use client'

import { useEffect, useRef } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { useCopy } from '../hooks/useCopy.js'
import { Button } from './Button.js'

/** A run's id, and a button that copies all of it. */
export function CopyRunId({ runId }: { runId: string }) {
  const { messages } = useFishbowl()
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
