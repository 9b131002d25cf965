import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { useStepPicture } from './useStepPicture.js'

/** A chunk of a PNG. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, getChecksum(bytes.subarray(4, 8 + data.length)))
  return bytes
}

function getChecksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** A whole black PNG of so many pixels a side, with one bit for each, and other chunks before these. */
async function makePng(side: number, ...before: Uint8Array[]): Promise<string> {
  const pixels = new Blob([new Uint8Array(side * (1 + Math.ceil(side / 8)))]).stream()
  const packed = await new Response(pixels.pipeThrough(new CompressionStream('deflate'))).bytes()
  const header = new Uint8Array(13)
  new DataView(header.buffer).setUint32(0, side)
  new DataView(header.buffer).setUint32(4, side)
  header[8] = 1
  return toDataUrl('png', [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    ...before,
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ])
}

async function toDataUrl(type: string, parts: Uint8Array[]): Promise<string> {
  const bytes = await new Blob(parts as BlobPart[]).bytes()
  return `data:image/${type};base64,${btoa(String.fromCharCode(...bytes))}`
}

function Picture({ screenshot }: { screenshot: string }) {
  const run = makeRun({ steps: [{ action: 'Open', screenshot }] })
  const [step] = run.steps
  if (!step) throw new Error('The run has no step.')
  const picture = useStepPicture(run.runId, step)
  if (picture.state === 'ready') return <img src={picture.url} alt="step" />
  return <output>{picture.state}</output>
}

/** What Chromium makes of a picture, without our check. */
async function draw(url: string) {
  const image = new Image()
  image.src = url
  await image.decode()
  return image.naturalWidth
}

const animation = chunk('acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0))

describe('attack: the picture of a step', () => {
  it('is one of 10,000 by 10,000 pixels in a few bytes', async () => {
    const bomb = await makePng(10_000)
    expect(bomb.length).toBeLessThan(30_000)
    render(<Picture screenshot={bomb} />)
    expect(screen.getByRole('status')).toHaveTextContent('failed')
    expect(document.querySelector('img')).toBe(null)
  })

  it('moves', async () => {
    const gif = await toDataUrl('gif', [new TextEncoder().encode('GIF89a')])
    for (const moving of [await makePng(8, animation), gif]) {
      const { unmount } = render(<Picture screenshot={moving} />)
      expect(screen.getByRole('status')).toHaveTextContent('failed')
      unmount()
    }
  })

  it('is as large as it may be, and is shown', async () => {
    const large = await makePng(5_000)
    expect(await draw(large)).toBe(5_000)
    render(<Picture screenshot={large} />)
    expect(await screen.findByRole('img')).toHaveAttribute('src', expect.stringMatching(/^blob:/))
  })
})
