import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { lookAt } from '../../test/fakeNotification.js'
import type { TabsOfRun } from './tabsOfRun.js'
import { joinTabs } from './tabsOfRun.js'

let joined: TabsOfRun[] = []
let run = ''
let stranger: BroadcastChannel

/** A place among the tabs, with what it has told and not taken back. */
function join() {
  const tab = joinTabs(run)
  joined.push(tab)
  const told = new Set<string>()
  const sign = (name: string) => () => {
    told.add(name)
    return () => void told.delete(name)
  }
  return { told, end: () => tab.tellEnd({ mark: sign('mark'), call: sign('call') }) }
}

/** A tab of which this page hears only what it says and which locks it holds. */
const hold = async (mode: LockMode) => {
  let free: () => void = () => undefined
  await new Promise<void>((held) => {
    void navigator.locks.request(`fishbowl end of ${run}`, { mode }, () => {
      held()
      return new Promise<void>((resolve) => (free = resolve))
    })
  })
  return () => free()
}

const isFree = async () =>
  navigator.locks.request(`fishbowl end of ${run}`, { ifAvailable: true }, (lock) => lock !== null)

beforeEach(async () => {
  run = crypto.randomUUID()
  stranger = new BroadcastChannel('fishbowl ends')
  await lookAt(false)
})

afterEach(async () => {
  await lookAt(true)
  for (const tab of joined) tab.leave()
  joined = []
  stranger.close()
})

describe('the tabs of a run', () => {
  it('agree on one that calls, and all show the mark', async () => {
    const tabs = [join(), join(), join()]
    await Promise.all(tabs.map((tab) => tab.end()))
    const told = tabs.map((tab) => [...tab.told].join(' and '))
    expect(told.toSorted()).toEqual(['mark', 'mark', 'mark and call'])
  })

  it('do not call while another one is looked at', async () => {
    const free = await hold('shared')
    const tab = join()
    await tab.end()
    expect([...tab.told]).toEqual(['mark'])
    free()
  })

  it('do not call when another one has called and is gone', async () => {
    const tab = join()
    stranger.postMessage({ news: 'told', run })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await tab.end()
    expect([...tab.told]).toEqual(['mark'])
  })

  it('take everything back when the end is seen in another one', async () => {
    const tab = join()
    await tab.end()
    expect([...tab.told]).toEqual(['mark', 'call'])
    stranger.postMessage({ news: 'seen', run })
    await expect.poll(() => tab.told.size).toBe(0)
    await expect.poll(isFree).toBe(true)
  })

  it('tell nothing of what was seen before they knew', async () => {
    const tab = join()
    stranger.postMessage({ news: 'seen', run })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await tab.end()
    expect([...tab.told]).toEqual([])
  })

  it('say what they do', async () => {
    const heard: unknown[] = []
    stranger.addEventListener('message', ({ data }) => heard.push(data))
    const tab = join()
    await tab.end()
    await expect.poll(() => heard).toEqual([{ news: 'told', run }])
    await lookAt(true)
    await expect.poll(() => heard.at(-1)).toEqual({ news: 'seen', run })
  })

  it('say that the end was seen when it comes while one is looked at', async () => {
    const heard: unknown[] = []
    stranger.addEventListener('message', ({ data }) => heard.push(data))
    await lookAt(true)
    const tab = join()
    await expect.poll(isFree).toBe(false)
    await tab.end()
    expect(tab.told.size).toBe(0)
    await expect.poll(() => heard).toEqual([{ news: 'seen', run }])
  })

  it('hold nothing any longer when they are left or not looked at', async () => {
    await lookAt(true)
    join()
    await expect.poll(isFree).toBe(false)
    await lookAt(false)
    await expect.poll(isFree).toBe(true)
    await lookAt(true)
    await expect.poll(isFree).toBe(false)
    joined[0]?.leave()
    await expect.poll(isFree).toBe(true)
  })

  it('leave nothing behind once what was told before they were left has been seen', async () => {
    const close = vi.spyOn(BroadcastChannel.prototype, 'close')
    const tab = join()
    await tab.end()
    joined[0]?.leave()
    expect(close).not.toHaveBeenCalled()
    await lookAt(true)
    expect(tab.told.size).toBe(0)
    expect(close).toHaveBeenCalledOnce()
    await expect.poll(isFree).toBe(true)
  })

  it('attack: a page says what is no news, or of another run, and nothing changes', async () => {
    const tab = join()
    for (const data of [
      null,
      'seen',
      [],
      {},
      { news: 'seen' },
      { news: 'seen', run: 1 },
      { news: 'seen', run: crypto.randomUUID() },
      { news: 'none', run },
    ]) {
      stranger.postMessage(data)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
    await tab.end()
    expect([...tab.told]).toEqual(['mark', 'call'])
  })
})
