'use client'

import { getRunOutcome } from '@fishbowl/core'
import { QueryObserver, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { useClient } from '../context/context.js'
import { useLatest } from '../dom/useLatest.js'
import { createEndWatch } from '../sync/endWatch.js'
import { runQueryOptions } from '../sync/runQuery.js'
import { getRunTracker } from '../sync/runTracker.js'
import { useMessages } from '../ui/useMessages.js'
import { callAway } from './endSignals.js'
import { notificationMessages } from './messages.js'
import type { UseRunNotificationOptions } from './options.js'
import { markTitle } from './pageTitle.js'
import { askPermission, useNotificationPermission } from './permission.js'
import { joinTabs } from './tabsOfRun.js'

/** Whether there can be a notification, and how to get there. */
export interface UseRunNotificationResult {
  /**
   * Whether the page may show notifications: `default` as long as nobody was asked, `unsupported` where the
   * browser has none, and on a server. The mark and the sound need no permission.
   */
  permission: NotificationPermission | 'unsupported'
  /** Asks for the permission. Call it in a click; it never rejects, and the hook never asks by itself. */
  askPermission: () => Promise<NotificationPermission | 'unsupported'>
}

/**
 * Tells somebody who looks elsewhere that a run has ended: by a mark in the page's title, by a sound of yours, and
 * by a notification of the browser, a click on which leads to the tab. It renders nothing, and never causes a render
 * for news of the run.
 *
 * It tells of the runs of which `onSettled` of `useRun` would, once over all tabs and components of the browser with
 * this hook, and not at all while one of these tabs is looked at. As soon as that is so, the mark goes, and
 * the notification with it. What has been told stays when the component is unmounted.
 *
 * A hidden tab goes on following the run: with `transport="push"` it knows at once, else it reads once a minute.
 * Where there is no https, each tab tells for itself, and there are no notifications.
 *
 * @param runId Without one the hook is idle.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 * @example
 * const { permission, askPermission } = useRunNotification(runId, {
 *   sound: '/done.mp3',
 *   title: () => 'Your report is ready',
 * })
 * return permission === 'default' && <button onClick={askPermission}>Tell me when it is done</button>
 */
export function useRunNotification<T = unknown>(
  runId: string | null | undefined,
  options: UseRunNotificationOptions<T> = {},
): UseRunNotificationResult {
  const { enabled = true } = options
  const client = useClient('useRunNotification')
  const queryClient = useQueryClient()
  const messages = useMessages(notificationMessages)
  const permission = useNotificationPermission()
  const latest = useLatest({ ...options, messages })

  useEffect(() => {
    if (!enabled || !runId) return
    const tabs = joinTabs(`${client.endpoint} ${runId}`)
    const ends = createEndWatch((run) => {
      const { titleMark = '●', schema, isGoalFailure, messages: texts, ...call } = latest.current
      const rules = { ...(schema && { schema }), ...(isGoalFailure && { isGoalFailure }) }
      void tabs.tellEnd({
        mark: () => markTitle(titleMark),
        call: () => callAway(run, getRunOutcome<T>(run, rules), call, texts),
      })
    })
    const observer = new QueryObserver(queryClient, {
      ...runQueryOptions(client, runId, { priority: 'normal', whileHidden: true }),
      notifyOnChangeProps: [],
    })
    const stops = [
      getRunTracker(queryClient).start(),
      observer.subscribe(() => {}),
      ends.follow(queryClient, client, runId),
      tabs.leave,
    ]
    return () => stops.forEach((stop) => stop())
  }, [enabled, queryClient, client, runId, latest])

  return { permission, askPermission }
}
