import type { Answer } from './answer.js'
import { createEventAnswer } from './answers.js'
import { openRunEvents } from './eventsRoute.js'
import { getRunPicker } from './project.js'
import type { RouteContext } from './routeContext.js'
import { answerWebhook } from './webhookRoute.js'

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
