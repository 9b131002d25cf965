import { useFishbowl } from '../context/context.js'

/** By the texts of the host, then by those of a part: a list has many parts that show the same. */
const merged = new WeakMap<object, WeakMap<object, object>>()

/**
 * The texts that a part shows, with those of the host in their place. Pass an object that stays the
 * same, of only what is shown: a page ships the texts that its parts name, and no others.
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
