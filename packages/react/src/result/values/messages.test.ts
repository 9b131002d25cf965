import { expect, it } from 'vitest'

import { resultMessages } from './messages.js'

it.each([
  [2, '2 rows'],
  [999, '999 rows'],
  [1_000, '1,000 rows'],
  [100_000, '100,000 rows'],
  [1_234_567, '1,234,567 rows'],
])('groups the digits of %d', (count, text) => {
  expect(resultMessages.resultRows(count)).toBe(text)
})
