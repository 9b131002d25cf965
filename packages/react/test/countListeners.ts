import { vi } from 'vitest'

/** How many listeners have been attached from now on and not been removed, by type. */
export function countListeners(...targets: EventTarget[]): Map<string, number> {
  const counts = new Map<string, number>()
  const change = (type: string, by: number) => {
    const count = (counts.get(type) ?? 0) + by
    if (count) counts.set(type, count)
    else counts.delete(type)
  }
  for (const target of targets) {
    const add = target.addEventListener.bind(target)
    const remove = target.removeEventListener.bind(target)
    vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
      change(type, 1)
      add(type, listener, options)
    })
    vi.spyOn(target, 'removeEventListener').mockImplementation((type, listener, options) => {
      change(type, -1)
      remove(type, listener, options)
    })
  }
  return counts
}
