import { FishbowlError } from '@fishbowl/core'

/**
 * Does what a client does, and rejects with a `FishbowlError` whatever that rejects with: a client that a
 * host has made or wrapped may throw anything, which no component could show.
 */
export async function withOwnErrors<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // The signal's own reason tells react-query that nobody waits any longer.
    if (signal?.aborted || FishbowlError.isInstance(error)) throw error
    throw new FishbowlError({
      code: 'invalid_response',
      message:
        'The client rejected with what is no FishbowlError; see `cause`. Let a client of your own reject with one.',
      cause: error,
    })
  }
}
