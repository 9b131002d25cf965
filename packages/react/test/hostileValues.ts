import { createRevoked, throwing, traps } from '../../core/test/throwing.js'

const revoked = createRevoked({})
const withGetter = (value: object) =>
  Object.defineProperty(value, 'bad', { enumerable: true, get: throwing })

/** Values of a host's own that throw when they are read, each with what it is. */
export const hostileValues: [string, unknown][] = [
  ['a proxy that throws at everything', new Proxy({ a: 1 }, traps)],
  ['a list behind a proxy that throws at everything', new Proxy([1], traps)],
  ['a proxy that was revoked', revoked],
  ['proxies in a list', [new Proxy({}, traps), revoked, { a: 1 }]],
  ['a proxy in a record', { a: new Proxy({}, traps), b: revoked }],
  ['getters that throw', withGetter({ a: 1 })],
  ['rows with getters that throw', [withGetter({ a: 1 }), { a: 2 }]],
  ['a list that claims any length', new Proxy([], { get: () => 'long' })],
  ['a function with a text that throws', Object.assign(() => 1, { toString: throwing })],
  ['an object without a prototype', Object.create(null)],
]
