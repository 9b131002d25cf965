import { isRunId } from '@fishbowl/core'
import type { RunScope, ViewerTokenOptions } from '@fishbowl/server'
import { createShareLink, revokeShareLink } from '@fishbowl/server'

/** What the Share dialog asks for. */
interface ShareRequest {
  title?: string
  /** Milliseconds. */
  ttl: number
  scope: RunScope[]
}

/**
 * Makes the route behind the Share button: `POST /api/share/<run id>` gives a link to a page of the customers'
 * handler, and `DELETE /api/share/<link id>` ends it. A real one asks who is signed in, and whether the run or the
 * link is theirs; here whoever reaches this machine is the operator.
 */
export function createShareRoute(tokens: ViewerTokenOptions, basePath: string) {
  return async (request: Request): Promise<Response> => {
    const { origin, pathname } = new URL(request.url)
    const name = pathname.split('/').at(-1) ?? ''
    if (request.method === 'DELETE') {
      await revokeShareLink(name, tokens)
      return new Response(null, { status: 204 })
    }
    if (request.method !== 'POST' || !isRunId(name)) return new Response(null, { status: 404 })
    const { title, ttl, scope } = (await request.json()) as ShareRequest
    const id = crypto.randomUUID()
    const url = await createShareLink(
      { id, runs: [name], endpoint: origin + basePath, ttl, scope, ...(title && { title }) },
      tokens,
    )
    return Response.json({ id, url }, { headers: { 'Cache-Control': 'no-store' } })
  }
}
