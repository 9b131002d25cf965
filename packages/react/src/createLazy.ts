/** Code that is loaded apart from that of the page. */
export interface Lazy<T> {
  /** `undefined` until it is there. */
  get: () => T | undefined
  /** Told when it is there. */
  subscribe: (listener: () => void) => () => void
  /**
   * Loads it once for all who ask. What has failed is tried again for the next who asks; Firefox keeps
   * the failure of a module until the page is loaded anew.
   */
  load: () => Promise<void>
  /** Loads it for later: whoever needs it then is told of what fails. */
  preload: () => Promise<void>
}

export function createLazy<T>(fetchCode: () => Promise<T>): Lazy<T> {
  let loaded: T | undefined
  let loading: Promise<void> | undefined
  const listeners = new Set<() => void>()

  async function loadOnce() {
    try {
      loaded = await fetchCode()
    } catch (error) {
      loading = undefined
      throw error
    }
    for (const listener of listeners) listener()
  }
  const load = () => (loading ??= loadOnce())

  return {
    get: () => loaded,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    preload: () => load().catch(() => {}),
  }
}
