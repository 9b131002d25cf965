import type { StreamFollower } from '@fishbowl/core/internal'
import { followStream } from '@fishbowl/core/internal'
import { describe, expect, it } from 'vitest'

import type { Front } from '../../test/fronts.js'
import { deaf, keeping, nginx, plain, proxy, startBehind } from '../../test/fronts.js'
import { expectSoon, holdTime, pass } from '../../test/heldTime.js'
import { hasNginx } from '../../test/startNginx.js'

const slowly = { pollInterval: 500, maxPollRate: 2 }

describe('what cuts connections', () => {
  const rows: [name: string, front: Front, cuts: number][] = [
    ['a proxy that cuts after 30 seconds', proxy({ maxAge: 30_000 }), 2],
    ['a proxy that cuts after 10 idle seconds', proxy({ maxIdle: 10_000 }), 0],
  ]

  it.each(rows)('%s: nothing is missed or polled', async (_name, front, cuts) => {
    holdTime()
    const { watch, isOver, getSteps, getStatus, goOn, requests } = await startBehind(front, slowly)
    void watch()
    await expectSoon(getStatus, 'PENDING')
    // One of the changes comes just when the connection is cut.
    for (let change = 0; change < 5; change += 1) {
      const before = getSteps()
      goOn(16)
      await pass(1.5)
      await expectSoon(() => getSteps() > before, true)
      await pass(12.5)
    }
    goOn(300)
    await expectSoon(getStatus, 'COMPLETED')
    await expectSoon(isOver, true)
    expect(requests).toEqual(Array.from({ length: 1 + cuts }, () => '/runs/events'))
  })
})

describe('what keeps events back', () => {
  it.for(keeping)(
    '%s: the run is polled, and a stream tried now and then',
    async ([, front, lacksNginx], { skip }) => {
      skip(lacksNginx)
      holdTime()
      const { watch, isOver, getStatus, goOn, requests } = await startBehind(front, slowly)
      void watch()
      await expectSoon(() => requests.length, 1)
      await pass(3)
      await expectSoon(getStatus, 'PENDING')
      goOn(5)
      await pass(3)
      await expectSoon(getStatus, 'RUNNING')
      await pass(45)
      const tries = requests.filter((path) => path === '/runs/events')
      expect(tries.length).toBeLessThan(5)
      expect(requests.length - tries.length).toBeGreaterThan(12)
      goOn(300)
      await pass(3)
      await expectSoon(getStatus, 'COMPLETED')
      await expectSoon(isOver, true)
    },
  )

  it.for(keeping)('%s: nothing is said to be streamed', async ([, front, lacksNginx], { skip }) => {
    skip(lacksNginx)
    holdTime()
    const { client, runId, signal, requests } = await startBehind(front, slowly)
    const told: number[] = []
    const follower: StreamFollower = {
      pick: () => [[runId, 0]],
      isOver: () => false,
      setStreamed: ({ size }) => void told.push(size),
      take: () => undefined,
      refuse: () => undefined,
    }
    void followStream((runIds, options) => client.readPushes(runIds, options), follower, signal)
    await expectSoon(() => requests.length, 1)
    await pass(25)
    expect(new Set(told)).toEqual(new Set([0]))
  })
})

describe('a buffer that is full from time to time', () => {
  it.skipIf(!hasNginx)('deceives nobody for longer than a heartbeat is missing', async () => {
    holdTime()
    const front = nginx(`${deaf} ${plain}`)
    const { client, emulator, signal, requests } = await startBehind(front, slowly)
    // The first run is larger than the buffer, so that nginx passes on how the stream begins.
    const goals = ['a'.repeat(9_000), 'short', 'short', 'short']
    const runIds = goals.map((goal) => emulator.runs.start({ scenario: 'slow', goal }).runId)
    const statuses = new Map<string, string>()
    async function watch() {
      const runs = client.watchRuns(runIds, { transport: 'push', signal })
      for await (const { runId, status } of runs) statuses.set(runId, status)
    }
    void watch()
    await expectSoon(() => requests.length, 1)
    await pass(12)
    await expectSoon(() => statuses.size, 4)
    for (const runId of runIds.slice(1)) {
      emulator.runs.cancel(runId)
      await pass(16)
      expect(statuses.get(runId)).toBe('CANCELLED')
    }
  })
})
