/** Pictures of a few kB that Chromium takes, and that would fill its memory. */

type Bytes = Uint8Array<ArrayBuffer>
type Part = ArrayLike<number> | string

function join(...parts: Part[]): Bytes {
  const arrays = parts.map((part) =>
    typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part,
  )
  const bytes = new Uint8Array(arrays.reduce((length, array) => length + array.length, 0))
  let at = 0
  for (const array of arrays) {
    bytes.set(array, at)
    at += array.length
  }
  return bytes
}

const bigEndian = (value: number, length = 4) =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) & 255)
const littleEndian = (value: number, length = 4) => bigEndian(value, length).toReversed()

async function draw(type: string): Promise<Bytes> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 16
  canvas.getContext('2d')?.fillRect(0, 0, 16, 16)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type))
  if (blob?.type !== type) throw new Error(`This browser draws no ${type}.`)
  return new Uint8Array(await blob.arrayBuffer())
}

function getCrc(bytes: Bytes): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

const pngStart = [0x89, ...join('PNG\r\n\x1A\n')]

function pngChunk(type: string, ...data: Part[]): Bytes {
  const body = join(type, ...data)
  return join(bigEndian(body.length - 4), body, bigEndian(getCrc(body)))
}

/** The head of a PNG of one bit for each pixel. */
const pngHead = (width: number, height: number) =>
  pngChunk('IHDR', bigEndian(width), bigEndian(height), [1, 0, 0, 0, 0])

async function getPngPixels(width: number, height: number): Promise<Bytes> {
  const lines = new Blob([new Uint8Array((Math.ceil(width / 8) + 1) * height)])
  const packed = lines.stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

const pngFrame = (order: number) =>
  pngChunk('fcTL', ...[order, 16, 16, 0, 0].map((value) => bigEndian(value)), [0, 1, 0, 1, 0, 0])

/** A part of a WebP. */
function webpChunk(type: string, ...data: Part[]): Bytes {
  const body = join(...data)
  return join(type, littleEndian(body.length), body, body.length % 2 ? [0] : [])
}

function webp(...chunks: Bytes[]): Bytes {
  const body = join('WEBP', ...chunks)
  return join('RIFF', littleEndian(body.length), body)
}

/** The lossy picture itself out of a WebP that Chromium has drawn. */
function getWebpPicture(drawn: Bytes): Bytes {
  const view = new DataView(drawn.buffer)
  for (let at = 12; at < drawn.length;) {
    const length = view.getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (String.fromCharCode(...drawn.slice(at, at + 4)) === 'VP8 ') return drawn.slice(at, next)
    at = next
  }
  throw new Error('The WebP holds no lossy picture.')
}

/** Where the segment of a JPEG stands that tells its size. */
function findJpegFrame(bytes: Bytes): number {
  let at = 2
  while (bytes[at + 1] !== 0xc0) at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
  return at
}

/** As large a picture as is needed to take 400 MB, by the way in which it says so. */
export const hugePictures: Record<string, () => Promise<Bytes>> = {
  'a PNG': async () =>
    join(
      pngStart,
      pngHead(10_000, 10_000),
      pngChunk('IDAT', await getPngPixels(10_000, 10_000)),
      pngChunk('IEND'),
    ),
  'a JPEG that ends at once': async () => {
    const bytes = await draw('image/jpeg')
    bytes.set([...bigEndian(10_000, 2), ...bigEndian(10_000, 2)], findJpegFrame(bytes) + 5)
    return bytes
  },
  'a progressive JPEG': async () => {
    const bytes = await draw('image/jpeg')
    const frame = findJpegFrame(bytes)
    bytes.set([0xc2, 0, 17, 8, ...bigEndian(10_000, 2), ...bigEndian(10_000, 2)], frame + 1)
    return bytes
  },
  'a lossy WebP': async () => {
    const picture = getWebpPicture(await draw('image/webp'))
    picture.set([...littleEndian(10_000, 2), ...littleEndian(10_000, 2)], 14)
    return webp(picture)
  },
  'a GIF with a small screen and a huge frame': async () =>
    join(
      'GIF89a',
      [16, 0, 16, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0],
      [...littleEndian(10_000, 2), ...littleEndian(10_000, 2), 0, 2, 2, 0x44, 1, 0, 0x3b],
    ),
  'a bitmap': async () =>
    join(
      'BM',
      ...[70, 0, 54, 40, 10_000, 10_000].map((value) => littleEndian(value)),
      [1, 0, 24, 0],
      new Uint8Array(40),
    ),
  'an SVG': async () =>
    join('<svg xmlns="http://www.w3.org/2000/svg" width="10000" height="10000"/>'),
}

/** Pictures that move, each frame of which takes the memory of a picture. */
export const movingPictures: Record<string, () => Promise<Bytes>> = {
  'image/png': async () => {
    const pixels = await getPngPixels(16, 16)
    return join(
      pngStart,
      pngHead(16, 16),
      pngChunk('acTL', bigEndian(2), bigEndian(0)),
      pngFrame(0),
      pngChunk('IDAT', pixels),
      pngFrame(1),
      pngChunk('fdAT', bigEndian(2), pixels),
      pngChunk('IEND'),
    )
  },
  'image/webp': async () => {
    const picture = getWebpPicture(await draw('image/webp'))
    const size = [...littleEndian(15, 3), ...littleEndian(15, 3)]
    const frame = webpChunk('ANMF', [0, 0, 0, 0, 0, 0], size, [100, 0, 0, 0], picture)
    const head = webpChunk('VP8X', [2, 0, 0, 0], size)
    return webp(head, webpChunk('ANIM', [0, 0, 0, 0, 0, 0]), frame, frame)
  },
  'image/gif': async () => {
    const frame = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
    const screen = [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
    return join('GIF89a', screen, frame, frame, [0x3b])
  },
}

/**
 * JPEGs whose marker has no length. Browsers go on right behind it, where a huge frame stands; who takes
 * the two bytes there for a length goes on at a small one.
 */
export const markers: Record<string, number> = {
  'a stuffed byte': 0x00,
  'a mark of arithmetic coding': 0x01,
  'a restart': 0xd0,
  'the last restart': 0xd7,
}

export async function hideJpegSize(marker: number): Promise<Bytes> {
  const drawn = await draw('image/jpeg')
  const at = findJpegFrame(drawn)
  const small = drawn.slice(at, at + 19)
  drawn.set([...bigEndian(10_000, 2), ...bigEndian(10_000, 2)], at + 5)
  const huge = join(drawn.slice(0, 2), [0xff, marker], drawn.slice(2))
  const end = 4 + huge[4]! * 256 + huge[5]!
  return join(huge, new Uint8Array(end - huge.length), small)
}

/** Pictures that say two sizes: a small one first. */
export const twoSizedPictures: Record<string, () => Promise<Bytes>> = {
  'a PNG with a second head': async () =>
    join(
      pngStart,
      pngHead(16, 16),
      pngHead(10_000, 10_000),
      pngChunk('IDAT', await getPngPixels(10_000, 10_000)),
      pngChunk('IEND'),
    ),
  'a PNG with a second head behind its pixels': async () =>
    join(
      pngStart,
      pngHead(16, 16),
      pngChunk('IDAT', await getPngPixels(16, 16)),
      pngHead(10_000, 10_000),
      pngChunk('IDAT', await getPngPixels(10_000, 10_000)),
      pngChunk('IEND'),
    ),
  'a JPEG with a second frame': async () => {
    const bytes = await draw('image/jpeg')
    const at = findJpegFrame(bytes)
    const second = bytes.slice(at, at + 19)
    second.set([...bigEndian(10_000, 2), ...bigEndian(10_000, 2)], 5)
    return join(bytes.slice(0, at + 19), second, bytes.slice(at + 19))
  },
  'a WebP with a frame that is larger than its canvas': async () => {
    const picture = getWebpPicture(await draw('image/webp'))
    picture.set([...littleEndian(10_000, 2), ...littleEndian(10_000, 2)], 14)
    const size = [...littleEndian(15, 3), ...littleEndian(15, 3)]
    return webp(webpChunk('VP8X', [0, 0, 0, 0], size), picture)
  },
  'a WebP with a second picture': async () => {
    const small = getWebpPicture(await draw('image/webp'))
    const large = small.slice()
    large.set([...littleEndian(10_000, 2), ...littleEndian(10_000, 2)], 14)
    return webp(small, large)
  },
}
