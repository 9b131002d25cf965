/** What signs viewer tokens. The handler and the route that makes tokens need the same. */
export const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET }
