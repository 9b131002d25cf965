import type { FishbowlError } from '@fishbowl/core'

import { HandlerError } from '../http/handlerError.js'

/** Milliseconds for which the same refusal is not told again: whoever sends such requests must not fill a log. */
const QUIET_TIME = 10 * 60_000
/** Refusals that are told apart in that time. Further ones are not told. */
const MAX_TOLD = 100

/** Tells the host's log what went wrong, and what to do about it. Never throws. */
export type OperatorLog = (error: HandlerError) => void

/**
 * Makes the one place where the host's log is told. Failures are told each time. A refusal with advice, which
 * the viewer cannot follow but the operator can, is told once.
 */
export function createOperatorLog(onError: (error: FishbowlError) => unknown): OperatorLog {
  /** From what was told to when, in epoch milliseconds. */
  const told = new Map<string, number>()

  function isNew(text: string): boolean {
    const now = Date.now()
    for (const [known, at] of told) if (now - at >= QUIET_TIME) told.delete(known)
    if (told.has(text) || told.size >= MAX_TOLD) return false
    told.set(text, now)
    return true
  }

  return (error) => {
    const { ending, message, advice, cause, isReported, isRepeated } = error
    const text = advice === null ? message : `${message} ${advice}`
    if (!isReported && advice === null) return
    if (!isRepeated && !isNew(`${ending} ${text}`)) return
    notify(onError, advice === null ? error : new HandlerError(ending, { message: text, cause }))
  }
}

/** Tells a host's listener. A listener that throws or rejects must not fail the request. */
export function notify<T>(listener: ((value: T) => unknown) | undefined, value: T): void {
  new Promise((resolve) => {
    resolve(listener?.(value))
  }).catch(() => undefined)
}
