'use client'

import type { FishbowlError, LiveView, Run, RunOutcome, RunOutcomeOptions } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'

import { useClient } from '../context/context.js'
import { usePageState } from '../dom/usePageState.js'
import type { RunConnection } from '../sync/connection.js'
import { getConnection } from '../sync/connection.js'
import type { PollPriority } from '../sync/pollClock.js'
import { findRunQuery } from '../sync/runQuery.js'
import { isRecorded } from '../sync/runTrack.js'
import { useEndWatch } from './useEndWatch.js'
import { useLiveView } from './useLiveView.js'
import { useRunQuery } from './useRunQuery.js'
import { useRunTrack } from './useRunTrack.js'

/** How a run is kept up to date, and how its result is judged. */
export interface UseRunOptions<T = unknown> extends RunOutcomeOptions<T> {
  /** Switch reading off, and on again. @default true */
  enabled?: boolean | undefined
  /**
   * Goes on reading for about half a minute after the end until the recording is there.
   *
   * @default whether `useStartRun` started the run on this page with `captureConfig.recording`
   */
  awaitRecording?: boolean | undefined
  /**
   * Which runs of the page are read first when more than 100 are due. It may change at any time, for
   * instance when what shows the run is scrolled into view.
   *
   * @default 'high'
   */
  priority?: PollPriority | undefined
  /**
   * Goes on in a hidden tab, for instance so that `onSettled` is told there: with
   * `<FishbowlProvider transport="push">` at once, else with one read a minute.
   *
   * @default false
   */
  whileHidden?: boolean | undefined
  /**
   * Called once for each run that this hook has shown going on and that has ended: as soon as its status is
   * terminal and its outcome is known, without waiting for a recording. Also late, when the tab slept or
   * something else was shown meanwhile; in a hidden tab with `whileHidden`, else on return.
   *
   * Never for a run that has ended when the hook first shows it, for instance when it is mounted again. What
   * counts is what is shown, so one that a server's HTML or the cache has going on is told of, too. Each hook
   * of a page calls its own function, and what one viewer was shown is nothing to the next. What it throws is an
   * uncaught error of the page, and stops nothing of Fishbowl.
   */
  onSettled?: ((run: Run, outcome: RunOutcome<T>) => void) | undefined
}

/** What is known of a run so far, and how it is kept up to date. */
export interface UseRunResult<T = unknown> {
  /** The last good read; kept while later reads fail. */
  run: Run | undefined
  /** What the run came to, its goal included. */
  outcome: RunOutcome<T> | undefined
  /** Whether there is a live browser to show. */
  liveView: LiveView
  /** Whether the run has ended and its recording may still come. */
  awaitsRecording: boolean
  /** How the page stands with the endpoint. */
  connection: RunConnection
  /** react-query's own result. Only what is read of it causes renders. */
  query: UseQueryResult<Run, FishbowlError>
}

/**
 * Keeps one run up to date: reads it at once and then at intervals, until it has settled.
 * Any number of components that ask for the same run share its reads.
 *
 * @param runId Without one the hook is idle.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`. All other errors are returned.
 * @example
 * const { run, outcome } = useRun(runId)
 * if (outcome?.type === 'goal_failed') return <p>{outcome.reason}</p>
 */
export function useRun<T = unknown>(
  runId: string | null | undefined,
  options: UseRunOptions<T> = {},
): UseRunResult<T> {
  const { enabled = true, priority = 'high', whileHidden = false } = options
  const { schema, isGoalFailure, onSettled } = options
  const client = useClient('useRun')
  const queryClient = useQueryClient()
  const page = usePageState()
  const { awaitRecording = isRecorded(findRunQuery(queryClient, client, runId ?? '')) } = options

  const isEnabled = enabled && Boolean(runId)
  const query = useRunQuery(client, runId ?? '', {
    awaitRecording,
    priority,
    whileHidden,
    enabled: isEnabled,
  })
  const run = query.data

  const judge = useCallback(
    (judged: Run) =>
      getRunOutcome<T>(judged, {
        ...(schema && { schema }),
        ...(isGoalFailure && { isGoalFailure }),
      }),
    [schema, isGoalFailure],
  )
  const outcome = useMemo(() => run && judge(run), [run, judge])

  const ends = useEndWatch(onSettled && ((ended) => onSettled(ended, judge(ended))))
  useEffect(
    () => (isEnabled && runId ? ends?.follow(queryClient, client, runId) : undefined),
    [ends, isEnabled, queryClient, client, runId],
  )

  const { following, observedFinishedAt, awaitsRecording } = useRunTrack(client, runId ?? '')
  const liveView = useLiveView(run, { observedFinishedAt })

  const connection: RunConnection = {
    ...(isEnabled
      ? getConnection(following, { ...page, isVisible: page.isVisible || whileHidden })
      : { state: 'idle' }),
    get lastUpdatedAt() {
      return findRunQuery(queryClient, client, runId ?? '')?.state.dataUpdatedAt || null
    },
  }

  return {
    run,
    outcome,
    liveView,
    awaitsRecording: awaitsRecording && awaitRecording,
    connection,
    query,
  }
}
