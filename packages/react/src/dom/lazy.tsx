'use client'

import type { ComponentType, JSX } from 'react'
import { createElement, useEffect, useState, useSyncExternalStore } from 'react'

/** Code that is not shipped with the page, but loaded when it is needed. */
export interface Lazy<T> {
  /** The code; `undefined` until it has been loaded. */
  get: () => T | undefined
  /** Calls the listener when the code has been loaded. Returns a function that ends this. */
  subscribe: (listener: () => void) => () => void
  /**
   * Loads the code once for all who ask. After a failure it is tried again for whoever asks next, but
   * Firefox keeps the failure of a module until the page is loaded anew.
   */
  load: () => Promise<void>
  /** Loads the code for later. A failure is not told here, but to whoever needs the code then. */
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

/** The code as soon as it is there. On a server and while hydrating it is not, so that both draw the same. */
export function useLazy<T>({ subscribe, get }: Lazy<T>): T | undefined {
  return useSyncExternalStore<T | undefined>(subscribe, get, () => undefined)
}

export interface LazyComponent<Props> {
  (props: Props): JSX.Element
  /** Loads the code, so that the component is there at once when it is shown. */
  preload: () => Promise<void>
}

/**
 * A component whose code is loaded when it is first shown. When loading fails, the error is thrown for the
 * boundary around the component. A component that is mounted anew tries again, in Firefox in vain.
 *
 * `React.lazy` would need a Suspense boundary: React holds back what such a boundary reveals for up to
 * 300 ms, and a boundary of the host would hide more than this component.
 */
export function createLazyComponent<Props extends object>(
  fetchCode: () => Promise<ComponentType<Props>>,
): LazyComponent<Props> {
  const lazy = createLazy(fetchCode)

  function Lazy(props: Props) {
    const Loaded = useLazy(lazy)
    const [failure, setFailure] = useState<{ error: unknown }>()
    useEffect(() => {
      let isGone = false
      lazy.load().catch((error: unknown) => !isGone && setFailure({ error }))
      return () => {
        isGone = true
      }
    }, [])
    if (failure) throw failure.error
    return Loaded ? (
      createElement(Loaded, props)
    ) : (
      <div className="fishbowl-part-loading" aria-busy="true" />
    )
  }
  Lazy.preload = lazy.preload
  return Lazy
}
