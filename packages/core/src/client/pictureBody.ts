import { FishbowlError } from '../errors.js'
import { MAX_PICTURE_BYTES, toPicture } from '../result/picture.js'

/**
 * Reads the body of an answer that has to be a picture.
 *
 * @throws {FishbowlError} `invalid_response` when it is not a JPEG, PNG or WebP of a reasonable size.
 */
export async function readPictureBody({ body }: Pick<Response, 'body'>): Promise<Blob> {
  const bytes = body && (await readBytes(body, MAX_PICTURE_BYTES))
  const picture = bytes && toPicture(bytes)
  if (picture) return picture
  throw new FishbowlError({
    code: 'invalid_response',
    message:
      'The answer is not a picture of a step: it has to be a JPEG, PNG or WebP of at most 5 MB, 10,000 pixels a side and 25 megapixels, and must not move. Check that the endpoint leads to the Fishbowl handler or to the TinyFish API.',
  })
}

/** `null` when there are more bytes than `limit`: the rest is not even received. */
async function readBytes(body: ReadableStream<Uint8Array>, limit: number) {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
    if (length > limit) {
      reader.cancel().catch(() => undefined)
      return null
    }
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
