'use client'

import { useRef } from 'react'

/** Milliseconds after which typing starts anew. */
const pause = 500

/** Gathers what is typed without a pause, in lower case. */
export function useTypeahead() {
  const last = useRef({ typed: '', at: -Infinity })
  return (key: string, now: number): string => {
    const { typed, at } = last.current
    last.current = { typed: (now - at < pause ? typed : '') + key.toLowerCase(), at: now }
    return last.current.typed
  }
}
