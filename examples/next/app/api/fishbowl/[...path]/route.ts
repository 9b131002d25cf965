import { createRunHandler } from '@fishbowl/server'

import { findUser } from '../../../users'

const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  baseUrl: process.env.TINYFISH_BASE_URL,
  authorize: (request) => findUser(request.headers.get('Cookie'))?.may ?? false,
  onError: (error) => console.error(error),
})

export { handler as GET, handler as POST }
