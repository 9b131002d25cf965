'use client'

import type { Run } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import { useQueryClient } from '@tanstack/react-query'
import type { HTMLAttributes } from 'react'
import { useImperativeHandle, useRef } from 'react'

import { useClient } from '../context/context.js'
import { useIsNearView } from '../dom/useIsInView.js'
import { useRunQuery } from '../hooks/useRunQuery.js'
import { findRunQuery } from '../sync/runQuery.js'
import { getTrack } from '../sync/runTrack.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { useMessages } from '../ui/useMessages.js'
import { statusMessages } from './messages.js'
import type { OutcomeBadgeProps } from './RunStatusBadge.js'
import { OutcomeBadge } from './RunStatusBadge.js'

/** What `LiveRunBadge` takes; other attributes go to its root `<span>`. */
export interface LiveRunBadgeProps
  extends PartProps, Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  runId: string
  /**
   * Reads the run while the badge is scrolled out of view, too, but after those that are in view.
   *
   * @default false
   */
  readOffscreen?: boolean | undefined
}

/**
 * A `RunStatusBadge` that needs only a run's id and keeps itself up to date. There may be thousands on
 * a page: they share their requests, a badge that is scrolled out of view reads nothing, and the icons do
 * not spin. Ready-made. Renders the `<span>` of a `RunStatusBadge`.
 *
 * @selector [data-status] the vendor's status in lower case, such as `running`
 * @selector [data-outcome] the outcome's type, such as `goal_failed`
 * @selector [data-state] `loading` before the first read, `unavailable` when that failed
 * @example
 * <LiveRunBadge runId={order.runId} />
 */
export const LiveRunBadge = createPart<HTMLSpanElement, LiveRunBadgeProps>(function LiveRunBadge(
  { runId, readOffscreen = false, ...rest },
  ref,
) {
  const client = useClient('LiveRunBadge')
  const messages = useMessages(statusMessages)
  const root = useRef<HTMLSpanElement>(null)
  useImperativeHandle<HTMLSpanElement | null, HTMLSpanElement | null>(ref, () => root.current)
  const isNear = useIsNearView(root)
  const query = useRunQuery(client, runId, {
    enabled: isNear || readOffscreen,
    priority: isNear ? 'normal' : 'low',
    select: getLook,
  })
  const { data: look } = query
  const queryClient = useQueryClient()

  if (look) return <OutcomeBadge ref={root} data-still="" {...look} {...rest} />
  // While react-query tries again it has no error, but the track has the last one.
  const error = query.error ?? getTrack(findRunQuery(queryClient, client, runId)).error
  return (
    <OutcomeBadge
      ref={root}
      status={undefined}
      outcome={error ? unavailable : loading}
      data-state={error ? 'unavailable' : 'loading'}
      {...rest}
    >
      {error ? messages.statusUnavailable : messages.statusLoading}
    </OutcomeBadge>
  )
})

const loading = { type: 'pending' } as const
const unavailable = { type: 'unknown', status: '' } as const

type Look = Required<Pick<OutcomeBadgeProps, 'status' | 'outcome'>>

const looks = new Map<string, Look>()

/** As much of a run as a badge shows. The same look is the same object, so a new step renders nothing. */
function getLook(run: Run): Look {
  const { status } = run
  const { type } = getRunOutcome(run)
  const outcome = type === 'unknown' ? { type, status } : { type }
  const key = `${type} ${status}`
  const look = looks.get(key) ?? { status, outcome }
  looks.set(key, look)
  return look
}
