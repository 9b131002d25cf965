import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/v4'

import { createRevoked } from '../../test/throwing.js'
import { parseErrorBody } from '../client/answerError.js'
import { FishbowlError } from '../errors.js'
import { parseRunEvent } from '../events/runEvent.js'
import { parseRun } from './parseRun.js'
import { parseRunPage } from './runLists.js'

const revoked = createRevoked([])
const wrong = {
  goal: revoked,
  created_at: {},
  num_of_steps: 'many',
  error: { code: [] },
  steps: [1],
}
const run = { ...wrong, run_id: 'run_1', status: 'FAILED' }

const reads: [name: string, read: () => unknown][] = [
  ['a run', () => parseRun(run)],
  ['a run without a status', () => parseRun({ ...wrong, run_id: 'run_1' })],
  ['a list of runs', () => parseRunPage({ data: [run, wrong] })],
  ['an event', () => parseRunEvent({ ...run, type: 'COMPLETE', purpose: revoked })],
  ['an error', () => parseErrorBody({ error: { code: revoked, message: revoked } })],
]

function getFailure(read: () => unknown): unknown {
  try {
    read()
    return undefined
  } catch (error) {
    return FishbowlError.isInstance(error) ? error.code : error
  }
}

/** What the host has set for its own forms, on the page or in the process that we share with it. */
const hostMessage = vi.fn((issue: { input?: unknown }) => `not ${Array.isArray(issue.input)}`)

describe('attack: what TinyFish sends is read by the messages that a host has set for zod', () => {
  const { customError, localeError } = z.config()
  beforeEach(() => {
    z.config({ ...z.locales.en(), customError: hostMessage })
  })
  afterEach(() => {
    z.config({ customError, localeError })
  })

  it.each(reads)('in %s', (_name, read) => {
    expect([undefined, 'invalid_response']).toContain(getFailure(read))
    expect(hostMessage).not.toHaveBeenCalled()
  })
})
