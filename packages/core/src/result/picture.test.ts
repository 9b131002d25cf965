import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { jpeg, png, webp } from '../../test/pictures.js'
import { parseScreenshot } from './picture.js'

function toDataUrl(bytes: Uint8Array, type = 'image/jpeg') {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

function withChunks(bytes: Uint8Array, types: string[]) {
  const chunks = types.map((type) => Buffer.from(`\0\0\0\u0003${type}abccrc.`, 'latin1'))
  return Buffer.concat([bytes, ...chunks])
}

function withWebpChunks(bytes: Uint8Array, types: string[]) {
  const buffer = Buffer.concat([bytes.subarray(0, 30)])
  buffer.writeUInt32LE(10, 16)
  const chunks = types.map((type) => Buffer.from(`${type}\u0003\0\0\0abc\0`, 'latin1'))
  return Buffer.concat([buffer, ...chunks])
}

describe('parseScreenshot', () => {
  it('takes pictures with pieces of other kinds', () => {
    for (const bytes of [
      withChunks(png(), ['gAMA', 'IDAT', 'IEND']),
      withWebpChunks(webp('VP8X'), ['ICCP', 'EXIF']),
    ]) {
      expect(parseScreenshot(toDataUrl(bytes))).not.toBe(null)
    }
  })

  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp('VP8 ')],
    ['image/webp', webp('VP8L')],
    ['image/webp', webp('VP8X')],
  ])('reads a %s, and names it by its bytes', async (type, bytes) => {
    const picture = parseScreenshot(toDataUrl(bytes, 'image/x-whatever'))
    expect(picture?.type).toBe(type)
    expect(new Uint8Array(await picture!.arrayBuffer())).toEqual(bytes)
  })

  it('passes over the tables that stand before the frame of a JPEG', () => {
    const tables = [0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc4, 0, 3, 0]
    expect(parseScreenshot(toDataUrl(jpeg({ before: tables })))?.type).toBe('image/jpeg')
  })

  it.each([
    ['an SVG with a script', Buffer.from('<svg><script>alert(1)</script></svg>')],
    ['a page that calls itself a JPEG', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['a sound in the container of WebP', Buffer.from('RIFF\0\0\0\0WAVEfmt \0\0\0\0\0\0\0\0')],
    ['a WebP of a kind that nobody knows', webp('VP9X')],
    ['a PNG without a header', png().fill(0, 12, 16)],
    ['only the first bytes of a PNG', png().subarray(0, 18)],
    ['only the first bytes of a JPEG', jpeg().subarray(0, 6)],
    ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 2, 0)],
    ['no bytes', new Uint8Array()],
  ])('attack: shows %s', (_, bytes) => {
    for (const type of ['image/jpeg', 'image/svg+xml']) {
      expect(parseScreenshot(toDataUrl(bytes, type))).toBe(null)
    }
  })

  it.each([
    ['a JPEG 10,001 pixels wide', jpeg({ width: 10_001 })],
    ['a PNG of four gigapixels', png({ width: 65_536, height: 65_536 })],
    ['a WebP 16,384 pixels high', webp('VP8L', { height: 16_384 })],
    ['a PNG of 10,000 pixels a side', png({ width: 10_000, height: 10_000 })],
    ['a JPEG of just over 25 megapixels', jpeg({ width: 5_001, height: 5_000 })],
    ['a WebP of 9,000 pixels a side', webp('VP8X', { width: 9_000, height: 9_000 })],
    ['a PNG that moves', withChunks(png(), ['gAMA', 'acTL'])],
    ['a PNG that moves, told behind its first picture', withChunks(png(), ['IDAT', 'acTL'])],
    ['a PNG with frames that nothing announces', withChunks(png(), ['IDAT', 'fcTL'])],
    ['a WebP that moves', webp('VP8X').fill(2, 20, 21)],
    ['a WebP that moves without saying so', withWebpChunks(webp('VP8X'), ['ICCP', 'ANMF'])],
    ['a PNG without height', png({ height: 0 })],
    ['a JPEG of more than 5 MB', jpeg({ length: 5_000_001 })],
    ['a JPEG of 20 MB', jpeg({ length: 20_000_000 })],
  ])('attack: exhausts the memory with %s', (_, bytes) => {
    expect(parseScreenshot(toDataUrl(bytes))).toBe(null)
  })

  it.each([0x00, 0x01, 0x02, 0xd0, 0xd7, 0xd8, 0xd9, 0xda, 0xdc, 0xf0])(
    'attack: hides its size from this, not from a browser, behind the marker %d',
    (marker) => {
      // A browser goes on right behind the marker; who takes it for a segment goes on at a small frame.
      const huge = jpeg({ width: 10_000, height: 10_000, before: [0xff, marker] })
      const length = huge[4]! * 256 + huge[5]!
      const bytes = new Uint8Array(4 + length + 10)
      bytes.set(huge)
      bytes.set(jpeg().subarray(2), 4 + length)
      expect(parseScreenshot(toDataUrl(bytes))).toBe(null)
    },
  )

  it('takes a picture of exactly 5 MB, 10,000 pixels a side and 25 megapixels', () => {
    const bytes = jpeg({ width: 10_000, height: 2_500, length: 5_000_000 })
    expect(parseScreenshot(toDataUrl(bytes))?.size).toBe(5_000_000)
  })

  it.each([
    ['another scheme', (url: string) => url.replace('data:', 'https:')],
    ['another type', (url: string) => url.replace('image/jpeg', 'text/html')],
    ['parameters', (url: string) => url.replace(';base64', ';charset=utf-8;base64')],
    ['no base64', (url: string) => url.replace(';base64', '')],
    ['white space', (url: string) => `${url.slice(0, 60)} \n${url.slice(60)}`],
    ['a missing character', (url: string) => url.slice(0, -1)],
    ['the letters of base64url', (url: string) => url.replace(/,..../, ',_-_-')],
    ['something behind it', (url: string) => `${url}#x`],
    ['something before it', (url: string) => ` ${url}`],
  ])('attack: hides behind %s', (_, disguise) => {
    const url = toDataUrl(jpeg({ length: 300 }))
    expect(parseScreenshot(url)).not.toBe(null)
    expect(parseScreenshot(disguise(url))).toBe(null)
  })

  it('never throws, whatever it is given', () => {
    const start = fc.constantFrom(jpeg(), png(), webp('VP8 '), webp('VP8X'), new Uint8Array())
    fc.assert(
      fc.property(start, fc.nat(40), fc.uint8Array({ maxLength: 40 }), (bytes, cut, rest) => {
        const picture = parseScreenshot(toDataUrl(Buffer.concat([bytes.subarray(0, cut), rest])))
        expect(picture?.type ?? 'image/').toMatch(/^image\//)
      }),
    )
  })
})
