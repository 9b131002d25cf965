import type { ProjectRun } from './eventFrame.js'
import { answerRunEvents } from './eventsRoute.js'
import type { RouteContext } from './routeContext.js'
import { answerWebhook } from './webhookRoute.js'

/** A snapshot holds documented fields only, and a host whose `authorize` allows a read shows them all. */
const showAll: ProjectRun = (run) => run

/** Streams what happens to the runs of a page. */
export function watchRuns({ request, feed, isAllowed }: RouteContext): Promise<Response> {
  return answerRunEvents(request, feed, {
    getProjection: async (runId) => ((await isAllowed('run:read', runId)) ? showAll : null),
  })
}

/** Takes a webhook of TinyFish. */
export function takeWebhook(context: RouteContext): Promise<Response> {
  const { request, feed, webhooks, readBody, maxResponseBytes } = context
  return answerWebhook(request, feed, webhooks?.secret, () => readBody(maxResponseBytes))
}
