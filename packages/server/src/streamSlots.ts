/** Counts what is open at the same time. */
export interface StreamSlots {
  /** Gives the function that frees the slot again, or `null` when a key has no slot left. */
  take: (limits: Readonly<Record<string, number>>) => (() => void) | null
}

export function createStreamSlots(): StreamSlots {
  const open = new Map<string, number>()

  function add(key: string, change: number) {
    const count = (open.get(key) ?? 0) + change
    if (count > 0) open.set(key, count)
    else open.delete(key)
  }

  return {
    take(limits) {
      const keys = Object.keys(limits)
      if (keys.some((key) => (open.get(key) ?? 0) >= (limits[key] ?? 0))) return null
      for (const key of keys) add(key, 1)
      let isFree = false
      return () => {
        if (!isFree) for (const key of keys) add(key, -1)
        isFree = true
      }
    },
  }
}
