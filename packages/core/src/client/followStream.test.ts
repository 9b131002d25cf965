import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { end, event, settle, setUp } from '../../test/pushServer.js'
// The client loads this file when it is needed. Fake time would not wait for it.
import './watchRunsByPush.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const heartbeat = ':\n\n'
type Streams = ReturnType<typeof setUp>['streams']

/** Lets the latest stream live for some seconds, with a heartbeat every 8 seconds. */
async function live(streams: Streams, seconds: number) {
  const stream = streams.at(-1)!
  for (let second = 0; second < seconds; second += 1) {
    if (second % 8 === 0) stream.send(heartbeat)
    await settle(1_000)
  }
}

describe('a stream that is followed', () => {
  it.each(['cut', 'close'] as const)(
    'is opened anew after each %s of a proxy that does so every half a minute, without a poll',
    async (how) => {
      const { streams, reads, seen, watch } = setUp()
      const done = watch(['a'])
      await settle()
      streams[0]!.send(event('a', 'RUNNING', 1))
      for (let count = 1; count <= 10; count += 1) {
        expect(streams).toHaveLength(count)
        await live(streams, 30)
        streams.at(-1)![how]()
        await settle(1_000)
      }
      streams.at(-1)!.send(event('a', 'COMPLETED', 2), end)
      await settle()
      await done
      expect(seen).toEqual(['a RUNNING', 'a COMPLETED'])
      expect(reads).toEqual([])
    },
  )

  it('is left for polls, and tried ever more rarely, when it is cut before it beats twice', async () => {
    const { streams, reads, watch, set } = setUp()
    set('a', 'RUNNING')
    void watch(['a'])
    let told = 0
    for (let second = 0; second < 300; second += 5) {
      await settle(5_000)
      if (streams.length > told) {
        told = streams.length
        streams.at(-1)!.send(heartbeat)
        await settle()
        streams.at(-1)!.cut()
      }
    }
    expect(streams.length).toBeLessThan(12)
    expect(reads.length).toBeGreaterThan(80)
  })

  it('is polled for while it says nothing at all, and is not waited for', async () => {
    const { streams, reads, seen, watch, set } = setUp()
    set('a', 'RUNNING')
    const done = watch(['a'])
    await settle(2_900)
    expect(reads).toEqual([])
    await settle(200)
    expect(seen).toEqual(['a RUNNING'])
    let open = 0
    for (let second = 0; second < 300; second += 1) {
      await settle(1_000)
      open += streams.filter((stream) => !stream.isCancelled()).length
    }
    expect(streams.length).toBeLessThan(12)
    // Of five minutes it has held a connection for less than one and a half.
    expect(open).toBeLessThan(90)
    expect(reads.length).toBeGreaterThan(80)
    set('a', 'COMPLETED')
    await settle(3_500)
    await done
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not believed when something lets its first events through, and keeps the next ones', async () => {
    const { streams, reads, watch, set } = setUp()
    set('a', 'RUNNING')
    set('b', 'RUNNING')
    void watch(['a', 'b'])
    let told = 0
    /** Gives the longest time in seconds for which nobody has told of the runs. */
    async function pass(seconds: number) {
      let longest = 0
      let blind = 0
      for (let second = 0; second < seconds; second += 1) {
        if (streams.length > told) {
          told = streams.length
          streams.at(-1)!.send(heartbeat, event('a', 'RUNNING', told))
        }
        const before = reads.length
        await settle(1_000)
        blind = reads.length > before ? 0 : blind + 1
        longest = Math.max(longest, blind)
      }
      return longest
    }
    expect(await pass(60)).toBeLessThanOrEqual(13)
    expect(streams.length).toBeGreaterThan(1)
    expect(await pass(400)).toBeLessThanOrEqual(4)
    expect(streams.length).toBeLessThan(15)
    // Once nothing keeps its heartbeats any longer, it is believed again.
    for (let second = 0; second < 100 && streams.length === told; second += 1) await settle(1_000)
    await live(streams, 9)
    reads.length = 0
    await live(streams, 60)
    expect(reads).toEqual([])
  })

  it('is not polled for while a large event is on its way', async () => {
    const { streams, reads, seen, watch } = setUp()
    void watch(['a'])
    await settle()
    const text = event('a', 'RUNNING', 1)
    streams[0]!.send(heartbeat)
    for (const letter of text) {
      await settle(1_000)
      streams[0]!.send(letter)
    }
    await settle()
    expect(seen).toEqual(['a RUNNING'])
    expect(streams).toHaveLength(1)
    expect(reads).toEqual([])
  })
})
