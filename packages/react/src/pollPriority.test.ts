import { expect, it } from 'vitest'

import { getPollPriority } from './pollPriority.js'

it.each([
  ['nobody', [], 'normal'],
  ['one who does not say', [{ options: {} }], 'normal'],
  ['one who is far away', [{ options: { meta: { priority: 'low' } } }], 'low'],
  [
    'one who is far away and one who is near',
    [{ options: { meta: { priority: 'low' } } }, { options: { meta: { priority: 'high' } } }],
    'high',
  ],
  [
    'one who has stopped reading',
    [
      { options: { meta: { priority: 'high' }, enabled: false } },
      { options: { meta: { priority: 'low' }, enabled: true } },
    ],
    'low',
  ],
] as const)('a run that is shown by %s', (_, observers, priority) => {
  expect(getPollPriority(observers)).toBe(priority)
})
