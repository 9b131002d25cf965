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
    safe[name] = makeSafe(name, ours as Text, theirs)
  }
  return { given, safe }
}

type Write = (...args: never[]) => string
type Text = string | Write

function makeSafe(name: string, ours: Text, theirs: unknown): Text {
  if (typeof ours === 'string') return isText(theirs) ? theirs : refuse(name, ours)
  return (...args) => {
    try {
      const text: unknown = typeof theirs === 'function' ? (theirs as Write)(...args) : theirs
      if (isText(text)) return text
    } catch {
      // The developer is told below. The error may hold what the run found.
    }
    return refuse(name, ours)(...args)
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

function refuse<T extends Text>(name: string, ours: T): T {
  warnOnce(
    `<FishbowlProvider messages> has a text, ${name}, that throws or is no text. The English one is shown in its place.`,
  )
  return ours
}
