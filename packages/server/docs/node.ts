import { createServer } from 'node:http'

import { createRunHandler, createViewerToken } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'

import { findUser } from './users.js'

const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET }

const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  tokens,
  onError: (error) => console.error(error),
})

async function createToken(request: Request): Promise<Response> {
  const user = findUser(request.headers.get('Cookie'))
  if (!user) return new Response(null, { status: 401 })
  const token = await createViewerToken(
    {
      subject: user.id,
      runs: user.runs.slice(-50),
      scope: ['run:read', 'run:result', 'run:steps'],
    },
    tokens,
  )
  return new Response(token, { headers: { 'Cache-Control': 'no-store' } })
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/api/fishbowl/')) return handler(request)
  if (pathname === '/api/fishbowl-token' && request.method === 'POST') return createToken(request)
  return new Response('Not found', { status: 404 })
}

export const server = createServer(toNodeHandler(answer)).listen(process.env.PORT ?? 3000)
