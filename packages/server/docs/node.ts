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

const showRuns = toNodeHandler(handler)
const giveToken = toNodeHandler(createToken)

export const server = createServer((request, response) => {
  const { url = '', method } = request
  if (url.startsWith('/api/fishbowl/')) showRuns(request, response)
  else if (url === '/api/fishbowl-token' && method === 'POST') giveToken(request, response)
  else response.writeHead(404).end('Not found')
}).listen(process.env.PORT ?? 3000)
