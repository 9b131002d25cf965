'use client'

import type { Run } from '@fishbowl/core'

import { useIsForCustomer } from '../context/audience.js'
import { warnOnce } from '../context/warnOnce.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { runMessages } from './messages.js'

/** What the host calls a run: a text, or a function that gives one. */
export type RunTitle = string | ((run: Run) => string | null | undefined)

/**
 * What a run is called: what the host says, else its goal, which customers are not told. Empty where an operator
 * is not told of the goal either.
 */
export function useRunTitle(run: Run | undefined, title: RunTitle | undefined): string {
  const messages = useMessages(runMessages)
  const isForCustomer = useIsForCustomer()
  const given = readTitle(run, title)
  // A title may come from a form, and then there may be nothing in it that is seen.
  if (toPlainText(given)) return given
  return isForCustomer ? messages.goalUnknown : (run?.goal?.trim() ?? '')
}

function readTitle(run: Run | undefined, title: unknown): string {
  if (typeof title !== 'function') return typeof title === 'string' ? title : ''
  try {
    const text: unknown = run && title(run)
    return typeof text === 'string' ? text : ''
  } catch {
    warnOnce('The function that gives the title of a run throws. The run has none.')
    return ''
  }
}
