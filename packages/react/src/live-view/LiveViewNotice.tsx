'use client'

import type { LiveView, Run } from '@fishbowl/core'
import { hasScope } from '@fishbowl/core/internal'
import type { ReactNode } from 'react'

import { useFishbowl } from '../context/context.js'
import { getWindow } from '../dom/ownWindow.js'
import type { ButtonProps } from '../ui/Button.js'
import { Button } from '../ui/Button.js'
import { formatTime } from '../ui/formatTime.js'
import { Notice } from '../ui/Notice.js'
import { toPlainText } from '../ui/textPieces.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { useServerNow } from '../ui/useServerNow.js'
import type { FrameWait } from './liveBrowser.js'
import { EMBEDDER_POLICY } from './liveBrowser.js'
import type { LiveViewMessages } from './messages.js'
import { liveViewMessages } from './messages.js'

export interface LiveViewNoticeProps {
  run: Run
  /** Why there is no frame. */
  notice: LiveView | FrameWait
  /** The address of the live browser, if it may be opened in a tab of its own. */
  openAddress: string | undefined
  /** Shows the frame after all; offered where that can help. */
  onShow: () => void
  /** What else there is to see. */
  children?: ReactNode
}

/** Stands in the place of a live browser that is not shown: says why, and offers what can be done. */
export function LiveViewNotice({
  run,
  notice,
  openAddress,
  onShow,
  children,
}: LiveViewNoticeProps) {
  const { locale } = useFishbowl()
  const messages = useMessages(liveViewMessages)
  // A notice tells of the past, so no timer has to keep the time up to date.
  const now = useServerNow('never')
  const format = (time: number) => (now === null ? '' : formatTime(time, now, locale))
  const newestStep = toPlainText(useAgentText()(run.steps.at(-1)?.action ?? null))
  const { title, text, show } = getNoticeTexts(run, notice, newestStep, messages, format)
  const canBeOpened = ['no-document', 'not-loaded', 'blocked'].includes(notice.state)
  const actions = [
    show && (
      <Button key="show" onClick={onShow}>
        {show}
      </Button>
    ),
    openAddress && canBeOpened && <OpenButton key="open" href={openAddress} />,
    children && (
      <div key="fallback" className="fishbowl-host">
        {children}
      </div>
    ),
  ].filter(Boolean)
  return (
    <Notice title={title} actions={actions.length > 0 && actions}>
      {text}
    </Notice>
  )
}

const troubles: readonly string[] = [
  'paused',
  'blocked',
  'same-origin',
  'no-document',
  'not-loaded',
  'expired',
  'refused',
  'unknown',
]

/** Whether a notice tells of what is no part of every run, nor what the viewer has asked for. */
export function isTrouble(notice: LiveViewNoticeProps['notice'] | null | undefined): boolean {
  return notice ? troubles.includes(notice.state) : false
}

interface NoticeTexts {
  title: string
  text: string
  /** The name of a button that shows the frame. */
  show?: string
}

function getNoticeTexts(
  run: Run,
  notice: LiveViewNoticeProps['notice'],
  newestStep: string,
  messages: LiveViewMessages,
  format: (time: number) => string,
): NoticeTexts {
  switch (notice.state) {
    case 'hidden':
      return {
        title: messages.liveViewHiddenTitle,
        text: messages.liveViewHiddenText,
        show: messages.liveViewShow,
      }
    case 'waiting-turn':
      return {
        title: messages.liveViewTurnTitle,
        text: newestStep || messages.liveViewTurnText,
        show: messages.liveViewWatch,
      }
    case 'paused':
      return {
        title: messages.liveViewPausedTitle,
        text:
          notice.hasScrolled === true
            ? messages.liveViewPausedScrollText
            : messages.liveViewPausedText,
        show: messages.liveViewResume,
      }
    case 'blocked':
      return {
        title: messages.liveViewBlockedTitle,
        text:
          notice.directive === EMBEDDER_POLICY
            ? messages.liveViewKeptOutText(notice.origin)
            : messages.liveViewBlockedText(notice.directive, notice.origin),
      }
    case 'same-origin':
      return {
        title: messages.liveViewSameOriginTitle,
        text: messages.liveViewSameOriginText,
      }
    case 'no-document':
      return {
        title: messages.liveViewNoDocumentTitle,
        text: messages.liveViewNoDocumentText,
        show: messages.reload,
      }
    case 'not-loaded':
      return {
        title: messages.liveViewNotLoadedTitle,
        text: messages.liveViewNotLoadedText,
        show: messages.reload,
      }
    case 'loading':
      return { title: messages.liveViewStartingTitle, text: messages.liveViewConnecting }
    case 'expired':
      return {
        title: messages.liveViewExpiredTitle,
        text: messages.liveViewExpiredText(format(notice.since)),
      }
    case 'refused':
      return {
        title: messages.liveViewRefusedTitle,
        text:
          notice.reason === 'host_not_allowed' && notice.host
            ? messages.liveViewRefusedHost(notice.host)
            : messages.liveViewRefusedUrl,
      }
    case 'unknown':
      return {
        title: messages.liveViewUnknownTitle,
        text: messages.liveViewUnknownText,
        show: messages.liveViewTryAnyway,
      }
    default:
      return getWaitingTexts(run, messages)
  }
}

function getWaitingTexts(run: Run, messages: LiveViewMessages): NoticeTexts {
  if (!hasScope(run, 'run:stream')) {
    return { title: messages.liveViewWithheldTitle, text: messages.liveViewWithheldText }
  }
  switch (run.status) {
    case 'PENDING':
      return { title: messages.liveViewQueuedTitle, text: messages.liveViewQueuedText }
    case 'COMPLETED':
    case 'FAILED':
    case 'CANCELLED':
      return { title: messages.liveViewNoneTitle, text: messages.liveViewNoneText }
    default:
      return { title: messages.liveViewStartingTitle, text: messages.liveViewStartingText }
  }
}

/** Opens a live browser in a tab of its own. */
export function OpenButton({ href, ...rest }: { href: string } & Omit<ButtonProps, 'onClick'>) {
  const messages = useMessages(liveViewMessages)
  return (
    <Button
      aria-label={messages.liveViewOpenLabel}
      // A link would put the address, which is a secret, into the markup.
      onClick={({ currentTarget }) =>
        getWindow(currentTarget).open(href, '_blank', 'noopener,noreferrer')
      }
      {...rest}
    >
      {rest.children ?? messages.liveViewOpen}
    </Button>
  )
}
