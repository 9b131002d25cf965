import * as fc from 'fast-check'

import { createRevoked, throwing, traps } from './throwing.js'

/** Makes a value. fast-check gets this and not the value, because it would itself read what throws. */
type Make = () => unknown

function createCircle(): object {
  const circle: Record<string, unknown> = { rows: [{ a: 1 }] }
  return Object.assign(circle, { self: circle, list: [circle] })
}

/** Gives a maker a name, which is what a failed property prints. */
function named(name: string, make: Make): Make {
  return Object.assign(make, { [fc.toStringMethod]: () => name })
}

/** Names that mean something to those who read results, runs and errors, or to JavaScript. */
const key = fc.constantFrom(
  'result',
  'status',
  'error',
  'message',
  'success',
  'steps',
  'data',
  'event',
  'run_id',
  'length',
  '__proto__',
  'constructor',
  'toJSON',
  'then',
  '',
  'a',
  '=1+1',
)

/** JSON that is nested deep, which overflows the stack of a function that calls itself. */
const deep = fc
  .tuple(
    fc.constantFrom(101, 4_122, 20_000, 100_000),
    fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"result":', '}]'], ['[0,', ',0]']),
  )
  .map(([depth, [open = '', close = '']]) =>
    named(`${depth} times ${open}`, () =>
      JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`),
    ),
  )

/** JSON with many members, up to some megabytes. */
const wide = fc
  .tuple(fc.constantFrom(1_000, 20_000, 100_000), fc.nat(4), key)
  .map(([count, form, name]) =>
    named(`${count} members, form ${form}, key ${name}`, () => {
      const numbers = Array.from({ length: count }, (_, index) => index)
      if (form === 0) return numbers
      if (form === 1) return numbers.map((value) => ({ [name]: value, b: 'x' }))
      if (form === 2) return Object.fromEntries(numbers.map((value) => [`k${value}`, value]))
      if (form === 3) return numbers.slice(0, 3_000).map((value) => ({ [`k${value}`]: value }))
      return 'x'.repeat(count * 20)
    }),
  )

const small = fc
  .oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue(), { maxKeys: 5 }))
  .map((json) => named(JSON.stringify(json), () => json))

/** What comes by the wire: any JSON, small, deep, or wide. */
export const hostileJson: fc.Arbitrary<Make> = fc.oneof(
  { weight: 4, arbitrary: small },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: wide },
)

/** What only the page or the server around the library can pass: no JSON throws, or has holes or circles. */
const ofHost: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(
    named('a proxy that throws', () => new Proxy({}, traps)),
    named('a list that throws', () => new Proxy([], traps)),
    named('a revoked proxy', () => createRevoked({})),
    named('a revoked list', () => createRevoked([])),
    named('100,000,000 holes', () => Array(1e8)),
    named('a row and 100,000,000 holes', () => Object.assign(Array(1e8), [{ a: 1 }])),
    named(
      'an endless list',
      () => new Proxy([{ a: 1 }], { get: (_, name) => name === 'length' && 2 ** 40 }),
    ),
    named('a list of any length', () => new Proxy([], { get: () => 'long' })),
    named('a circle', createCircle),
    named('no date', () => new Date(Number.NaN)),
    named('a map', () => new Map([[1, 2]])),
    named('a function', () => () => 1),
    named('a symbol', () => Symbol('attack')),
    named('a long number', () => 10n ** 40n),
    named('no prototype', () => Object.create(null)),
    named('half a character', () => '\ud800'),
  ),
  key.map((name) =>
    named(`a getter ${name}`, () =>
      Object.defineProperty({ other: 1 }, name, { enumerable: true, get: throwing }),
    ),
  ),
)

const toList = (makers: Make[]) =>
  named(`[${makers.map(fc.stringify).join()}]`, () => makers.map((make) => make()))
const toRecord = (makers: Record<string, Make>) =>
  named(
    `{${Object.entries(makers)
      .map(([name, make]) => `${name}: ${fc.stringify(make)}`)
      .join()}}`,
    () => Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()])),
  )

/** Anything that a function may be given that walks results: deep, wide, sparse, throwing, huge. */
export const hostileValue: fc.Arbitrary<Make> = fc.oneof(
  { weight: 2, arbitrary: hostileJson },
  { weight: 3, arbitrary: ofHost },
  { weight: 1, arbitrary: fc.array(ofHost, { minLength: 1, maxLength: 3 }).map(toList) },
  {
    weight: 1,
    arbitrary: fc.dictionary(key, fc.oneof(ofHost, hostileJson), { maxKeys: 4 }).map(toRecord),
  },
)

/** Makes the body of a run, of which any field but the id and the status may hold anything. */
export function createHostileRun(value: fc.Arbitrary<Make>): fc.Arbitrary<Make> {
  const field = fc.constantFrom(
    'goal',
    'created_at',
    'num_of_steps',
    'result',
    'result_json',
    'schema_validation',
    'error',
    'streaming_url',
    'browser_config',
    'video_url',
    'steps',
    'output_schema',
    'profile_hint',
    'unknown',
  )
  const status = fc.constantFrom('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'NEW')
  return fc.tuple(status, fc.dictionary(field, value, { maxKeys: 4 })).map(([status, fields]) =>
    toRecord({
      ...fields,
      run_id: named('run-1', () => 'run-1'),
      status: named(status, () => status),
    }),
  )
}
