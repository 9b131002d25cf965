'use client'

import type { Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { checkRecordingUrl } from '@fishbowl/core/internal'
import type { HTMLAttributes } from 'react'
import { forwardRef } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { useFishbowl } from '../context/context.js'
import { Button } from '../ui/Button.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { innerPart } from '../ui/innerPart.js'
import { commonMessages } from '../ui/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { recordingMessages } from './messages.js'
import { useRecording } from './useRecording.js'

const texts = { ...commonMessages, ...recordingMessages }

/** What `RunRecording` takes; other attributes go to its root `<section>`. */
export interface RunRecordingProps
  extends PartProps, Omit<HTMLAttributes<HTMLElement>, 'children'> {
  run: Run
  /**
   * Called when the recording's address has expired: read the run again, and pass it as `run`. It is
   * called at most once for each address, and whenever the viewer asks for it.
   */
  onRenew?: (() => void) | undefined
  /** Whether a recording may still come. @default until the run has ended */
  isAwaited?: boolean | undefined
}

/**
 * The recording of a run, with the browser's own controls. Its address lives for 15 minutes: then
 * another one is asked for, and the video goes on where it was. Renders a `<section>`.
 *
 * A page with a Content-Security-Policy has to name the recording's host in `media-src`.
 *
 * @selector [data-state] `playing`, `renewing`, `failed`, `refused`, `waiting` or `none`
 * @example
 * const { run, query } = useRun(runId)
 * return run && <RunRecording run={run} onRenew={() => void query.refetch()} />
 */
export const RunRecording = createPart<HTMLElement, RunRecordingProps>(
  function RunRecording(props, ref) {
    // The key makes the recording of another run begin at its beginning.
    return <Player key={props.run.runId} ref={ref} {...props} />
  },
)

const Player = forwardRef<HTMLElement, RunRecordingProps>(function Player(
  { run, onRenew, isAwaited = !isTerminal(run.status), className, ...rest },
  ref,
) {
  const { streamPolicy } = useFishbowl()
  const isForCustomer = useIsForCustomer()
  const messages = useMessages(texts)
  const part = usePart('run-recording', className)
  const url = checkRecordingUrl(run.videoUrl, streamPolicy)
  const { phase, retry, videoProps } = useRecording(url, onRenew)
  const state = phase ?? getStateWithoutVideo(run, url, isAwaited)
  return (
    <section ref={ref} aria-label={messages.recordingLabel} data-state={state} {...part} {...rest}>
      <div className="fishbowl-run-recording-stage" {...innerPart('stage')}>
        {phase && (
          // A video has no `referrerPolicy`: what it tells its host is up to the policy of the page.
          <video
            className="fishbowl-run-recording-video"
            aria-label={messages.recordingLabel}
            controls
            playsInline
            // What is saved would be named as the recording is at its own host.
            controlsList={isForCustomer ? 'nodownload' : undefined}
            // Recordings have no sound, but only a muted video may go on by itself after a renewal.
            muted
            preload="metadata"
            hidden={phase === 'failed'}
            {...videoProps}
          />
        )}
        {/* Screen readers only read out what changes in an element that was there before. */}
        <div className="fishbowl-run-recording-status" role="status">
          <RecordingNotice state={state} onRetry={onRenew && retry} />
        </div>
      </div>
    </section>
  )
})

function getStateWithoutVideo(run: Run, url: string | null, isAwaited: boolean) {
  // The video comes after the first render, as its address must not be in a server's markup.
  if (url !== null) return 'playing'
  if (run.videoUrl !== null) return 'refused'
  return isAwaited ? 'waiting' : 'none'
}

interface RecordingNoticeProps {
  state: 'playing' | 'renewing' | 'failed' | 'refused' | 'waiting' | 'none'
  onRetry: (() => void) | undefined
}

/** What there is to say about a recording that does not play. */
function RecordingNotice({ state, onRetry }: RecordingNoticeProps) {
  const messages = useMessages(texts)
  switch (state) {
    case 'playing':
      return null
    case 'renewing':
      return <p className="fishbowl-run-recording-note">{messages.recordingRenewing}</p>
    case 'failed':
      return (
        <Notice
          title={messages.recordingFailedTitle}
          actions={onRetry && <Button onClick={onRetry}>{messages.retry}</Button>}
        >
          {messages.recordingFailedText}
        </Notice>
      )
    case 'refused':
      return <Notice title={messages.recordingRefusedTitle}>{messages.recordingRefusedText}</Notice>
    case 'waiting':
      return <Notice title={messages.recordingWaitingTitle}>{messages.recordingWaitingText}</Notice>
    case 'none':
      return <Notice title={messages.recordingNoneTitle}>{messages.recordingNoneText}</Notice>
  }
}
