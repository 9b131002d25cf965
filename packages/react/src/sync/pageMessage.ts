import { isRunId } from '@fishbowl/core'
import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'
import * as z from 'zod/mini'

const page = z.string()
const runId = z.string().check(z.refine(isRunId))
const version = z.number()
/** The pages that have led before have lower ones. */
const term = z.number()

const message = z.discriminatedUnion('type', [
  // What a page wants to be told of, with the versions that it has. It is a sign of life, too.
  z.object({
    type: z.literal('want'),
    page,
    runs: z.array(z.tuple([runId, version])).check(z.maxLength(MAX_RUNS_A_REQUEST)),
  }),
  // A page leads, and its stream tells of these runs and of no others.
  z.object({
    type: z.literal('lead'),
    page,
    term,
    runIds: z.array(runId).check(z.maxLength(MAX_RUNS_A_REQUEST)),
  }),
  // What the stream has told of a run, as the server sent it.
  z.object({ type: z.literal('run'), page, term, runId, version, text: z.string() }),
  // The stream cannot tell of a run.
  z.object({ type: z.literal('refuse'), page, term, runId }),
])

/** What pages that share an event stream say to each other. */
export type PageMessage = z.infer<typeof message>

/** Reads what came over the channel. Gives `null` for what no page of ours says: anybody of the origin may talk. */
export function parsePageMessage(data: unknown): PageMessage | null {
  const parsed = message.safeParse(data)
  return parsed.success ? parsed.data : null
}
