import { createRunHandler } from '@fishbowl/server'

import { tokens } from '../../../tokens'

const handler = createRunHandler({
  basePath: '/api/customer',
  apiKey: process.env.TINYFISH_API_KEY,
  baseUrl: process.env.TINYFISH_BASE_URL,
  tokens,
  onError: (error) => console.error(error),
})

export { handler as GET, handler as POST }
