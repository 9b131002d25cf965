import { afterEach, describe, expect, it } from 'vitest'

import { frameBudget } from './frameBudget.js'

const ids = [1, 2, 3, 4].map((number) => Symbol(String(number)))
const [first, second, third, fourth] = ids as [symbol, symbol, symbol, symbol]

/** Claims for all of them, two frames for four; tells which of them are shown. */
function claimAll(inView: symbol[] = []) {
  for (const id of ids) frameBudget.claim(id, { isInView: inView.includes(id), limit: 2 })
  return getShown()
}
const getShown = () => ids.filter((id) => frameBudget.hasTurn(id))

afterEach(() => ids.forEach((id) => frameBudget.release(id)))

describe('the budget of live frames', () => {
  it('lets the longest watched keep theirs', () => {
    expect(claimAll()).toEqual([first, second])
    // A claim that is renewed does not lose its place.
    expect(claimAll()).toEqual([first, second])
    frameBudget.release(first)
    expect(getShown()).toEqual([second, third])
    frameBudget.claim(first, { isInView: false, limit: 2 })
    expect(getShown()).toEqual([second, third])
  })

  it('puts those in view first, then those that have one', () => {
    expect(claimAll([second, third, fourth])).toEqual([second, third])
    expect(claimAll([fourth])).toEqual([third, fourth])
    expect(claimAll()).toEqual([third, fourth])
  })

  it('gives a frame to whose viewer asks for it, for as long as it is in view', () => {
    claimAll(ids)
    frameBudget.ask(fourth)
    expect(getShown()).toEqual([first, fourth])
    expect(claimAll([first, second])).toEqual([first, second])
  })

  it('tells of changes only', () => {
    claimAll()
    let changes = 0
    const unsubscribe = frameBudget.subscribe(() => (changes += 1))
    claimAll()
    expect(changes).toBe(0)
    frameBudget.release(second)
    expect(changes).toBe(1)
    unsubscribe()
    frameBudget.release(first)
    expect(changes).toBe(1)
  })
})
