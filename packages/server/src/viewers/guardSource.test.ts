import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { toResponse } from '../handler/webHandler.js'
import { toByteSource } from '../http/byteSource.js'
import { guardSource } from './guardSource.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A stream that lasts until somebody ends it, and its guard. */
function setUp(isRevoked: () => Promise<boolean> = async () => false, ttl = Infinity) {
  let source: ReadableStreamDefaultController<Uint8Array> | undefined
  let isCancelled = false
  let ends = 0
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      source = controller
    },
    cancel() {
      isCancelled = true
    },
  })
  const body = guardSource(
    toByteSource(stream),
    { expiresAt: Date.now() + ttl, isRevoked },
    () => (ends += 1),
  )
  const request = new Request('https://app.example.com/')
  const response = toResponse({ status: 200, headers: {}, body }, request)
  return {
    source: source!,
    reader: response.body!.getReader(),
    isCancelled: () => isCancelled,
    ends: () => ends,
  }
}

const bytes = new Uint8Array([1])

describe('guardSource', () => {
  it('passes on what comes, and ends with its source', async () => {
    const { source, reader, ends } = setUp()
    source.enqueue(bytes)
    expect(await reader.read()).toEqual({ done: false, value: bytes })
    source.close()
    expect(await reader.read()).toEqual({ done: true, value: undefined })
    expect(ends()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails with its source', async () => {
    const { source, reader, ends } = setUp()
    source.error(new Error('cut'))
    await expect(reader.read()).rejects.toThrow('cut')
    expect(ends()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails with its source although nobody reads', async () => {
    const { source, reader, ends } = setUp()
    source.enqueue(bytes)
    source.error(new Error('dropped'))
    await expect(reader.closed).rejects.toThrow('dropped')
    expect(ends()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends its source when the viewer leaves', async () => {
    const { reader, isCancelled, ends } = setUp()
    await reader.cancel()
    expect(isCancelled()).toBe(true)
    expect(ends()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('closes at the end of the token, to the millisecond', async () => {
    const { reader, isCancelled } = setUp(undefined, 70_000)
    const read = reader.read()
    await vi.advanceTimersByTimeAsync(69_999)
    expect(isCancelled()).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await read).toEqual({ done: true, value: undefined })
    expect(isCancelled()).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['the token is revoked', async () => true],
    ['that cannot be told', () => Promise.reject(new Error('The store is down'))],
  ])('closes within 30 seconds when %s', async (_what, answer) => {
    let isRevoked: () => Promise<boolean> = async () => false
    const { reader, ends } = setUp(() => isRevoked())
    const read = reader.read()
    await vi.advanceTimersByTimeAsync(65_000)
    expect(ends()).toBe(0)
    isRevoked = answer
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await read).toEqual({ done: true, value: undefined })
    expect(ends()).toBe(1)
  })

  it('ends for a session of the host too, which has no end', async () => {
    const { reader, isCancelled, ends } = setUp()
    const read = reader.read()
    await vi.advanceTimersByTimeAsync(64 * 60_000)
    expect(isCancelled()).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await read).toEqual({ done: true, value: undefined })
    expect([isCancelled(), ends()]).toEqual([true, 1])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('breaks off for a viewer who does not read, as the end would wait for them', async () => {
    const { source, reader, ends } = setUp(async () => false, 60_000)
    source.enqueue(bytes)
    source.enqueue(bytes)
    await vi.advanceTimersByTimeAsync(60_000)
    await expect(reader.read()).rejects.toMatchObject({ ending: 'CLIENT_GONE' })
    expect(ends()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
