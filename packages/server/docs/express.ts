import { createRunHandler, createViewerToken } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'
import express from 'express'

import { findUser } from './users.js'

const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET }

const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  tokens,
  onError: (error) => console.error(error),
})

const app = express()

// The handler reads bodies itself, and so it comes before express.json() and the like.
app.use('/api/fishbowl', toNodeHandler(handler))
app.use(express.json())

app.post('/api/fishbowl-token', async (request, response) => {
  const user = findUser(request.headers.cookie)
  if (!user) {
    response.sendStatus(401)
    return
  }
  const token = await createViewerToken(
    {
      subject: user.id,
      runs: user.runs.slice(-50),
      scope: ['run:read', 'run:result', 'run:steps'],
    },
    tokens,
  )
  response.set('Cache-Control', 'no-store').type('text').send(token)
})

export const server = app.listen(process.env.PORT ?? 3000)
