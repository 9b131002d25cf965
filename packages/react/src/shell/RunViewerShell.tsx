// A door: the viewer, and all that it needs, is loaded from here when it comes near the window.
'use client'

import type { ComponentType } from 'react'
import { useEffect, useRef, useState } from 'react'

import { getWindow } from '../dom/ownWindow.js'
import type { NearRunViewerProps } from './NearRunViewer.js'

/** What `RunViewerShell` takes: what `FishbowlProvider` and `RunViewer` take, and its own texts. */
export type RunViewerShellProps = NearRunViewerProps & {
  /** Said where the code of the viewer does not load. @default 'The run could not be shown.' */
  failedText?: string | undefined
  /** The button beside it. @default 'Try again' */
  retryText?: string | undefined
}

let loaded: ComponentType<NearRunViewerProps> | undefined

/**
 * A `RunViewer` with its provider, of which the page pays nothing before somebody looks: it reserves the
 * place, and loads the viewer when that comes within 400 px of the window. For pages that show runs far
 * down, or seldom. Renders a `<div>` around the viewer.
 *
 * @selector [data-state] `waiting`, `failed` or `shown`
 * @example
 * import { RunViewerShell } from '@fishbowl/react/shell'
 *
 * <RunViewerShell endpoint="/api/fishbowl" runId={runId} />
 */
export function RunViewerShell({
  failedText = 'The run could not be shown.',
  retryText = 'Try again',
  ...props
}: RunViewerShellProps) {
  const root = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  // Not `loaded` itself: a server and the first render in the browser must draw the same.
  const [Viewer, setViewer] = useState<ComponentType<NearRunViewerProps>>()

  useEffect(() => {
    const Observer = root.current && getWindow(root.current).IntersectionObserver
    if (!Observer || !root.current) return setIsNear(true)
    const observer = new Observer(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsNear(true),
      { rootMargin: '400px' },
    )
    observer.observe(root.current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!isNear || hasFailed) return
    const show = () => setViewer(() => loaded)
    if (loaded) return show()
    let isGone = false
    import('./NearRunViewer.js').then(
      ({ NearRunViewer }) => {
        loaded = NearRunViewer
        if (!isGone) show()
      },
      () => !isGone && setHasFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [isNear, hasFailed])

  const state = Viewer ? 'shown' : hasFailed ? 'failed' : 'waiting'
  return (
    <div ref={root} className="fishbowl-run-viewer-shell" data-state={state}>
      {Viewer && <Viewer {...props} />}
      {state === 'failed' && (
        <p role="alert">
          <span>{failedText}</span>{' '}
          <button type="button" onClick={() => setHasFailed(false)}>
            {retryText}
          </button>
        </p>
      )}
    </div>
  )
}
