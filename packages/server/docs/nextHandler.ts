import { createRunHandler } from '@fishbowl/server'

import { tokens } from './tokens.js'

const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  tokens,
  onError: (error) => console.error(error),
})

export { handler as GET, handler as POST }
