'use client'

import { useRef } from 'react'
import type { ReactNode } from 'react'

import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.js'
import { useMessages } from '../hooks/useMessages.js'
import { listMessages } from '../messages/listMessages.js'
import { Button } from './Button.js'

export interface RunListPanelProps {
  /** Over the page instead of beside the list. */
  isOver: boolean
  onClose: () => void
  children: ReactNode
}

/** What stands beside a list or over the page: the same element, so that nothing in it is loaded anew. */
export function RunListPanel({ isOver, onClose, children }: RunListPanelProps) {
  const messages = useMessages(listMessages)
  const dialog = useRef<HTMLDialogElement>(null)

  useIsomorphicLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    if (isOver) element.showModal()
    // Unlike show(), it leaves the focus in the list.
    else element.open = true
    return () => element.close()
  }, [isOver])

  return (
    <dialog
      ref={dialog}
      className="fishbowl-run-list-panel"
      aria-label={messages.listViewer}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // The browser may close it without asking, when Escape is pressed again.
      onClose={({ currentTarget }) => !currentTarget.open && onClose()}
    >
      <div className="fishbowl-run-list-panel-bar">
        <Button variant="quiet" onClick={onClose}>
          {messages.listCloseViewer}
        </Button>
      </div>
      {children}
    </dialog>
  )
}
