/**
 * Streams of TinyFish that go on in this process after their starters have left, for whoever watches the
 * runs. The oldest is let go beyond: its run goes on, and is read like any other.
 */
const MAX_LEFT = 100

/**
 * The place of one event stream. It is taken as long as the viewer is there or the stream of TinyFish is
 * open: a viewer who does not read keeps what has come of it in memory.
 */
export interface StreamSlot {
  /**
   * Keeps the slot when the viewer leaves. Gives the function that says that what goes on has ended.
   *
   * @param letGo Ends what goes on. Called when the slot is needed for somebody else.
   */
  keep: (letGo: () => void) => () => void
  /** Says that the viewer has left, which frees a slot that is not kept. */
  leave: () => void
  free: () => void
}

/** Counts the event streams that are open at the same time, in this process. */
interface StreamSlots {
  /**
   * Takes one slot of each key. What somebody has left behind makes room for what they open now. Gives
   * `null` when a key has none left.
   */
  take: (limits: Readonly<Record<string, number>>) => StreamSlot | null
}

/** A stream that goes on without its viewer. */
interface LeftStream {
  keys: readonly string[]
  letGo: () => void
}

export function createStreamSlots(): StreamSlots {
  const open = new Map<string, number>()
  /** The oldest first. */
  const left = new Set<LeftStream>()

  function add(key: string, change: number) {
    const count = (open.get(key) ?? 0) + change
    if (count > 0) open.set(key, count)
    else open.delete(key)
  }

  /** Finds what has to be let go for one more stream. Gives `null` when that would not be enough. */
  function findVictims(limits: Readonly<Record<string, number>>): Set<LeftStream> | null {
    const victims = new Set<LeftStream>()
    for (const [key, limit] of Object.entries(limits)) {
      const own = [...left].filter(({ keys }) => keys.includes(key))
      const freed = own.filter((stream) => victims.has(stream)).length
      const tooMany = (open.get(key) ?? 0) - freed - limit + 1
      if (tooMany <= 0) continue
      const more = own.filter((stream) => !victims.has(stream)).slice(0, tooMany)
      if (more.length < tooMany) return null
      for (const stream of more) victims.add(stream)
    }
    return victims
  }

  function createSlot(keys: readonly string[]): StreamSlot {
    let letGo: (() => void) | null = null
    let stream: LeftStream | null = null
    let hasLeft = false
    let isFree = false

    function free() {
      if (isFree) return
      isFree = true
      if (stream) left.delete(stream)
      for (const key of keys) add(key, -1)
    }

    function end() {
      free()
      letGo?.()
    }

    for (const key of keys) add(key, 1)
    return {
      free,
      keep(endStream) {
        letGo = endStream
        return () => {
          letGo = null
          if (hasLeft) free()
        }
      },
      leave() {
        hasLeft = true
        if (isFree) return
        if (!letGo) return free()
        stream ??= { keys, letGo: end }
        left.add(stream)
        const [oldest] = left
        if (left.size > MAX_LEFT) oldest?.letGo()
      },
    }
  }

  return {
    take(limits) {
      const victims = findVictims(limits)
      if (!victims) return null
      for (const { letGo } of victims) letGo()
      return createSlot(Object.keys(limits))
    },
  }
}
