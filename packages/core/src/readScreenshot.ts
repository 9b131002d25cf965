import { MAX_PICTURE_BYTES, toPicture } from './picture.js'

const MAX_LENGTH = Math.ceil(MAX_PICTURE_BYTES / 3) * 4 + 50
const DATA_URL = /^data:image\/[a-z0-9.+-]{1,20};base64,([A-Za-z0-9+/]+={0,2})$/

/**
 * Reads the `data:` URL of a step's `screenshot`, which is not to be trusted: gives a JPEG, PNG or
 * WebP of at most 5 MB and 10,000 pixels a side, whatever type the URL claims, and `null` for
 * anything else.
 *
 * @example
 * const picture = step.screenshot === null ? null : readScreenshot(step.screenshot)
 * if (picture) image.src = URL.createObjectURL(picture)
 */
export function readScreenshot(dataUrl: string): Blob | null {
  if (dataUrl.length > MAX_LENGTH) return null
  const base64 = DATA_URL.exec(dataUrl)?.[1]
  if (base64 === undefined || base64.length % 4 !== 0) return null
  return toPicture(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}
