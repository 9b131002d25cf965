import { toNetworkError } from './request.js'

/**
 * Loads a part of the client that most pages never use, before anything is sent.
 *
 * @throws {FishbowlError} `network_error` when it cannot be had.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    throw toNetworkError(error)
  }
}
