import { afterEach, describe, expect, it } from 'vitest'

import { frameBudget } from './frameBudget.js'

const ids = [1, 2, 3, 4].map((number) => Symbol(String(number)))
const [first, second, third, fourth] = ids as [symbol, symbol, symbol, symbol]

const shown = new Set<symbol>()
let changes = 0

function claim(id: symbol, isInView = false) {
  const onTurn = (hasTurn: boolean | undefined) => {
    changes += 1
    if (hasTurn) shown.add(id)
    else shown.delete(id)
  }
  frameBudget.claim(id, { isInView, limit: 2, onTurn })
}
/** Claims for all of them, two frames for four; tells which of them are shown. */
function claimAll(inView: symbol[] = []) {
  for (const id of ids) claim(id, inView.includes(id))
  return getShown()
}
const getShown = () => ids.filter((id) => shown.has(id))

afterEach(() => ids.forEach((id) => frameBudget.release(id)))

describe('the budget of live frames', () => {
  it('lets the longest watched keep theirs', () => {
    expect(claimAll()).toEqual([first, second])
    // A claim that is renewed does not lose its place.
    expect(claimAll()).toEqual([first, second])
    frameBudget.release(first)
    expect(getShown()).toEqual([second, third])
    claim(first)
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
    changes = 0
    claimAll()
    expect(changes).toBe(0)
    // One loses its turn, and the next one has it.
    frameBudget.release(second)
    expect(changes).toBe(2)
  })
})
