import { isRunId } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { HandlerAnswer } from '../http/answer.js'
import { createJsonAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'
import type { RequestContext } from './requestContext.js'
import { isSigned } from './webhookUrl.js'

/**
 * Takes a webhook of TinyFish as a hint that a run has changed. Nothing in it is believed: the run is
 * read again, if anybody watches it.
 *
 * @see https://docs.tinyfish.ai/webhooks
 */
export async function takeWebhook(context: RequestContext): Promise<HandlerAnswer> {
  const { request, feed, webhooks, readBody, maxResponseBytes } = context
  const [signature = '', name = ''] = new URL(request.url).pathname.split('/').reverse()
  if (!webhooks || !(await isSigned(name, signature, webhooks.secret))) {
    throw new HandlerError('NOT_FOUND')
  }
  // The result of the run is in the body, and so it may be as large as an answer of TinyFish.
  const body = await readBody(maxResponseBytes)
  if (!isRecord(body) || !isRunId(body.run_id)) throw new HandlerError('INVALID_INPUT')
  feed.refresh(body.run_id)
  return createJsonAnswer('{}')
}
