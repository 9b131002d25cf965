import { describe, expect, it } from 'vitest'

import type { RecordingEvent } from './recording.js'
import { newRecording, updateRecording } from './recording.js'

const minute = 60_000

function play(...events: RecordingEvent[]) {
  const { phase, source } = events.reduce(updateRecording, newRecording)
  return `${source?.url ?? 'nothing'} ${phase}`
}

const url = (name: string, now = 0): RecordingEvent => ({ type: 'url', url: name, now })
const used = (now: number, canRenew = true): RecordingEvent => ({ type: 'used', now, canRenew })
const error = (now: number, canRenew = true): RecordingEvent => ({ type: 'error', now, canRenew })
const loaded: RecordingEvent = { type: 'loaded' }
const retry: RecordingEvent = { type: 'retry' }
const gaveUp: RecordingEvent = { type: 'gave_up' }

describe('updateRecording', () => {
  it.each<[string, string, RecordingEvent[]]>([
    ['takes the first address', 'a playing', [url('a')]],
    ['keeps it while others come, as it works', 'a playing', [url('a'), url('b', 3_000)]],
    ['uses it for 14 minutes', 'a playing', [url('a'), used(14 * minute - 1)]],
    ['asks for another one after that', 'a renewing', [url('a'), used(14 * minute)]],
    ['asks once', 'a renewing', [url('a'), used(14 * minute), used(15 * minute), error(0)]],
    ['asks when the video fails', 'a renewing', [url('a'), error(1)]],
    ['goes on with the other one', 'b playing', [url('a'), error(1), url('b', 2)]],
    [
      'needs no other one where a fresh one has been read',
      'b playing',
      [url('a'), url('b', 13 * minute), used(15 * minute)],
    ],
    [
      'does not go over to one that is as old',
      'a renewing',
      [url('a'), url('b', 3_000), used(15 * minute)],
    ],
    [
      'gives up when the other one fails, too',
      'b failed',
      [url('a'), error(1), url('b'), error(2)],
    ],
    [
      'does not give up when the other one had worked',
      'b renewing',
      [url('a'), error(1), url('b'), loaded, error(2)],
    ],
    [
      'renews it again and again over a long day',
      'b renewing',
      [url('a'), used(15 * minute), url('b', 15 * minute), loaded, used(30 * minute)],
    ],
    ['gives up when none comes', 'a failed', [url('a'), error(1), gaveUp]],
    ['tries again when asked', 'a renewing', [url('a'), error(1), gaveUp, retry]],
    ['takes one that comes late', 'b playing', [url('a'), error(1), gaveUp, url('b')]],
    ['gives up at once where nobody can renew it', 'a failed', [url('a'), error(1, false)]],
    ['tries an old one where nobody can renew it', 'a playing', [url('a'), used(1e9, false)]],
    ['does nothing without an address', 'nothing playing', [used(1e9), error(1)]],
    ['is not led astray by the same address', 'a renewing', [url('a'), error(1), url('a', 9)]],
  ])('%s', (_, expected, events) => {
    expect(play(...events)).toBe(expected)
  })
})
