'use client'

import { useIsForCustomer } from '../context/audience.js'

/** Names of those who carry out the runs, and of the hosts of their live browsers. */
const NAMES = /tinyfish|unikraft/i
/** A code such as `SITE_BLOCKED` or `access_denied`, which is no sentence. */
const CODE = /^\s*(?:[A-Z\d_]{4,}|[a-z\d]+(?:_[a-z\d]+)+)\s*$/

/**
 * Gives the function that a text of the agent's goes through, such as what a step does: customers get nothing
 * in the place of one that is a code, or that names who carries out the runs.
 */
export function useAgentText(): (text: string | null) => string {
  return useIsForCustomer() ? keepFromCustomers : keep
}

const keep = (text: string | null) => text ?? ''
const keepFromCustomers = (text: string | null) =>
  text === null || NAMES.test(text) || CODE.test(text) ? '' : text
