'use client'

import type { Run } from '@fishbowl/core'
import type { MouseEvent, ReactNode } from 'react'
import { Component } from 'react'

import type { PanelName } from '../context/context.js'
import { useFishbowl } from '../context/context.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { viewerMessages } from './messages.js'

const texts = { ...commonMessages, ...viewerMessages }

export interface PanelBoundaryProps {
  panel: PanelName
  /** Another one, or new data of the same, is a reason to try again. */
  run: Run
  children: ReactNode
}

/**
 * Keeps what goes wrong in one panel out of the others: a text of the host's that throws, or a value from
 * a schema of theirs that cannot be shown. Says so in its place, and tells the host which panel it was.
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
    // The button goes away, and must not take the focus with it.
    if (panel instanceof HTMLElement) panel.focus()
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

interface BoundaryProps {
  resetOn: unknown
  onFail: () => void
  renderFailure: (retry: () => void) => ReactNode
  children: ReactNode
}

interface BoundaryState {
  resetOn: unknown
  hasFailed: boolean
  /** Counts up with every try. */
  attempt: number
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { resetOn: this.props.resetOn, hasFailed: false, attempt: 1 }
  private toldAttempt = 0

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps({ resetOn }: BoundaryProps, state: BoundaryState) {
    if (resetOn === state.resetOn) return null
    return { resetOn, hasFailed: false, attempt: state.attempt + 1 }
  }

  // What was thrown is not given on: it may hold what the run found, or an address that is a secret.
  override componentDidCatch() {
    const { attempt } = this.state
    // React 18 tells of every child that throws.
    if (attempt === this.toldAttempt) return
    this.toldAttempt = attempt
    this.props.onFail()
  }

  override render() {
    const { children, renderFailure } = this.props
    return this.state.hasFailed ? renderFailure(this.retry) : children
  }

  private readonly retry = () =>
    this.setState(({ attempt }) => ({ hasFailed: false, attempt: attempt + 1 }))
}
