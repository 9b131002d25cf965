import { createRunHandler } from '@fishbowl/server'

export const handler = createRunHandler({
  apiKey: process.env.TINYFISH_API_KEY,
  baseUrl: process.env.TINYFISH_BASE_URL,
  authorize: () => true,
  onError: (error) => console.error(error),
})
