interface Size {
  width?: number
  height?: number
}

/**
 * As much of a JPEG as tells that it is one, with segments before its frame, and zeros to a length.
 */
export function jpeg(options: Size & { before?: number[]; length?: number } = {}) {
  const { width = 160, height = 100, before = [], length = 0 } = options
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3]
  const bytes = [0xff, 0xd8, ...before, ...frame]
  const picture = new Uint8Array(Math.max(length, bytes.length))
  picture.set(bytes)
  return picture
}

/** As much of a PNG as tells that it is one. */
export function png({ width = 160, height = 100 }: Size = {}) {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}

/** As much of a WebP of some kind as tells that it is one. */
export function webp(kind: string, { width = 160, height = 100 }: Size = {}) {
  const bytes = Buffer.alloc(32)
  bytes.write(`RIFF\0\0\0\0WEBP${kind}`, 'latin1')
  if (kind === 'VP8 ') {
    bytes.writeUInt16LE(width, 26)
    bytes.writeUInt16LE(height, 28)
  } else if (kind === 'VP8L') {
    bytes.writeUInt32LE(width - 1 + (height - 1) * 2 ** 14, 21)
  } else {
    bytes.writeUIntLE(width - 1, 24, 3)
    bytes.writeUIntLE(height - 1, 27, 3)
  }
  return new Uint8Array(bytes)
}
