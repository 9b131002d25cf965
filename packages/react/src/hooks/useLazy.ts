'use client'

import { useSyncExternalStore } from 'react'

import type { Lazy } from '../createLazy.js'

const onServer = () => undefined

/** The code as soon as it is there. A server has none of it yet, and what is hydrated must be the same. */
export function useLazy<T>({ subscribe, get }: Lazy<T>): T | undefined {
  return useSyncExternalStore<T | undefined>(subscribe, get, onServer)
}
