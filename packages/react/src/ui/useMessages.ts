'use client'

import { useContext } from 'react'

import { useFishbowl } from '../context/context.js'
import { warnOnce } from '../context/warnOnce.js'
import { IsGuarded } from './Boundary.js'

/** The merged texts, by the host's texts and the defaults: a list has many components that show the same. */
const merged = new WeakMap<object, WeakMap<object, { given: object; safe: object }>>()

/**
 * The texts that a component shows, with those of the host in their place. Pass an object that stays the
 * same, and only the texts that are shown, as a page ships every text that is named.
 *
 * A text of the host that throws, or that is none, fails its panel, of which the host is told. Where no
 * boundary is around, it would take the page down, and ours is shown.
 */
export function useMessages<Texts extends object>(defaults: Texts): Texts {
  const { messages } = useFishbowl()
  const isGuarded = useContext(IsGuarded)
  if (!messages) return defaults
  let known = merged.get(messages)
  if (!known) merged.set(messages, (known = new WeakMap()))
  let texts = known.get(defaults)
  if (!texts) known.set(defaults, (texts = merge(defaults, messages)))
  return (isGuarded ? texts.given : texts.safe) as Texts
}

function merge(defaults: object, messages: object) {
  const given: Record<string, unknown> = { ...defaults }
  const safe: Record<string, unknown> = { ...defaults }
  for (const [name, ours] of Object.entries(defaults)) {
    const theirs: unknown = (messages as Record<string, unknown>)[name]
    if (theirs === undefined || theirs === null) continue
    given[name] = theirs
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
        `<FishbowlProvider messages>: ${name} throws or is no text. The English one is shown.`,
      )
      return typeof ours === 'string' ? ours : (ours as (...args: never[]) => string)(...args)
    }
  }
  return { given, safe }
}
