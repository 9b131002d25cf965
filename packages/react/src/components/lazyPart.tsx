'use client'

import { createElement, useEffect, useState } from 'react'
import type { ComponentType, JSX } from 'react'

import { createLazy } from '../createLazy.js'
import { useLazy } from '../hooks/useLazy.js'

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
