import * as fc from 'fast-check'

/** Numbers as JSON may have them: many of them have digits that JavaScript's numbers cannot say. */
const number = fc.oneof(
  fc.constantFrom(
    '9007199254740993',
    '1.10',
    '-0',
    '1e400',
    '1E+2',
    '0.10000000000000000001',
    '7.0',
  ),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc
    .tuple(fc.integer(), fc.stringMatching(/^\d{1,30}$/))
    .map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
)

/** Text that could be taken for a number, or for the end of something. */
const string = fc
  .oneof(
    fc.string(),
    fc.constantFrom('1.10', '"', '\\', '\\"', '"result":[1.10]', '],"data":[', '-'),
  )
  .map((value) => JSON.stringify(value))

const name = fc.stringMatching(/^[a-z_]{1,8}$/).filter((key) => key !== '__proto__')

/** Compact JSON texts, whose numbers are to keep all their digits. */
export const exactJson: fc.Arbitrary<string> = fc
  .letrec<{ value: string; rows: string }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, number, string, fc.constantFrom('true', 'null'), tie('rows')),
    rows: fc.oneof(
      fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
      fc
        .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 4, selector: ([key]) => key })
        .map((fields) => `{${fields.map(([key, value]) => `"${key}":${value}`).join()}}`),
    ),
  }))
  .value.filter((text) => text !== 'null')
