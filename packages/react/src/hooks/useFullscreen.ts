'use client'

import { useSyncExternalStore } from 'react'
import type { RefObject } from 'react'

function subscribe(listener: () => void) {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}
const onServer = () => undefined

/** Shows an element on the full screen, where the browser and the page allow it. */
export function useFullscreen(element: RefObject<HTMLElement | null>) {
  /** `undefined` where there is no full screen. */
  const isActive = useSyncExternalStore<boolean | undefined>(
    subscribe,
    () =>
      document.fullscreenEnabled
        ? element.current !== null && document.fullscreenElement === element.current
        : undefined,
    onServer,
  )
  function toggle() {
    // A refusal (no gesture, a policy) leaves everything as it is: there is nothing to tell.
    const change = isActive ? document.exitFullscreen() : element.current?.requestFullscreen()
    change?.catch(() => {})
  }
  return { isActive, toggle }
}
