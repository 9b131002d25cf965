'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import type { ReactElement, ReactNode } from 'react'

import type { Support } from '../context/context.js'
import { useFishbowl } from '../context/context.js'
import { Button } from '../ui/Button.js'
import { getSupportLink, SupportButton, SupportNote } from '../ui/Support.js'
import { useMessages } from '../ui/useMessages.js'
import { nextStepMessages } from './messages.js'
import type { NextStep, Trouble } from './nextStep.js'
import { getNextStep, getRunTrouble } from './nextStep.js'
import { RetryButton } from './RetryButton.js'

/** What the host can do after a run went wrong. Each is offered where it helps most. */
export interface RunNextSteps {
  /** Offers to run it again. The host has to start the new run. */
  onRunAgain?: ((run: Run) => void) | undefined
  /** Offers to change the goal, where that is what may help. */
  onEditGoal?: ((run: Run) => void) | undefined
  /** Offers to add credit, when the account cannot pay. */
  onAddCredit?: (() => void) | undefined
  /** Whom people can ask when something went wrong. @default that of the provider */
  support?: Support | undefined
}

/** The one thing to do, and whom to ask besides. */
export interface Offer {
  action: ReactNode
  note: ReactNode
}

/** Gives what is offered after a run went wrong. */
export function useRunNextStep(run: Run, outcome: RunOutcome, steps: RunNextSteps): Offer {
  const messages = useMessages(nextStepMessages)
  const { onRunAgain, onEditGoal, onAddCredit } = steps
  const buttons = {
    runAgain: onRunAgain && (
      <RetryButton run={run} outcome={outcome} onRetry={() => onRunAgain(run)} />
    ),
    editGoal: onEditGoal && toButton(messages.editGoal, () => onEditGoal(run)),
    addCredit: onAddCredit && toButton(messages.addCredit, onAddCredit),
  }
  return useNextStep(getRunTrouble(outcome), buttons, steps.support)
}

/**
 * Gives what is offered after something went wrong.
 *
 * @param buttons What can be done here.
 */
export function useNextStep(
  trouble: Trouble | undefined,
  buttons: { [Step in NextStep]?: ReactElement | undefined },
  ownSupport: Support | undefined,
): Offer {
  const { support: around } = useFishbowl()
  const support = ownSupport ?? around
  if (!trouble) return { action: null, note: null }
  const step = getNextStep(trouble, (one) => buttons[one] !== undefined)
  const link = getSupportLink(support)
  if (step) return { action: buttons[step], note: <SupportNote support={support} /> }
  return link
    ? { action: <SupportButton link={link} />, note: null }
    : { action: null, note: <SupportNote support={support} /> }
}

/** The one button that matters. */
export function toButton(text: string, onClick: () => void): ReactElement {
  return (
    <Button variant="primary" onClick={() => onClick()}>
      {text}
    </Button>
  )
}
