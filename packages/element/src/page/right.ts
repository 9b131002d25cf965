/** Under what an entry of the history says where its right is kept. */
const NAME = 'fishbowlShare'

/**
 * Takes the right of the link out of the address, so that nobody finds it in the bar, in the history or in a
 * picture of the screen. Gives `''` where there is none.
 *
 * It is kept for this tab until the tab is closed, as phones reload pages that were away for a while. The
 * entry of the history has the name under which it is kept, so that of two links in one tab, Back comes to the
 * right one.
 */
export function takeRight(): string {
  // A full stop or a bracket behind a link is often taken for a part of it.
  const right = location.hash.slice(1).replace(/[^\w-]+$/, '')
  const path = location.pathname + location.search
  if (!right) {
    const kept = recall()
    // A lone `#` would be left over.
    history.replaceState(history.state, '', path)
    return kept
  }
  const key = `${NAME} ${crypto.getRandomValues(new Uint32Array(2)).join('')}`
  keep(key, right)
  history.replaceState({ [NAME]: key }, '', path)
  return right
}

function keep(key: string, right: string): void {
  withStorage((storage) => storage.setItem(key, right))
}

function recall(): string {
  return withStorage((storage) => storage.getItem(readKey())) ?? ''
}

function readKey(): string {
  const state = history.state as { [NAME]?: unknown } | null
  return String(state?.[NAME])
}

/** A frame in another site may have no storage. Then the right is gone with the page, as in memory. */
function withStorage<T>(action: (storage: Storage) => T): T | null {
  try {
    return action(sessionStorage)
  } catch {
    return null
  }
}
