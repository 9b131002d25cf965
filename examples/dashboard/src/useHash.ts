import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The run that the address names, so that reload, back and a shared link work. */
export function useHash(): [string, (hash: string) => void] {
  const hash = useSyncExternalStore(subscribe, () => decodeHash(location.hash))
  return [hash, (next) => (location.hash = encodeURIComponent(next))]
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return hash.slice(1)
  }
}
