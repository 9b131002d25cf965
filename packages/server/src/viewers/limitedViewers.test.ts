import { expect, it } from 'vitest'

import { SECRET } from '../../test/viewerTokens.js'
import type { ByteSource } from '../http/byteSource.js'
import { checkTokenOptions } from '../tokens/tokenOptions.js'
import { createRateLimiter, createViewerLimits } from './limits.js'
import { nobody } from './viewer.js'

const tokens = checkTokenOptions({ secret: SECRET })
/** A viewer whom the host names, by a session and without a token. */
const named = { ...nobody, subject: 'ann' }
const isDown = () => Promise.reject(new Error('The store is down'))
const open = async (): Promise<ByteSource> => () => ({ resume() {}, cancel() {} })

it('limits a user whom the host names where there are tokens as well', async () => {
  const { takeRequest, openStream } = createViewerLimits(
    tokens,
    createRateLimiter({ increment: async () => 601 }),
    () => {},
  )
  await expect(takeRequest(named)).rejects.toMatchObject({ ending: 'TOO_MANY_REQUESTS' })
  for (let opened = 0; opened < 20; opened += 1) await openStream(named, open)
  await expect(openStream(named, open)).rejects.toMatchObject({ ending: 'TOO_MANY_STREAMS' })
})

it('lets viewers who have no name have any number of streams', async () => {
  const { openStream } = createViewerLimits(null, { take: async () => 0 }, () => {})
  for (let opened = 0; opened < 50; opened += 1) {
    await expect(openStream(nobody, open)).resolves.toBeTypeOf('function')
  }
})

it('does not ask the store about what has no limit', async () => {
  const failures: unknown[] = []
  const limitless = { ...tokens, maxSubjectRequests: Infinity }
  const { takeRequest } = createViewerLimits(
    limitless,
    createRateLimiter({ increment: isDown }),
    (error) => failures.push(error),
  )
  await takeRequest(named)
  expect(failures).toEqual([])
})
