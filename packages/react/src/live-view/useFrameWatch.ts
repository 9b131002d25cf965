'use client'

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

import { useLatest } from '../dom/useLatest.js'
import type { FramePhase, LiveBrowserEvent } from './liveBrowser.js'

export interface FrameWatch {
  /** The frame's own origin. */
  origin: string
  phase: FramePhase
  /** Time that nobody watches does not count as waiting. */
  isInView: boolean
}

const slowAfter = 8_000
const noDocumentAfter = 15_000
/** How long a frame that has just loaded counts as on its way. */
const moving = 1_000

/** Finds out the little that a page can know of a frame of another origin. */
export function useFrameWatch(
  frame: RefObject<HTMLIFrameElement | null>,
  watch: FrameWatch,
  dispatch: (event: LiveBrowserEvent) => void,
) {
  const { phase, isInView } = watch
  const latest = useLatest(watch)
  const movedAt = useRef(0)
  useEffect(() => {
    movedAt.current = Date.now()
  }, [phase])

  const isWaiting = phase === 'connecting' || phase === 'slow'

  useEffect(() => {
    if (!isWaiting || !isInView) return
    const slow = setTimeout(() => {
      // A document that goes on loading for ever is being shown all the same.
      dispatch({ type: hasDocument(frame.current) ? 'shown' : 'slow' })
    }, slowAfter)
    const none = setTimeout(() => {
      if (!hasDocument(frame.current)) dispatch({ type: 'halted', halt: { state: 'no-document' } })
    }, noDocumentAfter)
    return () => {
      clearTimeout(slow)
      clearTimeout(none)
    }
  }, [isWaiting, isInView, frame, dispatch])

  useEffect(() => {
    function handleViolation(event: SecurityPolicyViolationEvent) {
      const { disposition, effectiveDirective: directive, blockedURI } = event
      if (disposition !== 'enforce' || !/^(frame|child)-src$/.test(directive)) return
      const blocked = getOrigin(blockedURI)
      const isOurs = blocked === latest.current.origin
      // After a redirect the blocked origin is not the one that was asked for, and the blank page in
      // its place may already have loaded.
      const { phase } = latest.current
      const isMoving =
        phase === 'connecting' || phase === 'slow' || Date.now() - movedAt.current < moving
      const mayBeOurs = isOurs || (isMoving && !isOfAnother(frame.current, blocked))
      if (blocked && mayBeOurs) {
        dispatch({ type: 'halted', halt: { state: 'blocked', directive, origin: blocked } })
      }
    }
    function handleMessage(event: MessageEvent) {
      // What it says does not matter: anybody could say it. That it speaks is a sign of life.
      if (event.source && event.source === frame.current?.contentWindow) {
        dispatch({ type: 'messaged' })
      }
    }
    document.addEventListener('securitypolicyviolation', handleViolation)
    window.addEventListener('message', handleMessage)
    return () => {
      document.removeEventListener('securitypolicyviolation', handleViolation)
      window.removeEventListener('message', handleMessage)
    }
  }, [frame, latest, dispatch])
}

/** Until a document of another origin is there, the frame's empty first one can be reached. */
function hasDocument(frame: HTMLIFrameElement | null): boolean {
  return frame !== null && frame.contentDocument === null
}

/** Whether the host's page has a frame of its own that was to show this origin. */
function isOfAnother(ours: HTMLIFrameElement | null, origin: string | null): boolean {
  const frames = [...document.querySelectorAll('iframe')]
  return frames.some((frame) => frame !== ours && getOrigin(frame.src) === origin)
}

function getOrigin(url: string): string | null {
  try {
    return new URL(url).origin
  } catch {
    return null
  }
}
