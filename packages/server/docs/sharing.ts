import {
  createMemoryStore,
  createRevocations,
  createRunHandler,
  createShareLink,
  revokeShareLink,
} from '@fishbowl/server'

import { findUser } from './users.js'

// Use the store that your processes share. This one forgets at a restart what was revoked.
const store = createMemoryStore()
const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET, revocations: createRevocations(store) }

export const handler = createRunHandler({ apiKey: process.env.TINYFISH_API_KEY, store, tokens })

/** Stands for your database: who has made which link. */
const links = new Map<string, string>()

/** `POST /share/<run id>` gives a link to a run of the user, and `DELETE /share/<link id>` ends it. */
export async function share(request: Request): Promise<Response> {
  const user = findUser(request.headers.get('Cookie'))
  const name = new URL(request.url).pathname.split('/').at(-1) ?? ''
  if (!user) return new Response(null, { status: 401 })

  if (request.method === 'DELETE' && links.get(name) === user.id) {
    await revokeShareLink(name, tokens)
    return new Response(null, { status: 204 })
  }
  if (request.method !== 'POST' || !user.runs.includes(name)) {
    return new Response(null, { status: 404 })
  }
  const id = crypto.randomUUID()
  const url = await createShareLink(
    {
      id,
      runs: [name],
      title: 'Lantern prices',
      ttl: 7 * 24 * 60 * 60_000,
      endpoint: `${process.env.ORIGIN}/api/fishbowl`,
    },
    tokens,
  )
  links.set(id, user.id)
  return Response.json({ id, url }, { headers: { 'Cache-Control': 'no-store' } })
}
