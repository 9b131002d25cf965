'use client'

import { useEffect, useRef, useState } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { Button } from './Button.js'

/** Milliseconds for which the button says what became of it. */
const NOTE_TIME = 2_000

/** A run's id, and a button that copies all of it. */
export function CopyRunId({ runId }: { runId: string }) {
  const { messages } = useFishbowl()
  const id = useRef<HTMLElement>(null)
  const [note, setNote] = useState('')

  useEffect(() => {
    if (!note) return
    const timer = setTimeout(() => setNote(''), NOTE_TIME)
    return () => clearTimeout(timer)
  }, [note])

  async function copy() {
    try {
      await navigator.clipboard.writeText(runId)
      setNote(messages.copied)
    } catch {
      // The page may not be allowed to, or is not served over https: then people do it themselves.
      if (id.current) getSelection()?.selectAllChildren(id.current)
      setNote(messages.copySelected)
    }
  }

  return (
    <span className="fishbowl-copy-run-id">
      <code ref={id} dir="ltr" title={runId}>
        {runId}
      </code>
      <Button variant="quiet" aria-label={messages.copyRunId} onClick={() => void copy()}>
        {note || messages.copy}
      </Button>
      <span className="fishbowl-visually-hidden" role="status">
        {note}
      </span>
    </span>
  )
}
