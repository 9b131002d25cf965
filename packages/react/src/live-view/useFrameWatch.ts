'use client'

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

import { getWindow } from '../dom/ownWindow.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { hasEmbedderPolicy } from './embedderPolicy.js'
import type { FramePhase, LiveBrowserEvent } from './liveBrowser.js'
import { EMBEDDER_POLICY } from './liveBrowser.js'

export interface FrameWatch {
  /** The frame's own origin. */
  origin: string
  phase: FramePhase
  /** Only the time in view counts as waiting. */
  isInView: boolean
}

/** Milliseconds without a document after which a frame counts as slow, and as one that never comes. */
const SLOW_AFTER = 8_000
const NO_DOCUMENT_AFTER = 15_000
/** Milliseconds for which a frame that has just changed its phase may still be loading. */
const SETTLE_TIME = 1_000
/** Milliseconds between two looks for pages of our own origin that no `load` of our frame tells of. */
const LOOK_PAUSE = 5_000

/**
 * Finds out the little that a page can know of a frame of another origin.
 *
 * @returns What is to be called when the frame has loaded; it tells whether the frame may stay.
 */
export function useFrameWatch(
  frame: RefObject<HTMLIFrameElement | null>,
  watch: FrameWatch,
  dispatch: (event: LiveBrowserEvent) => void,
): () => boolean {
  const { phase, isInView } = watch
  const latest = useLatest(watch)
  const changedAt = useRef(0)
  useEffect(() => {
    changedAt.current = Date.now()
  }, [phase])

  const isWaiting = phase === 'connecting' || phase === 'slow'

  useEffect(() => {
    if (!isWaiting || !isInView) return
    const slow = setTimeout(() => {
      // A document that goes on loading for ever is being shown all the same.
      dispatch({ type: hasDocument(frame.current) ? 'shown' : 'slow' })
    }, SLOW_AFTER)
    const none = setTimeout(() => {
      if (!hasDocument(frame.current)) dispatch({ type: 'halted', halt: { state: 'no-document' } })
    }, NO_DOCUMENT_AFTER)
    return () => {
      clearTimeout(slow)
      clearTimeout(none)
    }
  }, [isWaiting, isInView, frame, dispatch])

  // A frame from which anything is heard has not been kept out.
  const isSilent = phase === 'showing'
  useEffect(() => {
    const { current } = frame
    if (!isSilent || !current || 'credentialless' in current) return
    let isOver = false
    const timer = setTimeout(() => {
      void hasEmbedderPolicy(getWindow(current)).then((isKeptOut) => {
        if (!isKeptOut || isOver) return
        const { origin } = latest.current
        dispatch({ type: 'halted', halt: { state: 'blocked', directive: EMBEDDER_POLICY, origin } })
      })
    }, SETTLE_TIME)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [isSilent, frame, latest, dispatch])

  useEffect(() => {
    const timer = setInterval(checkOrigin, LOOK_PAUSE, frame, dispatch)
    return () => clearInterval(timer)
  }, [frame, dispatch])

  // Before this page is painted: a page in the frame may come and speak, or be refused, sooner than that.
  useIsomorphicLayoutEffect(() => {
    if (!frame.current) return
    // Violations and messages are told to the page that holds the frame, in whichever window that is.
    const ownWindow = getWindow(frame.current)
    const ownDocument = ownWindow.document
    function handleViolation(event: SecurityPolicyViolationEvent) {
      const { disposition, effectiveDirective: directive, blockedURI } = event
      if (disposition !== 'enforce' || !/^(frame|child)-src$/.test(directive)) return
      const blocked = getOrigin(blockedURI)
      const { origin, phase } = latest.current
      // After a redirect another origin is blocked than the one that was asked for, and the blank page
      // in its place may already have loaded.
      const isLoading =
        phase === 'connecting' || phase === 'slow' || Date.now() - changedAt.current < SETTLE_TIME
      const mayBeOurs = blocked === origin || (isLoading && !isOfAnother(frame.current, blocked))
      if (blocked && mayBeOurs) {
        dispatch({ type: 'halted', halt: { state: 'blocked', directive, origin: blocked } })
      }
    }
    function handleMessage(event: MessageEvent) {
      // Only that a message comes counts, as a sign of life. Anybody could have written what it says.
      if (event.source && event.source === frame.current?.contentWindow) {
        dispatch({ type: 'messaged' })
      }
    }
    ownDocument.addEventListener('securitypolicyviolation', handleViolation)
    ownWindow.addEventListener('message', handleMessage)
    return () => {
      ownDocument.removeEventListener('securitypolicyviolation', handleViolation)
      ownWindow.removeEventListener('message', handleMessage)
    }
  }, [frame, latest, dispatch])

  return () => checkOrigin(frame, dispatch)
}

/** Takes the frame away when a page of our own origin is in it. Tells whether it may stay. */
function checkOrigin(
  frame: RefObject<HTMLIFrameElement | null>,
  dispatch: (event: LiveBrowserEvent) => void,
): boolean {
  const isOurs = hasPageOfOurs(frame.current?.contentWindow)
  if (isOurs) dispatch({ type: 'halted', halt: { state: 'same-origin' } })
  return !isOurs
}

/**
 * Whether a window, or one within it, shows a page of our own origin: the address that was checked may
 * send the frame on to one, by a redirect or by script. Such a page could undo its sandbox.
 */
function hasPageOfOurs(window: Window | null | undefined): boolean {
  if (!window) return false
  try {
    // Until a page comes, there is an empty one of our origin that nobody else has written to.
    if (window.location.href !== 'about:blank') return true
  } catch {
    // The address of a page of another origin cannot be read, as it should be.
  }
  return Array.from({ length: window.length }, (_, index) => window[index]).some(hasPageOfOurs)
}

/** Whether a document of another origin is there: until then, the frame's empty first one can be reached. */
function hasDocument(frame: HTMLIFrameElement | null): boolean {
  return frame !== null && frame.contentDocument === null
}

/** Whether the page has a frame beside ours that was to show this origin. */
function isOfAnother(ours: HTMLIFrameElement | null, origin: string | null): boolean {
  const frames = ours ? [...ours.ownerDocument.querySelectorAll('iframe')] : []
  return frames.some((frame) => frame !== ours && getOrigin(frame.src) === origin)
}

function getOrigin(url: string): string | null {
  try {
    return new URL(url).origin
  } catch {
    return null
  }
}
