import { describe, expect, it } from 'vitest'

import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunScope } from '../scopes.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import { createUsualRuns } from './usualRuns.js'

const second = 1_000
const goal = 'Buy the cheapest yacht'

/** A completed run of so many seconds, the newest last. */
function makeDone(index: number, seconds: number, fields: Record<string, unknown> = {}) {
  const startedAt = Date.parse('2026-02-01T12:00:00Z') + index * 60 * second
  return {
    run_id: `done_${index}`,
    status: 'COMPLETED',
    goal,
    started_at: new Date(startedAt).toISOString(),
    finished_at: new Date(startedAt + seconds * second).toISOString(),
    num_of_steps: seconds / 10,
    ...fields,
  }
}

const makeMany = (count: number, seconds: number, fields = {}) =>
  Array.from({ length: count }, (_, index) => makeDone(index, seconds, fields))

/** What is said of a run that goes on, as an answer of TinyFish has it after it was looked at. */
async function ask(
  usual: ReturnType<typeof createUsualRuns>,
  fields: Record<string, unknown> = {},
) {
  const run: Record<string, unknown> = { run_id: 'run_1', status: 'RUNNING', goal, ...fields }
  await usual.look(run)
  return run
}

/** A store whose writes can be waited for. */
function watchStore(store: RunStore = createMemoryStore()) {
  const values = new Map<string, string>()
  const writes: Promise<void>[] = []
  return {
    values,
    store: {
      ...store,
      set(key: string, value: string, ttl: number) {
        values.set(key, value)
        const write = store.set(key, value, ttl)
        writes.push(write)
        return write
      },
    },
    settle: async () => {
      for (let turns = 0; turns < 20; turns += 1) await Promise.all(writes)
    },
  }
}

const name = async (text: string) => `name of ${text.length}`

describe('what is usual for a goal', () => {
  it('is said once five runs of it have completed, and not before', async () => {
    const usual = createUsualRuns(createMemoryStore(), name)
    await usual.look({ data: makeMany(4, 80) })
    expect(await ask(usual)).not.toHaveProperty('usual_duration_ms')
    await usual.look(makeDone(4, 80))
    expect(await ask(usual)).toMatchObject({ usual_duration_ms: 80_000, usual_steps: 8 })
    expect(await ask(usual, { goal: `${goal}!` })).not.toHaveProperty('usual_duration_ms')
  })

  it('is the middle of the last twenty, each counted once', async () => {
    const usual = createUsualRuns(createMemoryStore(), name)
    const runs = [10, 20, 30, 40, 500].map((seconds, index) => makeDone(index, seconds))
    for (let reads = 0; reads < 30; reads += 1) await usual.look({ data: [runs[4]] })
    await usual.look({ data: runs })
    expect(await ask(usual)).toMatchObject({ usual_duration_ms: 30_000 })
    const later = Array.from({ length: 20 }, (_, index) => makeDone(index + 10, 100))
    await usual.look({ data: later })
    await usual.look({ data: runs })
    expect(await ask(usual)).toMatchObject({ usual_duration_ms: 100_000 })
  })

  it('counts no run that failed, was cancelled, or does not say how long it took', async () => {
    const usual = createUsualRuns(createMemoryStore(), name)
    await usual.look({
      data: [
        ...makeMany(5, 80, { status: 'FAILED' }),
        ...makeMany(5, 80, { status: 'CANCELLED' }),
        ...makeMany(5, 80, { started_at: null }),
        ...makeMany(5, 80, { finished_at: '2020-01-01T00:00:00Z' }),
        ...makeMany(5, 80, { goal: null }),
        null,
        'text',
      ],
    })
    expect(await ask(usual)).not.toHaveProperty('usual_duration_ms')
  })

  it('is told of no run that is over, and by nobody else than the handler', async () => {
    const usual = createUsualRuns(createMemoryStore(), name)
    await usual.look({ data: makeMany(5, 80) })
    expect(await ask(usual, { status: 'COMPLETED' })).not.toHaveProperty('usual_duration_ms')
    const given = { usual_duration_ms: 1, usual_steps: 1 }
    expect(await ask(usual, { ...given, status: 'FAILED' })).not.toHaveProperty('usual_steps')
    expect(await ask(usual, given)).toMatchObject({ usual_duration_ms: 80_000 })
  })

  it('outlives the process, and is shared with the others', async () => {
    const { store, settle } = watchStore()
    await createUsualRuns(store, name).look({ data: makeMany(3, 80) })
    await settle()
    const other = createUsualRuns(store, name)
    await other.look({ data: makeMany(5, 80).slice(3) })
    await settle()
    const third = createUsualRuns(store, name)
    await ask(third)
    await settle()
    expect(await ask(third)).toMatchObject({ usual_duration_ms: 80_000 })
  })

  it('is not waited for, and is nothing where the store fails or holds something else', async () => {
    const fail = async () => Promise.reject(new Error('down'))
    const failing = createUsualRuns({ get: fail, set: fail }, name)
    await failing.look({ data: makeMany(5, 80) })
    expect(await ask(failing)).toMatchObject({ usual_duration_ms: 80_000 })
    for (const value of [
      '{',
      '7',
      '[["a"]]',
      '[["a",[[1]]]]',
      '[["name of 27",["x",null,[1,"2",3]]]]',
    ]) {
      const usual = createUsualRuns({ get: async () => value, set: async () => undefined }, name)
      await ask(usual)
      expect(await ask(usual)).not.toHaveProperty('usual_duration_ms')
    }
    const hanging = createUsualRuns(
      { get: () => new Promise(() => undefined), set: async () => undefined },
      name,
    )
    expect(await ask(hanging)).toMatchObject({ run_id: 'run_1' })
  })

  it('attack: goals without number fill the memory', async () => {
    const { store, values, settle } = watchStore()
    const usual = createUsualRuns(store, async (text) => text)
    for (let index = 0; index < 1_000; index += 1) {
      await usual.look(makeDone(index, 80, { goal: `goal ${index}` }))
    }
    await settle()
    const [stored = ''] = values.values()
    expect(values.size).toBe(1)
    expect(JSON.parse(stored)).toHaveLength(200)
    expect(stored).toContain('goal 999')
    expect(stored).not.toContain('"goal goal 0"')
  })
})

describe('a handler', () => {
  const done = makeMany(5, 80)
  const running = { run_id: 'run_1', status: 'RUNNING', goal, started_at: '2026-02-01T14:00:00Z' }

  function open(store: RunStore, apiKey: string, runs: readonly unknown[]) {
    const handler = createRunHandler({
      apiKey,
      store,
      tokens: { secret: SECRET },
      fetch: async () => Response.json({ data: [...runs, running] }),
    })
    return async (scope: RunScope[]) => {
      const ids = ['run_1', ...done.map(({ run_id: runId }) => runId)]
      const response = await handler(
        new Request('https://app.example.com/api/fishbowl/runs/batch', {
          method: 'POST',
          headers: {
            ...(await bearer({ runs: ids, scope })),
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ run_ids: ids }),
        }),
      )
      const { data } = await response.json()
      return data.find((run: { run_id: string }) => run.run_id === 'run_1')
    }
  }

  it('tells everybody who may read a run what is usual, and the goal only who may read that', async () => {
    const read = open(createMemoryStore(), 'sk-x', done)
    expect(await read(['run:read'])).toMatchObject({ usual_duration_ms: 80_000, usual_steps: 8 })
    expect(await read(['run:read'])).not.toHaveProperty('goal')
    expect(await read(['run:read', 'run:goal'])).toMatchObject({ goal })
    const operator = await read(['run:read', 'run:list'])
    expect(operator).toMatchObject({ goal })
    expect(await read(['run:read', 'run:goal'])).not.toHaveProperty('profile_id')
  })

  it('attack: one account learns what is usual in another, or what its goals are', async () => {
    const { store, values, settle } = watchStore()
    const shared = { ...store, isPrivate: false }
    await open(shared, 'sk-x', done)(['run:read'])
    await settle()
    expect(values.size).toBe(1)
    expect(JSON.stringify([...values])).not.toMatch(/yacht|sk-x|done_|run_1/)
    const other = open(shared, 'sk-y', [])
    await other(['run:read'])
    await settle()
    expect(await other(['run:read'])).not.toHaveProperty('usual_duration_ms')
    const same = open(shared, 'sk-x', [])
    await same(['run:read'])
    await settle()
    expect(await same(['run:read'])).toHaveProperty('usual_duration_ms')
  })
})
