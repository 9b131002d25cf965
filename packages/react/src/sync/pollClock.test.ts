import { focusManager } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { PolledQuery, PollPriority, PollWish } from './pollClock.js'
import { getPollPriority, pollClock } from './pollClock.js'

let left: (() => void)[] = []
/** The moments, in seconds, and the runs of each request. */
let requests: [number, string[]][] = []
let begin = 0

interface RunOptions {
  /** Milliseconds between two reads. */
  pace?: number
  priority?: PollPriority
  maySooner?: boolean
  isLast?: boolean
  /** Whether somebody wants to be told of it in a hidden tab. */
  whileHidden?: boolean
  /** Milliseconds that an answer takes. */
  latency?: number
}

/** A query as react-query would drive it: it wishes for its next read when an answer has come. */
function show(
  name: string,
  { pace = 3_000, latency = 0, priority = 'normal', whileHidden, ...options }: RunOptions = {},
) {
  let isShown = true
  const observer = {
    options: { meta: { priority, whileHidden } },
    refetch: async () => {
      const now = Date.now() - begin
      const last = requests.at(-1)
      if (last?.[0] === now) last[1].push(name)
      else requests.push([now, [name]])
      pollClock.forget(query)
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
      else await Promise.resolve()
      wish({ asOf: Date.now() })
    },
  }
  const query: PolledQuery = { observers: [observer], isActive: () => isShown }
  const wish = (changed: Partial<PollWish> = {}) => {
    const asOf = Date.now()
    const usual: PollWish = { asOf, delay: pace, maySooner: true, isLast: false }
    pollClock.wish(query, { ...usual, ...options, ...changed })
  }
  const leave = () => {
    isShown = false
    pollClock.leave(query)
  }
  left.push(leave)
  wish()
  const setPriority = (next: PollPriority) =>
    (observer.options = { meta: { priority: next, whileHidden } })
  const want = () => (observer.options = { meta: { priority, whileHidden: true } })
  return { leave, wish, hide: () => (isShown = false), setPriority, want }
}

beforeEach(() => {
  vi.useFakeTimers()
  begin = Date.now()
  requests = []
})

afterEach(() => {
  for (const leave of left) leave()
  left = []
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

describe('one run', () => {
  it('keeps its own pace', async () => {
    show('a', { pace: 3_100 })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(requests.map(([at]) => at)).toEqual([3_100, 6_200, 9_300])
  })

  it('is not read while nobody shows it', async () => {
    const { hide } = show('a')
    hide()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(requests).toEqual([])
  })

  it('is not asked for again while its answer is on the way', async () => {
    show('a', { latency: 20_000 })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(requests).toHaveLength(1)
  })

  it('is read when the soonest of its observers wishes', async () => {
    const { wish } = show('a', { pace: 60_000 })
    wish({ delay: 5_000 })
    wish({ delay: 20_000 })
    await vi.advanceTimersByTimeAsync(6_000)
    expect(requests.map(([at]) => at)).toEqual([5_000])
  })

  it('is read by its newest pace once something else has brought news', async () => {
    const { wish } = show('a')
    await vi.advanceTimersByTimeAsync(1_000)
    wish({ delay: 30_000 })
    await vi.advanceTimersByTimeAsync(29_000)
    expect(requests).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(requests).toHaveLength(1)
  })

  it('is not read again when all is known of it', async () => {
    const { wish } = show('a')
    wish({ asOf: Date.now() + 1, delay: false })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(requests).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is read when it is due, even after somebody has set the clock back', async () => {
    show('a')
    vi.setSystemTime(begin - 3_600_000)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(requests).toHaveLength(1)
  })
})

describe('many runs', () => {
  it('share a rhythm after their first reads, whenever each of them began', async () => {
    for (let index = 0; index < 20; index += 1) {
      show(`run-${index}`, { pace: 2_700 + 30 * index })
      await vi.advanceTimersByTimeAsync(170)
    }
    await vi.advanceTimersByTimeAsync(6_000)
    requests = []
    await vi.advanceTimersByTimeAsync(30_000)
    expect(requests.length).toBeLessThanOrEqual(12)
    for (const [, names] of requests) expect(names).toHaveLength(20)
  })

  it('make one request of at most a hundred in 2.5 seconds, and each has its turn', async () => {
    for (let index = 0; index < 500; index += 1) show(`run-${index}`)
    await vi.advanceTimersByTimeAsync(3_000 + 4 * 2_500)
    expect(requests.map(([at]) => at)).toEqual([3_000, 5_500, 8_000, 10_500, 13_000])
    expect(new Set(requests.flatMap(([, names]) => names)).size).toBe(500)
  })

  it('let the important ones go first, and none wait for ever', async () => {
    for (let index = 0; index < 150; index += 1) show(`badge-${index}`, { priority: 'low' })
    for (let index = 0; index < 90; index += 1) show(`viewer-${index}`, { priority: 'high' })
    await vi.advanceTimersByTimeAsync(3_000)
    const [, names = []] = requests[0] ?? []
    expect(names.filter((name) => name.startsWith('viewer'))).toHaveLength(90)
    expect(names).toHaveLength(100)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(new Set(requests.flatMap(([, all]) => all)).size).toBe(240)
  })

  it('let those go first that have become important since their last news', async () => {
    const runs = Array.from({ length: 250 }, (_, index) => show(`${index}`, { priority: 'low' }))
    await vi.advanceTimersByTimeAsync(2_900)
    runs[249]?.setPriority('high')
    runs[248]?.setPriority('normal')
    await vi.advanceTimersByTimeAsync(100)
    expect(requests[0]?.[1].slice(0, 3)).toEqual(['249', '248', '0'])
  })

  it('do not draw one sooner that a server has put off', async () => {
    show('a')
    show('b', { pace: 5_000, maySooner: false })
    await vi.advanceTimersByTimeAsync(4_900)
    expect(requests).toEqual([[3_000, ['a']]])
  })

  it('leave the clock at once, and the last one stops it', async () => {
    const runs = [show('a'), show('b')]
    runs[0]?.leave()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(requests).toEqual([[3_000, ['b']]])
    runs[1]?.leave()
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('stands still in a hidden tab, and reads what is overdue on return', async () => {
  show('a')
  show('b')
  focusManager.setFocused(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toEqual([])
  focusManager.setFocused(true)
  await vi.advanceTimersByTimeAsync(1)
  expect(requests.map(([, names]) => names)).toEqual([['a', 'b']])
})

describe('a hidden tab', () => {
  it('reads once a minute what somebody wants to be told of, and nothing else', async () => {
    show('told', { whileHidden: true })
    show('told, too', { whileHidden: true, pace: 3_500 })
    show('other')
    await vi.advanceTimersByTimeAsync(3_000)
    focusManager.setFocused(false)
    requests = []
    await vi.advanceTimersByTimeAsync(3 * 60_000)
    expect(requests).toEqual([63_000, 123_000, 183_000].map((at) => [at, ['told', 'told, too']]))
    focusManager.setFocused(true)
    await vi.advanceTimersByTimeAsync(2_500)
    expect(requests.at(-1)).toEqual([185_500, expect.arrayContaining(['other'])])
  })

  it('does not wait for the minute when only the reads after the end are left', async () => {
    show('ended', { whileHidden: true, isLast: true })
    focusManager.setFocused(false)
    await vi.advanceTimersByTimeAsync(9_000)
    expect(requests.map(([at]) => at)).toEqual([3_000, 6_000, 9_000])
  })

  it('begins to read a run that somebody wants to be told of only then', async () => {
    const { wish, want } = show('a')
    focusManager.setFocused(false)
    const asOf = Date.now()
    await vi.advanceTimersByTimeAsync(10_000)
    want()
    wish({ asOf })
    await vi.advanceTimersByTimeAsync(1)
    expect(requests).toEqual([[10_000, ['a']]])
  })
})

it.each([
  ['nobody', [], 'normal'],
  ['one who does not say', [{ options: {} }], 'normal'],
  ['one who is far away', [{ options: { meta: { priority: 'low' } } }], 'low'],
  [
    'one who is far away and one who is near',
    [{ options: { meta: { priority: 'low' } } }, { options: { meta: { priority: 'high' } } }],
    'high',
  ],
  [
    'one who has stopped reading',
    [
      { options: { meta: { priority: 'high' }, enabled: false } },
      { options: { meta: { priority: 'low' }, enabled: true } },
    ],
    'low',
  ],
] as const)('a run that is shown by %s', (_, observers, priority) => {
  expect(getPollPriority(observers)).toBe(priority)
})
