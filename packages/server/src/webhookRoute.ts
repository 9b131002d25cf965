import { isRunId } from '@fishbowl/core'

import type { Answer } from './answer.js'
import { createJsonAnswer } from './answers.js'
import { HandlerError } from './handlerError.js'
import { isRecord } from './pick.js'
import type { RunFeed } from './runFeed.js'
import { isSigned } from './webhookUrl.js'

/**
 * Takes a webhook as a hint that a run has changed. Nothing in it is believed: the run is read again,
 * if anybody watches it.
 *
 * @see https://docs.tinyfish.ai/webhooks
 */
export async function answerWebhook(
  request: Request,
  feed: RunFeed,
  secret: string | undefined,
  readBody: () => Promise<unknown>,
): Promise<Answer> {
  const [signature = '', name = ''] = new URL(request.url).pathname.split('/').reverse()
  if (secret === undefined || !(await isSigned(name, signature, secret))) {
    throw new HandlerError('NOT_FOUND')
  }
  const body = await readBody()
  if (!isRecord(body) || !isRunId(body.run_id)) throw new HandlerError('INVALID_INPUT')
  feed.refresh(body.run_id)
  return createJsonAnswer('{}')
}
