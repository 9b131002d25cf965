import { createServer } from 'node:http'

import { createClient, FishbowlError, getRunOutcome } from '@fishbowl/core'
import type { RunScope } from '@fishbowl/server'
import { createRevocations, createRunHandler, createViewerToken } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import { createRedisStore } from '@fishbowl/server/redis'
import { Redis } from 'ioredis'

const { TINYFISH_API_KEY, TINYFISH_BASE_URL, REDIS_URL = '', SECRET } = process.env
const store = createRedisStore(new Redis(REDIS_URL))
const tokens = { secret: SECRET, revocations: createRevocations(store) }
const scopes: RunScope[] = ['run:read', 'run:result']

const handler = createRunHandler({
  apiKey: TINYFISH_API_KEY,
  baseUrl: TINYFISH_BASE_URL,
  store,
  tokens,
  authorize: async (request, { scope }) => request.headers.has('Cookie') && scope === 'run:read',
  onError: (error) => console.error(error.code),
  onAudit: ({ sub, run }) => console.log(sub, run),
})

createServer(toNodeHandler(handler)).listen(3000)

export const token: string = await createViewerToken(
  { subject: 'ann', runs: ['id'], scope: scopes },
  tokens,
)

const client = createClient({
  endpoint: 'https://agent.tinyfish.ai/v1',
  headers: { 'X-API-Key': TINYFISH_API_KEY ?? '' },
})
try {
  const run = await client.getRun('id')
  const outcome = getRunOutcome(run, { isGoalFailure: (result) => result === null })
  if (outcome.type === 'failed') console.log(outcome.error?.message)
} catch (error) {
  if (FishbowlError.isInstance(error)) console.log(error.retryAfter)
}
