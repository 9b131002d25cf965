import { parseRun } from '@fishbowl/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createHostileRun, hostileJson } from '../../../core/test/hostileValues.js'
import { measureWork } from '../../../core/test/measureWork.js'
import { getRunPicker, projectRun } from '../fields/project.js'
import { writeRun } from '../fields/runText.js'
import { allScopes } from '../scopes.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { readBatch } from '../tinyfish/readBatch.js'
import { getPushFrame } from './pushFrame.js'
import type { RunSnapshot } from './runSnapshot.js'
import { createStoredSnapshots } from './runSnapshot.js'

/** Milliseconds of work for one run of up to some megabytes. */
const MOST_WORK = 1_000
const settings = { numRuns: 40 }
const run = createHostileRun(hostileJson)

/** What TinyFish sends is JSON, so each value goes through its text, as far as `JSON` can write it. */
const toSnapshot = (json: unknown): RunSnapshot | null => {
  const projection = projectRun(json)
  if (!projection) return null
  return { runId: 'run-1', version: 1, run: parseRun(projection), error: null, isSettled: false }
}

describe('attack: a run that is deep, wide or huge', () => {
  it('fails a batch or a list, of which each run is written alone', () => {
    fc.assert(
      fc.property(run, (make) => {
        const json = make()
        let written: ReturnType<typeof writeRun> = null
        expect(measureWork(() => (written = writeRun(json, getRunPicker(allScopes))))).toBeLessThan(
          MOST_WORK,
        )
        expect(written).toMatchObject({ runId: 'run-1' })
        expect(JSON.parse(written!.text)).toMatchObject({ run_id: 'run-1' })
      }),
      settings,
    )
  })

  it('fails the other runs of a read for all', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (make) => {
        const data = [make(), { run_id: 'run-2', status: 'RUNNING' }]
        const upstream = { readJson: async () => ({ data }) }
        const readings = await readBatch(upstream, ['run-1', 'run-2'], (text) => text)
        expect(readings.get('run-2')).toMatchObject({ status: 'RUNNING' })
        expect(readings.get('run-1')).toBeDefined()
      }),
      settings,
    )
  })

  it('breaks the stream that others are on', () => {
    fc.assert(
      fc.property(run, (make) => {
        const snapshot = toSnapshot(make())
        if (!snapshot) return
        let frame = new Uint8Array()
        const work = () =>
          (frame = Uint8Array.from(getPushFrame(snapshot, getRunPicker(allScopes))))
        expect(measureWork(work)).toBeLessThan(MOST_WORK)
        expect(new TextDecoder().decode(frame)).toMatch(
          /^event: (?:run|error)\nid: 1\ndata: [^\n]*\n\n$/,
        )
      }),
      settings,
    )
  })

  it('comes out of the shared store as another one, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (make) => {
        const snapshot = toSnapshot(make())
        if (!snapshot) return
        const snapshots = createStoredSnapshots(createMemoryStore())
        // Where it cannot be written, the run is read again and not taken from the store.
        const isWritten = await snapshots.write(snapshot).then(
          () => true,
          () => false,
        )
        const stored = await snapshots.read('run-1')
        expect(stored?.runId).toBe(isWritten ? 'run-1' : undefined)
        expect(stored?.run?.status).toBe(isWritten ? snapshot.run?.status : undefined)
      }),
      settings,
    )
  })
})
