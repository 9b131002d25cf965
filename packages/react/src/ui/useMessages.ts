import { useFishbowl } from '../context/context.js'

/** The merged texts, by the host's texts and the defaults: a list has many components that show the same. */
const merged = new WeakMap<object, WeakMap<object, object>>()

/**
 * The texts that a component shows, with those of the host in their place. Pass an object that stays the
 * same, and only the texts that are shown, as a page ships every text that is named.
 */
export function useMessages<Texts extends object>(defaults: Texts): Texts {
  const { messages } = useFishbowl()
  if (!messages) return defaults
  let known = merged.get(messages)
  if (!known) merged.set(messages, (known = new WeakMap()))
  let texts = known.get(defaults)
  if (!texts) known.set(defaults, (texts = { ...defaults, ...messages }))
  return texts as Texts
}
