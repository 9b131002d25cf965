'use client'

import type { FishbowlError } from '@fishbowl/core'

import type { Support } from '../context/context.js'
import { nextStepMessages } from '../next-step/messages.js'
import { toButton, useNextStep } from '../next-step/useNextStep.js'
import { CodeDetail } from '../ui/CodeDetail.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import type { LoadTrouble } from './loadTrouble.js'
import { getErrorCode } from './loadTrouble.js'

const texts = { ...commonMessages, ...nextStepMessages }

/** What the host can do where something cannot be loaded. Each is offered where it helps most. */
export interface LoadNextSteps {
  /** Offers to sign in again. */
  onSignIn?: (() => void) | undefined
  /** Offers to ask for the right to see it. */
  onRequestAccess?: (() => void) | undefined
  /** Offers to add credit, when the account cannot pay. */
  onAddCredit?: (() => void) | undefined
  /** Whom people can ask when something went wrong. @default that of the provider */
  support?: Support | undefined
}

/** Gives what is offered where something cannot be loaded. */
export function useLoadNextStep(
  error: FishbowlError,
  { onSignIn, onRequestAccess, onAddCredit, support }: LoadNextSteps,
  onRetry: (() => void) | undefined,
) {
  const messages = useMessages(texts)
  const buttons = {
    signIn: onSignIn && toButton(messages.signIn, onSignIn),
    requestAccess: onRequestAccess && toButton(messages.requestAccess, onRequestAccess),
    addCredit: onAddCredit && toButton(messages.addCredit, onAddCredit),
    readAgain: onRetry && toButton(messages.retry, onRetry),
  }
  return useNextStep(error.code, buttons, support)
}

export interface LoadNoticeProps {
  error: FishbowlError
  trouble: LoadTrouble
  steps: LoadNextSteps
  /** Reads again; `undefined` where that happens by itself. */
  onRetry: (() => void) | undefined
}

/** Stands in the place of what could not be loaded: says why, and offers what can be done now. */
export function LoadNotice({ error, trouble, steps, onRetry }: LoadNoticeProps) {
  const { action, note } = useLoadNextStep(error, steps, onRetry)
  return (
    <Notice title={trouble.title} icon={trouble.icon} actions={action}>
      <p>{trouble.text}</p>
      {note}
      <CodeDetail code={getErrorCode(error)} />
    </Notice>
  )
}
