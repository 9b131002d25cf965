import { isRunId } from '@fishbowl/core'
import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

import { createPushSource } from '../feed/pushSource.js'
import type { RunFeed } from '../feed/runFeed.js'
import type { Picker } from '../fields/project.js'
import { getViewerPicker } from '../fields/project.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createEventAnswer } from '../http/answer.js'
import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { RequestContext } from './requestContext.js'

/** Who watches, and what they may see. */
export interface PushViewer {
  /**
   * Gives, for each run, the function that copies what the viewer may see of it, or `null` when they may
   * not read it. For the same rights it must be the same function: frames are shared by all who have the
   * same one.
   */
  getPickers: (runIds: readonly string[]) => Promise<(Picker | null)[]>
  /** Epoch milliseconds at which the right to watch ends. @default never */
  expiresAt?: number | undefined
  /** Milliseconds between two comments that keep the stream alive. @default 8_000 */
  heartbeat?: number | undefined
}

/**
 * Milliseconds between two comments that keep a stream alive. There are proxies that cut connections which
 * are idle for 10 seconds; `MAX_QUIET`, `MAX_SILENCE` and `GOOD_STREAM_LIFE` of core count on this pace.
 */
const HEARTBEAT_INTERVAL = 8_000
/** Milliseconds after which a stream ends. The viewer comes back, and is asked again who they are. */
const MAX_AGE = 15 * 60_000

/** Answers with a stream of what happens to some runs: of each run what the viewer may see of it. */
export async function watchRuns(context: RequestContext): Promise<HandlerAnswer> {
  const { request, feed, viewer, getScopesOfEach, openStream } = context
  const events = await openStream(() =>
    openPushSource(request, feed, {
      expiresAt: viewer.expiresAt,
      getPickers: async (runIds) =>
        (await getScopesOfEach(runIds)).map((scopes) => scopes && getViewerPicker(scopes)),
    }),
  )
  return createEventAnswer(events)
}

/**
 * Opens the source of what is pushed of the runs in `?ids=`: a snapshot of each, then each change, as
 * `event: run` with the version as its id; `event: error` for a run that cannot be read; `event: end`
 * when all have settled. `Last-Event-ID` says what the viewer has already.
 */
export async function openPushSource(
  request: Request,
  feed: RunFeed,
  { getPickers, expiresAt = Infinity, heartbeat = HEARTBEAT_INTERVAL }: PushViewer,
): Promise<ByteSource> {
  const runIds = parseRunIds(new URL(request.url).searchParams.get('ids'))
  const pickers = await getPickers(runIds)
  return createPushSource(feed, {
    runs: new Map(runIds.map((runId, index) => [runId, pickers[index] ?? null])),
    since: readVersion(request.headers.get('Last-Event-ID')),
    heartbeat,
    expiresAt: Math.min(expiresAt, Date.now() + MAX_AGE),
  })
}

function parseRunIds(ids: string | null): string[] {
  const runIds = ids?.split(',') ?? []
  const isList = runIds.length > 0 && runIds.length <= MAX_RUNS_A_REQUEST
  if (isList && runIds.every(isRunId)) return [...new Set(runIds)]
  throw new HandlerError('INVALID_INPUT', {
    message: `\`ids\` must be a list of 1 to ${MAX_RUNS_A_REQUEST} ids, with commas between them.`,
  })
}

/**
 * Reads a version. Anything else comes from another server, and so does one from the future: by a clock that
 * was wrong. Then everything is new to the viewer, who would otherwise hear nothing until that time.
 */
function readVersion(lastEventId: string | null): number {
  const version = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0
  return version > Date.now() ? 0 : version
}
