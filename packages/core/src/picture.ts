import { readPictureHeader } from './pictureHeader.js'

/** The most bytes that a picture may have: 5 MB. */
export const MAX_PICTURE_BYTES = 5_000_000
/** A few bytes can claim a size that takes gigabytes to draw. */
const MAX_PIXELS_A_SIDE = 10_000

/**
 * Makes a blob of bytes that are a picture of reasonable size, else `null`. Its type is what the bytes
 * say, never what somebody calls them: an SVG or a page of HTML could run scripts.
 */
export function toPicture(bytes: Uint8Array<ArrayBuffer>): Blob | null {
  if (bytes.length > MAX_PICTURE_BYTES) return null
  const header = readPictureHeader(bytes)
  if (!header || !isDrawable(header.width) || !isDrawable(header.height)) return null
  return new Blob([bytes], { type: header.type })
}

function isDrawable(side: number): boolean {
  return side > 0 && side <= MAX_PIXELS_A_SIDE
}
