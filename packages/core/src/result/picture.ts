/** The most bytes that a picture may have: 5 MB. */
export const MAX_PICTURE_BYTES = 5_000_000
/** A few bytes can claim a size that takes gigabytes of memory to draw: four bytes for each pixel. */
const MAX_PIXELS_A_SIDE = 10_000
const MAX_PIXELS = 25_000_000
/** Characters of a `data:` URL: base64 makes four of three bytes, and its head takes up to 50. */
const MAX_DATA_URL_LENGTH = Math.ceil(MAX_PICTURE_BYTES / 3) * 4 + 50
const DATA_URL = /^data:image\/[a-z0-9.+-]{1,20};base64,([A-Za-z0-9+/]+={0,2})$/

/** What the first bytes of a picture say about it. */
interface PictureHeader {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Pixels. */
  width: number
  height: number
}

/**
 * Reads the `data:` URL of a step's `screenshot`, which is not to be trusted: gives a JPEG, PNG or
 * WebP of at most 5 MB, 10,000 pixels a side and 25 megapixels, whatever type the URL claims, and
 * `null` for anything else, moving pictures among it.
 *
 * @example
 * const picture = step.screenshot === null ? null : parseScreenshot(step.screenshot)
 * if (picture) image.src = URL.createObjectURL(picture)
 */
export function parseScreenshot(dataUrl: string): Blob | null {
  if (dataUrl.length > MAX_DATA_URL_LENGTH) return null
  const base64 = DATA_URL.exec(dataUrl)?.[1]
  if (base64 === undefined || base64.length % 4 !== 0) return null
  return toPicture(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}

/**
 * Makes a blob of bytes that are a picture of reasonable size, else `null`. Its type is what the
 * bytes say, never what somebody calls them: an SVG or a page of HTML could run scripts.
 */
export function toPicture(bytes: Uint8Array<ArrayBuffer>): Blob | null {
  if (bytes.length > MAX_PICTURE_BYTES) return null
  const header = readPictureHeader(bytes)
  if (!header || !isDrawable(header)) return null
  return new Blob([bytes], { type: header.type })
}

function isDrawable({ width, height }: PictureHeader): boolean {
  const isWithin = (side: number) => side > 0 && side <= MAX_PIXELS_A_SIDE
  return isWithin(width) && isWithin(height) && width * height <= MAX_PIXELS
}

/** Reads the header of a JPEG, PNG or WebP. `null` for anything else, whatever it is called. */
function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readJpeg(view) ?? readPng(view) ?? readWebp(view)
  } catch (error) {
    // The bytes end within the header.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readPng(view: DataView): PictureHeader | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return null
  // Each frame of a moving picture takes the memory of a whole one.
  if (!hasText(view, 12, 'IHDR') || hasChunk(view, 8, 'png', ['acTL', 'fcTL'])) return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function readJpeg(view: DataView): PictureHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null
  // The size stands in the segment that begins the frame, behind segments of other kinds.
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    if (isFrameStart(marker)) {
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) at += 1
    else if (isTable(marker)) at += 2 + view.getUint16(at + 2)
    else return null
  }
  return null
}

/** Markers of frames are 0xc0 to 0xcf, but for three that announce something else. */
function isFrameStart(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/**
 * Markers of tables, comments and notes of programs. Others have no length, or browsers pass over them
 * in a way of their own: behind one of them, a browser would read another size than this does.
 */
function isTable(marker: number): boolean {
  return [0xc4, 0xcc, 0xdb, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef)
}

function readWebp(view: DataView): PictureHeader | null {
  if (!hasText(view, 0, 'RIFF') || !hasText(view, 8, 'WEBP')) return null
  const size = readWebpSize(view)
  if (hasChunk(view, 12, 'webp', ['ANIM', 'ANMF'])) return null
  return size && { type: 'image/webp', ...size }
}

/** Reads the size of a WebP, which each of its three kinds writes in another way. */
function readWebpSize(view: DataView): { width: number; height: number } | null {
  if (hasText(view, 12, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  if (hasText(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (hasText(view, 12, 'VP8X')) {
    const isMoving = (view.getUint8(20) & 2) !== 0
    if (isMoving) return null
    // Each side is 24 bits with the lowest byte first: the first byte of the 32 belongs to what is
    // before.
    return {
      width: (view.getUint32(23, true) >>> 8) + 1,
      height: (view.getUint32(26, true) >>> 8) + 1,
    }
  }
  return null
}

/** Looks for pieces of these types, of which the first one begins at `at`. */
function hasChunk(view: DataView, at: number, kind: 'png' | 'webp', types: string[]): boolean {
  // A PNG writes the length, the type and behind the data four bytes; a WebP the type, the length and
  // one byte where the length is odd.
  while (at + 8 <= view.byteLength) {
    const typeAt = kind === 'png' ? at + 4 : at
    if (types.some((type) => hasText(view, typeAt, type))) return true
    const length = view.getUint32(kind === 'png' ? at : at + 4, kind === 'webp')
    at += 8 + length + (kind === 'png' ? 4 : length % 2)
  }
  return false
}

function hasText(view: DataView, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (view.getUint8(at + index) !== text.charCodeAt(index)) return false
  }
  return true
}
