/** Whose live browsers the page shows and its policy allows. Those of the emulator are on your own machine. */
export const frames = { allowInsecureLocalhost: process.env.NEXT_PUBLIC_EMULATOR === 'true' }
