'use client'

import type { LiveView, Run } from '@fishbowl/core'
import { getRunOutcome, isTerminal } from '@fishbowl/core'
import type { HTMLAttributes, ReactNode } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { useFishbowl } from '../context/context.js'
import { useLazy } from '../dom/lazy.js'
import { useLiveView } from '../hooks/useLiveView.js'
import { statusMessages } from '../status/messages.js'
import { getOutcomeLabel } from '../status/RunStatusBadge.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { frameCode } from './frameCode.js'
import type { LiveBrowserControls } from './liveBrowser.js'
import { isTrouble, LiveViewNotice } from './LiveViewNotice.js'
import { liveViewMessages } from './messages.js'
import { useLiveBrowser } from './useLiveBrowser.js'

const texts = { ...statusMessages, ...liveViewMessages }

/** What `RunLiveView` takes; other attributes go to its root `<section>`. */
export interface RunLiveViewProps extends PartProps, Omit<HTMLAttributes<HTMLElement>, 'children'> {
  run: Run
  /** Pass the one from `useRun` where there is one. @default useLiveView(run) */
  liveView?: LiveView | undefined
  /** Offers to take control of the browser with mouse and keyboard. @default false */
  interactive?: boolean | undefined
  /** Offers to open it in a tab of its own. @default whether it is shown to an operator */
  canOpenLiveView?: boolean | undefined
  /** What else there is to see, such as a button to the recording; shown when there is no frame. */
  fallback?: ReactNode
}

/**
 * The live browser of a run in a sandboxed frame that can be watched but not touched, or what there
 * is to say when there is none. It keeps its place, so that nothing on the page jumps.
 * Renders a `<section>`.
 *
 * A page cannot see what a frame of another origin shows, so this never says "connected".
 *
 * @selector [data-state] `live`, `replayable` or `unknown` with a frame; without one `none`, `expired`,
 * `refused`, `unknown`, `hidden`, `paused`, `blocked`, `same-origin`, `no-document`, `waiting-turn`, `loading`
 * or `not-loaded`
 * @selector [data-frame] while there is a frame: `connecting`, `slow`, `showing`, `navigated` or `responding`
 * @selector [data-controlled] while the viewer is in control
 */
export const RunLiveView = createPart<HTMLElement, RunLiveViewProps>(function RunLiveView(
  {
    run,
    liveView: givenLiveView,
    interactive = false,
    canOpenLiveView,
    fallback,
    className,
    ...rest
  },
  ref,
) {
  const ownLiveView = useLiveView(run)
  const liveView = givenLiveView ?? ownLiveView
  const messages = useMessages(texts)
  const part = usePart('run-live-view', className)
  const status = useMemo(() => getOutcomeLabel(getRunOutcome(run), messages), [run, messages])

  // A live view that may have ended is loaded only when its viewer asks for it; `wanted` is the address.
  const [wanted, setWanted] = useState<string>()
  const address = getAddress(liveView, wanted)
  const canOpen = !useIsForCustomer()
  const openAddress = (canOpenLiveView ?? canOpen) ? address?.href : undefined
  const container = useRef<HTMLDivElement>(null)
  const loaded = useLazy(frameCode)
  // A browser that has done its work takes no more orders.
  const isOver = isTerminal(run.status)
  const canBeControlled = interactive && !isOver
  const browser = useLiveBrowser(run.runId, address, container, canBeControlled, {
    isCodeThere: loaded !== undefined,
    loadCode: frameCode.load,
  })
  useLiveViewEvents(run.runId, liveView, browser)

  // The code comes while the run still waits for its browser, so that the browser waits for no code.
  useEffect(() => {
    if (!isOver) void frameCode.preload()
  }, [isOver])

  const notice = address ? browser.halt : liveView

  function show() {
    if (liveView.state === 'unknown') setWanted(liveView.href)
    browser.open()
    // The button goes away. Without this the keyboard would start from the top of the page.
    container.current?.focus({ preventScroll: true })
  }

  const shownNotice = notice && (
    <LiveViewNotice run={run} notice={notice} openAddress={openAddress} onShow={show}>
      {!address && fallback}
    </LiveViewNotice>
  )
  return (
    <section
      ref={ref}
      data-state={notice ? notice.state : liveView.state}
      data-frame={browser.isMounted ? browser.phase : undefined}
      data-controlled={browser.isControlled ? '' : undefined}
      {...part}
      {...rest}
    >
      <div ref={container} className="fishbowl-run-live-view-container" tabIndex={-1}>
        {address && loaded && (
          <loaded.LiveViewBar
            browser={browser}
            address={address}
            openAddress={openAddress}
            container={container}
            canBeControlled={canBeControlled}
          />
        )}
        <div className="fishbowl-run-live-view-stage" {...innerPart('stage')}>
          {browser.isInView && loaded && notice?.state === 'waiting-turn' && (
            <loaded.LiveViewStill run={run} />
          )}
          <div className="fishbowl-run-live-view-status">
            {!isTrouble(notice) && shownNotice}
            {browser.isMounted && browser.phase === 'connecting' && (
              <p className="fishbowl-run-live-view-wait">{messages.liveViewConnecting}</p>
            )}
          </div>
          {/* Screen readers only read out what changes in an element that was there before. */}
          <div className="fishbowl-run-live-view-status" role="status">
            {isTrouble(notice) && shownNotice}
          </div>
          {address && loaded && browser.isMounted && (
            <loaded.LiveFrame
              key={browser.key}
              runId={run.runId}
              address={address}
              browser={browser}
              label={messages.liveViewPicture(status)}
            />
          )}
        </div>
        {loaded && browser.isMounted && (
          <loaded.LiveViewCaption
            liveView={liveView}
            phase={browser.phase}
            isControlled={browser.isControlled}
          />
        )}
      </div>
    </section>
  )
})

/** The address that may be shown. */
function getAddress(liveView: LiveView, wanted: string | undefined) {
  switch (liveView.state) {
    case 'live':
    case 'replayable':
      return liveView
    case 'unknown':
      return liveView.href === wanted ? liveView : null
    default:
      return null
  }
}

/** Tells the host what becomes of a live view. */
function useLiveViewEvents(
  runId: string,
  liveView: LiveView,
  { isMounted, key, halt }: LiveBrowserControls,
) {
  const { onEvent } = useFishbowl()

  useEffect(() => {
    if (isMounted) onEvent({ type: 'live_view_mounted', runId })
  }, [isMounted, key, runId, onEvent])

  useEffect(() => {
    if (halt?.state === 'same-origin') onEvent({ type: 'live_view_same_origin', runId })
    if (halt?.state !== 'blocked') return
    const { directive, origin } = halt
    onEvent({ type: 'live_view_blocked', runId, directive, origin })
  }, [halt, runId, onEvent])

  // The effect depends on what is in `liveView`: a host may make a new object on each render.
  const isExpired = liveView.state === 'expired'
  const refusal = liveView.state === 'refused' ? liveView : undefined
  const { reason, host } = refusal ?? {}
  useEffect(() => {
    if (isExpired) onEvent({ type: 'live_view_expired', runId })
    if (reason) onEvent({ type: 'live_view_refused', runId, reason, host })
  }, [isExpired, reason, host, runId, onEvent])
}
