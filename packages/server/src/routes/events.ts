import { isRunId } from '@fishbowl/core'
import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

import type { ProjectRun } from '../feed/eventStream.js'
import { createEventStream } from '../feed/eventStream.js'
import type { RunFeed } from '../feed/runFeed.js'
import { getRunPicker } from '../fields/project.js'
import type { Answer } from '../http/answer.js'
import { createEventAnswer } from '../http/answer.js'
import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { RouteContext } from './context.js'
import { answerWebhook } from './webhooks.js'

/** Streams what happens to the runs of a page, of each what the viewer may see of it. */
export async function watchRuns(context: RouteContext): Promise<Answer> {
  const { request, feed, viewer, getScopes, openStream } = context
  const events = await openStream(() =>
    openRunEvents(request, feed, {
      expiresAt: viewer.expiresAt,
      getProjection: async (runId) => {
        const scopes = await getScopes('run:read', runId)
        return scopes && getRunPicker(scopes)
      },
    }),
  )
  return createEventAnswer(events)
}

/** Takes a webhook of TinyFish. */
export function takeWebhook(context: RouteContext): Promise<Answer> {
  const { request, feed, webhooks, readBody, maxResponseBytes } = context
  return answerWebhook(request, feed, webhooks?.secret, () => readBody(maxResponseBytes))
}

const HEARTBEAT = 15_000
/** After this the viewer comes back, and is asked again who it is. */
const MAX_AGE = 15 * 60_000

/** Who watches, and what they may see. */
export interface EventsViewer {
  /**
   * Gives what the viewer may see of a run, or `null` when they may not read it. Always the same
   * function for the same rights, as what it gives is kept by it.
   */
  getProjection: (runId: string) => Promise<ProjectRun | null>
  /** Epoch milliseconds at which the right to watch ends. @default never */
  expiresAt?: number | undefined
  /** Milliseconds. @default 15_000 */
  heartbeat?: number | undefined
}

/**
 * Opens an event stream of the runs in `?ids=`: a snapshot of each, then each change, as
 * `event: run` with the version as its id; `event: error` for a run that cannot be read; `event: end`
 * when all have settled. `Last-Event-ID` says what the viewer has already.
 */
export async function openRunEvents(
  request: Request,
  feed: RunFeed,
  { getProjection, expiresAt = Infinity, heartbeat = HEARTBEAT }: EventsViewer,
): Promise<ByteSource> {
  const runIds = readRunIds(new URL(request.url).searchParams.get('ids'))
  const projections = await Promise.all(runIds.map(getProjection))
  return createEventStream(feed, {
    runs: new Map(runIds.map((runId, index) => [runId, projections[index] ?? null])),
    since: readVersion(request.headers.get('Last-Event-ID')),
    heartbeat,
    expiresAt: Math.min(expiresAt, Date.now() + MAX_AGE),
  })
}

function readRunIds(ids: string | null): string[] {
  const runIds = ids?.split(',') ?? []
  const isList = runIds.length > 0 && runIds.length <= MAX_RUNS_A_REQUEST
  if (isList && runIds.every(isRunId)) return [...new Set(runIds)]
  throw new HandlerError('INVALID_INPUT', {
    message: `\`ids\` must be a list of 1 to ${MAX_RUNS_A_REQUEST} ids, with commas between them.`,
  })
}

/** What is no version is of another server: then everything is new. */
function readVersion(lastEventId: string | null): number {
  return lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : 0
}
