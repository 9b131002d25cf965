'use client'

import { useContext } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { useFishbowl } from '../context/context.js'
import { warnOnce } from '../context/warnOnce.js'
import { IsGuarded } from './Boundary.js'

/** The merged texts, by the host's texts and the defaults: a list has many components that show the same. */
type Merged = WeakMap<object, WeakMap<object, { given: object; safe: object }>>
const mergedForOperators: Merged = new WeakMap()
const mergedForCustomers: Merged = new WeakMap()

const noMessages = {}
/** What the name of a text ends with that customers get in the place of the one without. */
const FOR_CUSTOMER = 'ForCustomer'

/**
 * The texts that a component shows, with those of the host in their place. Pass an object that stays the
 * same, and only the texts that are shown, as a page ships every text that is named.
 *
 * Customers get a text such as `failedTitleForCustomer` under the name without the ending. The host's text for
 * operators does not stand for it: that one may name what customers must not read.
 *
 * A text of the host that throws, or that is none, fails its panel, of which the host is told. Where no
 * boundary is around, it would take the page down, and ours is shown.
 */
export function useMessages<Texts extends object>(defaults: Texts): Texts {
  const { messages } = useFishbowl()
  const isForCustomer = useIsForCustomer()
  const isGuarded = useContext(IsGuarded)
  if (!messages && !isForCustomer) return defaults
  const merged = isForCustomer ? mergedForCustomers : mergedForOperators
  const theirs = messages ?? noMessages
  let known = merged.get(theirs)
  if (!known) merged.set(theirs, (known = new WeakMap()))
  let texts = known.get(defaults)
  if (!texts) known.set(defaults, (texts = merge(defaults, theirs, isForCustomer)))
  return (isGuarded ? texts.given : texts.safe) as Texts
}

function merge(defaults: object, messages: object, isForCustomer: boolean) {
  const given: Record<string, unknown> = { ...defaults }
  const safe: Record<string, unknown> = { ...defaults }
  const all = defaults as Record<string, unknown>
  for (const name of Object.keys(all)) {
    const own = `${name}${FOR_CUSTOMER}`
    const source = isForCustomer && own in all ? own : name
    const ours = all[source]
    const theirs: unknown = (messages as Record<string, unknown>)[source]
    given[name] = theirs ?? ours
    safe[name] = ours
    if (theirs === undefined || theirs === null) continue
    safe[name] = typeof ours === 'string' ? write() : write

    function write(...args: never[]): string {
      try {
        const isWritten = typeof theirs === 'function' && typeof ours === 'function'
        const text: unknown = isWritten ? theirs(...args) : theirs
        if (typeof text === 'string') return text
      } catch {
        // The developer is told below. The error may hold what the run found.
      }
      warnOnce(
        `<FishbowlProvider messages>: ${source} throws or is no text. The English one is shown.`,
      )
      return typeof ours === 'string' ? ours : (ours as (...args: never[]) => string)(...args)
    }
  }
  return { given, safe }
}
