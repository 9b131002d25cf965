import { expect, it } from 'vitest'

import answers from '../../test/payloads/cancel.responses.json'
import { parseCancellation } from './cancellation.js'

const runId = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'
const cancelledAt = '2024-01-01T00:00:00Z'

it.each([
  ['cancelled', { status: 'CANCELLED', cancelledAt, message: null }],
  ['already_cancelled', { status: 'CANCELLED', cancelledAt, message: 'Run already cancelled' }],
  ['already_finished', { status: 'COMPLETED', cancelledAt: null, message: 'Run already finished' }],
] as const)('reads the published answer %s', (name, expected) => {
  expect(parseCancellation(answers[name])).toEqual({ runId, ...expected })
})

it.each([null, {}, { run_id: 'a' }, { status: 'CANCELLED' }])('refuses %j', (json) => {
  expect(() => parseCancellation(json)).toThrow(
    expect.objectContaining({ code: 'invalid_response' }),
  )
})
