'use client'

import { createElement, useEffect, useState, useSyncExternalStore } from 'react'
import type { ComponentType, JSX } from 'react'

export interface LazyPart<Props> {
  (props: Props): JSX.Element
  /** Loads the code, so that the part is there at once when it is shown. */
  preload: () => Promise<void>
}

/**
 * A part whose code is loaded apart from that of the page. What fails to load is thrown, for the boundary
 * around the part, and tried again when the part is mounted anew.
 *
 * Not `React.lazy`: React holds back what a Suspense boundary reveals for up to 300 ms, and a host's
 * boundary would hide more than the part.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined
  let loading: Promise<void> | undefined
  const listeners = new Set<() => void>()

  async function loadOnce() {
    try {
      loaded = await load()
    } catch (error) {
      loading = undefined
      throw error
    }
    for (const listener of listeners) listener()
  }
  const ensure = () => (loading ??= loadOnce())

  function subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function Lazy(props: Props) {
    // A server has no code of it yet, and what is hydrated must be the same.
    const Part = useSyncExternalStore(
      subscribe,
      () => loaded,
      () => undefined,
    )
    const [failure, setFailure] = useState<{ error: unknown }>()
    useEffect(() => {
      let isGone = false
      ensure().catch((error: unknown) => !isGone && setFailure({ error }))
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
  // Whoever shows the part is told of what fails.
  Lazy.preload = () => ensure().catch(() => {})
  return Lazy
}
