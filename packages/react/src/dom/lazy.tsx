'use client'

import type { ComponentType, JSX } from 'react'
import { createElement, useEffect, useState, useSyncExternalStore } from 'react'

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

const onServer = () => undefined

/** The code as soon as it is there. A server has none of it yet, and what is hydrated must be the same. */
export function useLazy<T>({ subscribe, get }: Lazy<T>): T | undefined {
  return useSyncExternalStore<T | undefined>(subscribe, get, onServer)
}

export interface LazyPart<Props> {
  (props: Props): JSX.Element
  /** Loads the code, so that the part is there at once when it is shown. */
  preload: () => Promise<void>
}

/**
 * A part whose code is loaded apart from that of the page. What fails to load is thrown, for the boundary
 * around the part, and tried again when the part is mounted anew (in vain in Firefox, until the page is
 * loaded anew).
 *
 * Not `React.lazy`: React holds back what a Suspense boundary reveals for up to 300 ms, and a host's
 * boundary would hide more than the part.
 */
export function lazyPart<Props extends object>(
  fetchCode: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  const lazy = createLazy(fetchCode)

  function Lazy(props: Props) {
    const Part = useLazy(lazy)
    const [failure, setFailure] = useState<{ error: unknown }>()
    useEffect(() => {
      let isGone = false
      lazy.load().catch((error: unknown) => !isGone && setFailure({ error }))
      return () => {
        isGone = true
      }
    }, [])
    if (failure) throw failure.error
    return Part ? (
      createElement(Part, props)
    ) : (
      <div className="fishbowl-part-loading" aria-busy="true" />
    )
  }
  Lazy.preload = lazy.preload
  return Lazy
}
