import { createClient } from '@fishbowl/core'
import { expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { SECRET } from '../../test/viewerTokens.js'
import { createViewerToken } from '../tokens/createViewerToken.js'
import { createRevocations } from '../tokens/revocations.js'

it.each(['push', 'poll'] as const)(
  'attack: a viewer who is revoked while watching by %s has the host asked for token after token',
  async (transport) => {
    const revocations = createRevocations()
    const tokens = { secret: SECRET, revocations }
    const { emulator, endpoint } = await startFeed({ authorize: undefined, tokens }, 'byHand')
    const runs = [emulator.runs.start().runId, emulator.runs.start().runId]
    const token = await createViewerToken({ runs, scope: ['run:read'], subject: 'ann' }, tokens)
    let renewals = 0
    const streams: AbortController[] = []
    const client = createClient({
      endpoint,
      fetch(request) {
        const stream = new AbortController()
        streams.push(stream)
        return fetch(request, { signal: AbortSignal.any([request.signal, stream.signal]) })
      },
      getToken({ renew }) {
        if (renew) renewals += 1
        // The host has signed the viewer out, and has no other token for her.
        return token
      },
    })

    let seen = 0
    const watching = (async () => {
      for await (const _run of client.watchRuns(runs, { transport })) {
        seen += 1
        if (seen < runs.length) continue
        await revocations.revokeSubject('ann')
        // The stream would notice by itself within 30 seconds. A lost connection is quicker.
        streams.splice(0).forEach((stream) => stream.abort())
      }
    })()
    await expect(watching).rejects.toMatchObject({ code: 'unauthorized' })
    expect(seen).toBe(runs.length)
    expect(renewals).toBe(1)
  },
  20_000,
)
