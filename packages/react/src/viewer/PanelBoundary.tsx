'use client'

import type { Run } from '@fishbowl/core'
import type { MouseEvent, ReactNode } from 'react'

import type { PanelName } from '../context/context.js'
import { useFishbowl } from '../context/context.js'
import { focus } from '../dom/ownWindow.js'
import { Boundary } from '../ui/Boundary.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { viewerMessages } from './messages.js'

const texts = { ...commonMessages, ...viewerMessages }

export interface PanelBoundaryProps {
  panel: PanelName
  /** Another run, or new data of the same run, is a reason to try again. */
  run: Run
  children: ReactNode
}

/**
 * Keeps a failure of one panel out of the others, such as a text of the host that throws, or a value from
 * the host's schema that cannot be shown. A notice takes the panel's place, and the host is told which
 * panel it was.
 */
export function PanelBoundary({ panel, run, children }: PanelBoundaryProps) {
  const { onEvent } = useFishbowl()
  return (
    <Boundary
      resetOn={run}
      onFail={() => onEvent({ type: 'panel_failed', runId: run.runId, panel })}
      renderFailure={(retry) => <PanelFailure onRetry={retry} />}
    >
      {children}
    </Boundary>
  )
}

function PanelFailure({ onRetry }: { onRetry: () => void }) {
  const messages = useMessages(texts)

  function handleClick({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    const panel = currentTarget.closest('[role="tabpanel"]')
    onRetry()
    // The button goes away. Without this the keyboard would start from the top of the page.
    focus(panel)
  }

  return (
    <div className="fishbowl-panel-failure" role="status">
      <Notice
        title={messages.panelFailedTitle}
        actions={<Button onClick={handleClick}>{messages.retry}</Button>}
      >
        {messages.panelFailedText}
      </Notice>
    </div>
  )
}
