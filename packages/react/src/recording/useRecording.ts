'use client'

import { useEffect, useReducer, useRef } from 'react'

import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { newRecording, updateRecording } from './recording.js'

/** As long as a request may take. */
const patience = 30_000

/**
 * Plays a recording whose address keeps expiring: asks for another one when it is needed, and goes on
 * with it where the last one ended.
 *
 * @param url A checked address. A later one is kept for when the first stops working.
 * @param onRenew Reads the run again, which brings another address.
 */
export function useRecording(url: string | null, onRenew: (() => void) | undefined) {
  const [{ phase, source }, dispatch] = useReducer(updateRecording, newRecording)
  const video = useRef<HTMLVideoElement>(null)
  const latestOnRenew = useLatest(onRenew)

  useEffect(() => {
    if (url !== null) dispatch({ type: 'url', url, now: Date.now() })
  }, [url])

  useEffect(() => {
    if (phase !== 'renewing') return
    latestOnRenew.current?.()
    const timer = setTimeout(() => dispatch({ type: 'gave_up' }), patience)
    return () => clearTimeout(timer)
  }, [phase, latestOnRenew])

  // Only here, never in the markup: that could be cached, and the address is a secret.
  useIsomorphicLayoutEffect(() => {
    const element = video.current
    if (!element || !source) return
    const { currentTime, paused } = element
    element.src = source.url
    element.currentTime = currentTime
    // The browser may want a click first; then the viewer presses play.
    if (!paused) element.play().catch(() => {})
  }, [source])

  function note(type: 'used' | 'error') {
    dispatch({ type, now: Date.now(), canRenew: onRenew !== undefined })
  }

  return {
    phase: source && phase,
    retry: () => dispatch({ type: 'retry' }),
    videoProps: {
      ref: video,
      onLoadedMetadata: () => dispatch({ type: 'loaded' }),
      onPlay: () => note('used'),
      onSeeking: () => note('used'),
      onError: () => note('error'),
    },
  }
}
