import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createServerClock, splitServerNow } from './serverClock.js'

const serverNow = '2026-01-01T00:00:00.000Z'
const serverTime = Date.parse(serverNow)

describe('createServerClock', () => {
  it('knows nothing at first', () => {
    expect(createServerClock().getOffset()).toBe(0)
  })

  it('takes the server’s time for the middle of the round trip', () => {
    const clock = createServerClock()
    clock.observe(serverNow, { sentAt: serverTime - 7_200_100, receivedAt: serverTime - 7_199_900 })
    expect(clock.getOffset()).toBe(7_200_000)
  })

  it('lets the shortest round trip win', () => {
    const clock = createServerClock()
    clock.observe(serverNow, { sentAt: serverTime - 100, receivedAt: serverTime - 100 + 40 })
    expect(clock.getOffset()).toBe(80)
    clock.observe(serverNow, { sentAt: serverTime, receivedAt: serverTime + 2_000 })
    expect(clock.getOffset()).toBe(80)
    clock.observe(serverNow, { sentAt: serverTime - 5, receivedAt: serverTime + 5 })
    expect(clock.getOffset()).toBe(0)
  })

  it('notices that this machine’s clock has been set, also by an answer that was slow', () => {
    const clock = createServerClock()
    clock.observe(serverNow, { sentAt: serverTime - 20, receivedAt: serverTime + 20 })
    expect(clock.getOffset()).toBe(0)
    const hour = 3_600_000
    clock.observe(serverNow, { sentAt: serverTime + hour, receivedAt: serverTime + hour + 2_000 })
    expect(clock.getOffset()).toBe(-hour - 1_000)
  })

  it('tells those who listen when it has changed, and only then', () => {
    const clock = createServerClock()
    const offsets: number[] = []
    const end = clock.subscribe(() => offsets.push(clock.getOffset()))
    const observe = (late: number) =>
      clock.observe(serverNow, { sentAt: serverTime - late, receivedAt: serverTime - late })
    for (const late of [0, 40, 40, 3_600_000]) observe(late)
    end()
    observe(0)
    expect(offsets).toEqual([40, 3_600_000])
  })

  it.each([
    ['a round trip of more than 5 seconds', serverNow, 5_001],
    ['a clock that was set back meanwhile', serverNow, -1],
    ['text that is not a time', 'now', 10],
    ['no time', undefined, 10],
  ])('ignores %s', (_name, time, roundTrip) => {
    const clock = createServerClock()
    clock.observe(time, { sentAt: 0, receivedAt: roundTrip })
    expect(clock.getOffset()).toBe(0)
  })
})

describe('splitServerNow', () => {
  it('takes the last field out of any run', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (fields) => {
        const run = { run_id: 'run-1', ...fields }
        const text = JSON.stringify({ ...run, server_now: serverNow })
        expect(splitServerNow(text)).toEqual({ text: JSON.stringify(run), serverNow })
      }),
    )
  })

  it('reads text with spaces and a newline at its end', () => {
    const { text } = splitServerNow(`{ "run_id": "run-1", "server_now": "${serverNow}" }\n`)
    expect(JSON.parse(text)).toEqual({ run_id: 'run-1' })
  })

  it.each([
    ['nothing', { run_id: 'run-1' }],
    ['a field of the result', { run_id: 'run-1', result: { a: 1, server_now: serverNow } }],
    ['text inside the result', { run_id: 'run-1', result: `,"server_now":"${serverNow}"}` }],
    ['text that ends like it', { run_id: 'run-1', result: `\\,"server_now":"x` }],
  ])('leaves %s alone', (_name, run) => {
    const text = JSON.stringify(run)
    expect(splitServerNow(text)).toEqual({ text, serverNow: null })
  })
})
