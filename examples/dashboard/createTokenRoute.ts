import { isRunId } from '@fishbowl/core'
import type { ViewerTokenKeys } from '@fishbowl/server'
import { createViewerToken } from '@fishbowl/server'

/**
 * Makes the route that gives a customer a token for the run in its path. A real one asks who is signed
 * in, and whether the run is theirs; here whoever has the link may watch.
 */
export function createTokenRoute(tokens: ViewerTokenKeys) {
  return async (request: Request): Promise<Response> => {
    const runId = new URL(request.url).pathname.split('/').at(-1)
    if (request.method !== 'POST' || !isRunId(runId)) return new Response(null, { status: 404 })
    const token = await createViewerToken(
      {
        subject: 'customer',
        runs: [runId],
        // The live browser is the emulator's, or of the account of whoever tries this.
        scope: ['run:read', 'run:result', 'run:steps', 'run:stream'],
      },
      tokens,
    )
    return new Response(token, { headers: { 'Cache-Control': 'no-store' } })
  }
}
