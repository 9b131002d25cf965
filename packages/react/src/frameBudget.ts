/** A live view that would like to show its frame. */
interface Claim {
  isInView: boolean
  /** By `performance.now()`; since then it has been in view all the time. */
  inViewSince: number
  /** When its viewer asked for it, by the same clock; -1 if never. */
  askedAt: number
  limit: number
}

/** Milliseconds in view before a frame is taken away for it: nothing is loaded for what flies past. */
const patience = 500

// One for the page, not one for each provider: it is the page that gets slow.
// A map keeps the order of the claims: the longest watched keep their frames.
const claims = new Map<symbol, Claim>()
const listeners = new Set<() => void>()
let winners: ReadonlySet<symbol> = new Set()
let timer: ReturnType<typeof setTimeout> | undefined

/** Shares a small number of live frames among all live views of the page. */
export const frameBudget = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },

  hasTurn(id: symbol): boolean {
    return winners.has(id)
  },

  /** Enters a claim or renews it. */
  claim(id: symbol, { isInView, limit }: Pick<Claim, 'isInView' | 'limit'>): void {
    const known = claims.get(id)
    const inViewSince = known?.isInView ? known.inViewSince : performance.now()
    claims.set(id, { isInView, inViewSince, limit, askedAt: known?.askedAt ?? -1 })
    decide()
  },

  /** Puts a claim before all others. */
  ask(id: symbol): void {
    const claim = claims.get(id)
    if (!claim) return
    claims.set(id, { ...claim, askedAt: performance.now() })
    decide()
  },

  release(id: symbol): void {
    claims.delete(id)
    decide()
  },
}

function decide() {
  clearTimeout(timer)
  const now = performance.now()
  let nextAt = Infinity
  const ranked = [...claims]
    .map(([id, { isInView, inViewSince, askedAt, limit }]) => {
      const keeps = winners.has(id)
      const seenAt = keeps || askedAt >= inViewSince ? inViewSince : inViewSince + patience
      if (isInView && seenAt > now) nextAt = Math.min(nextAt, seenAt)
      return { id, limit, askedAt, keeps, isSeen: isInView && seenAt <= now }
    })
    .sort(
      (a, b) =>
        Number(b.isSeen) - Number(a.isSeen) ||
        b.askedAt - a.askedAt ||
        Number(b.keeps) - Number(a.keeps),
    )
  if (nextAt < Infinity) timer = setTimeout(decide, nextAt - now)
  const next = new Set(ranked.filter(({ limit }, rank) => rank < limit).map(({ id }) => id))
  if (next.size === winners.size && [...next].every((id) => winners.has(id))) return
  winners = next
  for (const listener of listeners) listener()
}
