'use client'

import { useEffect, useReducer, useRef } from 'react'

import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { newRecording, updateRecording } from './recording.js'

/** Milliseconds to wait for another address: as long as a request may take. */
const PATIENCE = 30_000

/**
 * Plays a recording whose address keeps expiring: asks for another address when the old one no longer
 * works, and goes on where the video was.
 *
 * @param url An address that has been checked. A later one is kept for when the first stops working.
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
    const timer = setTimeout(() => dispatch({ type: 'gave_up' }), PATIENCE)
    return () => clearTimeout(timer)
  }, [phase, latestOnRenew])

  // The address is a secret, so it is set here and not in the markup, which may be cached.
  useIsomorphicLayoutEffect(() => {
    const element = video.current
    if (!element || !source) return
    const { currentTime, paused } = element
    element.src = source.url
    element.currentTime = currentTime
    // The browser may not let a video start by itself. Then the viewer presses play.
    if (!paused) element.play()?.catch(() => {})
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
