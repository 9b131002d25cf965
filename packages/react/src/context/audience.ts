'use client'

import { createContext, useContext } from 'react'

import { checkChoice } from './settings.js'

/**
 * Who looks at a part.
 *
 * - `operator`: somebody who starts runs and can change them, and who may know who carries them out
 * - `customer`: somebody of the host's who waits for what a run comes to. They read the host's own `title`
 *   in the place of the goal, and nothing of the run's id, the vendor, the live browser's host or codes
 */
export type Audience = 'operator' | 'customer'

export const AudienceContext = createContext<Audience>('operator')

/** Whether what is shown is for a customer. */
export function useIsForCustomer(): boolean {
  return useContext(AudienceContext) === 'customer'
}

/** An audience that is not known is taken for customers, who must not read what is for operators. */
export function checkAudience(audience: unknown, fallback: Audience): Audience {
  return checkChoice('audience', audience ?? fallback, ['customer', 'operator'])
}
