import { createRunHandler, createViewerToken } from '@fishbowl/server'
import { Hono } from 'hono'

import { findUser } from './users.js'

const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET }

const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  tokens,
  onError: (error) => console.error(error),
})

const app = new Hono()

app.all('/api/fishbowl/*', ({ req }) => handler(req.raw))

app.post('/api/fishbowl-token', async (context) => {
  const user = findUser(context.req.header('Cookie'))
  if (!user) return context.body(null, 401)
  const token = await createViewerToken(
    {
      subject: user.id,
      runs: user.runs.slice(-50),
      scope: ['run:read', 'run:result', 'run:steps'],
    },
    tokens,
  )
  return context.text(token, 200, { 'Cache-Control': 'no-store' })
})

export default app
