/** A live view that would like to show its frame. */
interface Claim {
  isInView: boolean
  /** When its viewer asked for it, in milliseconds; 0 if never. */
  askedAt: number
  limit: number
}

// One for the page, not one for each provider: it is the page that gets slow.
// A map keeps the order of the claims: the longest watched keep their frames.
const claims = new Map<symbol, Claim>()
const listeners = new Set<() => void>()
let winners: ReadonlySet<symbol> = new Set()

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
    const { askedAt = 0 } = claims.get(id) ?? {}
    claims.set(id, { isInView, limit, askedAt })
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
  const ranked = [...claims].sort(
    ([idA, a], [idB, b]) =>
      Number(b.isInView) - Number(a.isInView) ||
      b.askedAt - a.askedAt ||
      // Those out of view have nothing to win from each other.
      Number(winners.has(idB)) - Number(winners.has(idA)),
  )
  const next = new Set(ranked.filter(([, { limit }], rank) => rank < limit).map(([id]) => id))
  if (next.size === winners.size && [...next].every((id) => winners.has(id))) return
  winners = next
  for (const listener of listeners) listener()
}
