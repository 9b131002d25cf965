import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { getScenario, scenarios } from '../scenarios/scenarios.js'
import { shopping } from '../scenarios/shopping.js'
import { getStreamFrame } from './streamFrame.js'

const { steps, endsAt } = shopping
const at = (elapsed: number) => getStreamFrame(steps, elapsed, endsAt)

describe('getStreamFrame', () => {
  it('keeps the cursor in the picture and never makes it jump', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios),
        fc.integer({ min: 0, max: 130_000 }),
        ({ name }, elapsed) => {
          const { script } = getScenario(name)
          const { cursor } = getStreamFrame(script.steps, elapsed, script.endsAt)
          expect(cursor.x).toBeGreaterThanOrEqual(0)
          expect(cursor.x).toBeLessThanOrEqual(1280)
          expect(cursor.y).toBeGreaterThanOrEqual(0)
          expect(cursor.y).toBeLessThanOrEqual(800)
          const soon = getStreamFrame(script.steps, elapsed + 10, script.endsAt).cursor
          expect(Math.hypot(soon.x - cursor.x, soon.y - cursor.y)).toBeLessThan(60)
        },
      ),
    )
  })

  it('moves with time', () => {
    expect(at(5_000).cursor).not.toEqual(at(5_500).cursor)
  })

  it('shows each step under its name', () => {
    expect(at(0)).toMatchObject({ step: 0, action: '' })
    for (const [index, step] of steps.entries()) {
      expect(at(step.at)).toMatchObject({ step: index + 1, action: step.action })
    }
  })

  it('shows what a click does after the click', () => {
    const [, notice, catalog] = steps
    expect(at(notice!.at + 500).hasNotice).toBe(true)
    expect(at(notice!.at + 1_500)).toMatchObject({ cursor: { isPressed: true }, hasNotice: false })
    expect(at(catalog!.at + 500).address).toBe('tidewater.example')
    expect(at(catalog!.at + 2_000).address).toBe('tidewater.example/products')
  })

  it('reads the products one by one', () => {
    const reads = Array.from({ length: 19 }, (_, second) => at(second * 1_000).read)
    expect(reads).toEqual(reads.toSorted((a, b) => a - b))
    expect(new Set(reads).size).toBeGreaterThan(4)
    expect(reads.at(-1)).toBe(10)
  })
})
