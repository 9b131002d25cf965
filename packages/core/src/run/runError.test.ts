import { describe, expect, it } from 'vitest'

import { parseRunFailure } from './parseRun.js'

function getMessage(error: unknown): string | undefined {
  return parseRunFailure(error)?.message
}

/** Where the text of an error is looked for, in this order. */
const keys = [
  'message',
  'error',
  'reason',
  'detail',
  'details',
  'description',
  'error_message',
  'help_message',
  'code',
  'category',
]

describe('the message of an error', () => {
  it.each(keys)('is what stands under "%s", whatever stands before it', (key) => {
    expect(getMessage({ a: 'something else', [key]: 'the message' })).toBe('the message')
  })

  it.each(keys.map((_, index) => keys.slice(index)))('comes from "%s" first', (...rest) => {
    const error = Object.fromEntries(rest.toReversed().map((key) => [key, `from ${key}`]))
    expect(getMessage(error)).toBe(`from ${rest[0]}`)
  })

  it('is the same for the same error, in whatever order its keys come', () => {
    expect(getMessage({ what: 'second', hint: 'first' })).toBe('first')
    expect(getMessage({ hint: 'first', what: 'second' })).toBe('first')
  })

  it.each([
    [[{ message: 'No credit' }], 'No credit'],
    [['one', {}, ' ', 'two'], 'one, two'],
    [[{}], ''],
    [[' '], ''],
    [{ error: { error: { error: 'three levels deep' } } }, 'three levels deep'],
    [{ error: { error: { error: { error: 'four levels deep' } } } }, ''],
    [[[[['in four lists']]]], ''],
  ])('of %j is "%s"', (error, message) => {
    expect(getMessage(error)).toBe(message)
  })

  it('is put together from no more than ten texts', () => {
    const texts = Array.from({ length: 10_000 }, (_, index) => `${index}`)
    expect(getMessage(texts)).toBe('0, 1, 2, 3, 4, 5, 6, 7, 8, 9')
  })

  it('survives 100,000 lists in each other', () => {
    const error: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
    expect(getMessage(error)).toBe('')
  })
})
