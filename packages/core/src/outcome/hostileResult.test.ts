import { expect, it } from 'vitest'

import { measureWork } from '../../test/measureWork.js'
import { createRun, getOutcome } from '../../test/outcomes.js'
import { createRevoked, throwing, traps } from '../../test/throwing.js'
import { unwrapResult } from './resultLayers.js'
import { getRunOutcome } from './outcome.js'

const revoked = createRevoked({})
const withGetter = (key: string) =>
  Object.defineProperty({ more: 1 }, key, { enumerable: true, get: throwing })

it.each<[string, unknown]>([
  ['a proxy that throws at everything', new Proxy({}, traps)],
  ['a list behind a proxy that throws at everything', new Proxy([], traps)],
  ['a proxy that was revoked', revoked],
  ['a getter that throws where a failure is told', withGetter('status')],
  ['a getter that throws where data is wrapped', withGetter('result')],
  ['a getter that throws in the reason', { success: false, reason: withGetter('message') }],
  ['a proxy in a list', [new Proxy({}, traps)]],
  ['a getter that throws in an item', [withGetter('error'), withGetter('status')]],
  ['a getter that throws in an error', { error: withGetter('message') }],
  ['a getter that throws beside an explanation', { reason: 'Blocked', data: withGetter('a') }],
  ['an error that is a proxy', { error: new Proxy({}, traps), data: new Proxy([], traps) }],
  ['a proxy without a prototype', new Proxy({}, { getPrototypeOf: throwing })],
  ['a list that claims any length', new Proxy([], { get: () => 'long' })],
])('attack: breaks the outcome by %s', (_name, result) => {
  expect(getOutcome(result).type).toMatch(/^(succeeded|goal_failed|no_result)$/)
  expect(() => unwrapResult(result)).not.toThrow()
})

it('attack: breaks the outcome by a result that cannot even be taken from the run', () => {
  const run = Object.defineProperty(createRun({ status: 'COMPLETED' }), 'result', { get: throwing })
  expect(getRunOutcome(run)).toEqual({ type: 'no_result', reason: 'null' })
})

it.each(['status', 'result', 'resultWithheld', 'schemaValidation', 'error'])(
  'attack: breaks the outcome by a run whose getter %s throws',
  (key) => {
    for (const status of ['COMPLETED', 'FAILED']) {
      const run = Object.defineProperty(createRun({ status }), key, { get: throwing })
      expect(getRunOutcome(run).type).toMatch(/^(no_result|failed|unknown)$/)
    }
  },
)

it('attack: breaks the outcome by an error that throws in its turn', () => {
  const message = Object.defineProperty(new Error(), 'message', { get: throwing })
  for (const thrown of [message, revoked]) {
    const isGoalFailure = () => {
      throw thrown
    }
    const outcome = getRunOutcome(createRun({ status: 'COMPLETED', result: 1 }), { isGoalFailure })
    expect(outcome.type).toBe('invalid_result')
  }
})

it.each<[string, () => unknown]>([
  ['100,000,000 holes', () => Array(1e8)],
  ['100,000,000 empty lists', () => new Proxy([], { get: getOfEndless })],
  ['a million keys', () => Object.fromEntries(Array.from({ length: 1e6 }, (_, n) => [`k${n}`, n]))],
  ['two million rows of nothing', () => Array.from({ length: 2e6 }, () => null)],
  ['a circle of nothing', createCircle],
  ['a thousand lists of nothing', () => toFields(1_000, () => Array(1_000).fill(null))],
  ['a thousand failures with empty lists', () => toItems(1_000, () => Array(900).fill(null))],
  ['a million failures', () => toItems(1e6, () => null)],
  ['100,000 levels of nothing', () => JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)) as unknown],
  ['a long error', () => ({ error: 'no '.repeat(5e6) })],
  ['a long reason', () => ({ reason: 'access '.repeat(3e6) })],
  ['a long status', () => ({ status: ' '.repeat(2e7), reason: 'Blocked' })],
  ['strokes', () => ({ price: `${'-'.repeat(2e7)}x` })],
  ['fences', () => '```'.repeat(5e6)],
  ['fences around words', () => '```a'.repeat(5e6)],
  ['a long language of a fence', () => `\`\`\`${'a'.repeat(2e7)}\`\`\``],
  ['JSON texts in JSON texts', () => toNestedText(20)],
])('attack: holds up the thread by %s', (_name, make) => {
  const result = make()
  // A million keys can only be listed at once, which takes a third of a second.
  expect(measureWork(() => getOutcome(result))).toBeLessThan(1_000)
})

function getOfEndless(_target: unknown, key: string | symbol): unknown {
  return key === 'length' ? 1e8 : []
}

function createCircle(): object {
  const circle: Record<string, unknown> = {}
  return Object.assign(circle, { a: circle, b: [circle, circle] })
}

function toFields(count: number, make: () => unknown) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, make()]))
}

function toItems(count: number, make: () => unknown) {
  return Array.from({ length: count }, () => ({ error: 'Timeout', data: make() }))
}

function toNestedText(levels: number): unknown {
  let text = '{}'
  for (let level = 0; level < levels; level += 1) text = JSON.stringify(text)
  return text
}
