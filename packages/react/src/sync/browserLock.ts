/** A lock that pages of one origin have of the browser. It ends with its page, also when that crashes. */
export interface BrowserLock {
  /** Whether the lock was free. Rejects where there are no locks, as on an insecure origin. */
  isHeld: Promise<boolean>
  /** Frees the lock, or lets go of it before it is held. */
  release: () => void
}

/**
 * Takes a lock if it is free.
 *
 * @param mode An `exclusive` one is free when nobody holds it, a `shared` one when nobody holds it exclusively.
 */
export function takeLock(name: string, mode: LockMode = 'exclusive'): BrowserLock {
  let release: () => void = () => undefined
  const end = new Promise<void>((resolve) => (release = resolve))
  const isHeld = new Promise<boolean>((resolve, reject) => {
    const keep = (lock: Lock | null) => {
      resolve(lock !== null)
      return lock ? end : undefined
    }
    navigator.locks.request(name, { mode, ifAvailable: true }, keep).catch(reject)
  })
  return { isHeld, release }
}
