import type { Wish } from './pageMessage.js'

/** What the other pages of a group want to be told of. */
export interface Wishes {
  /** Notes what a page wants; without any run, that it wants nothing. */
  set(page: string, runs: readonly Wish[]): void
  /** Notes that all have been told of a run. */
  noteTold(runId: string, version: number): void
  isWanted(runId: string): boolean
  clear(): void
  /**
   * Puts together what this page and the others want, without what is over: first what is the most important to
   * each, with the lowest version that one of them has.
   */
  unite(own: Iterable<readonly [...Wish]>, over: ReadonlySet<string>): Map<string, number>
}

/** Milliseconds. A hidden page is let to speak once a minute; one that says nothing for longer is gone. */
const MAX_ABSENCE = 150_000

export function createWishes(): Wishes {
  const pages = new Map<string, { runs: Map<string, number>; heardAt: number }>()

  function listPresent() {
    for (const [page, { heardAt }] of pages) {
      if (Date.now() - heardAt > MAX_ABSENCE) pages.delete(page)
    }
    return [...pages.values()].map(({ runs }) => [...runs])
  }

  return {
    set(page, runs) {
      if (runs.length === 0) pages.delete(page)
      else pages.set(page, { runs: new Map(runs), heardAt: Date.now() })
    },

    noteTold(runId, version) {
      for (const { runs } of pages.values()) if (runs.has(runId)) runs.set(runId, version)
    },

    isWanted: (runId) => [...pages.values()].some(({ runs }) => runs.has(runId)),
    clear: () => pages.clear(),

    unite(own, over) {
      const wishes: (readonly [...Wish])[][] = [[...own], ...listPresent()]
      const all = new Map<string, number>()
      const longest = Math.max(...wishes.map(({ length }) => length))
      for (let place = 0; place < longest; place += 1) {
        for (const wish of wishes) {
          const [runId, version] = wish[place] ?? []
          if (runId === undefined || version === undefined || over.has(runId)) continue
          all.set(runId, Math.min(version, all.get(runId) ?? Infinity))
        }
      }
      return all
    },
  }
}
