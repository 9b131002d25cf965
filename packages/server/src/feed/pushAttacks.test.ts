import { describe, expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { startPush } from '../../test/startPush.js'
import type { Picker } from '../fields/project.js'
import { toResponse } from '../handler/webHandler.js'
import { createEventAnswer } from '../http/answer.js'
import { openPushSource } from '../routes/push.js'

describe('attacks on the event stream', () => {
  it.each([
    ['', 'no list'],
    ['?ids=', 'an empty list'],
    ['?ids=..', 'a path'],
    ['?ids=run_1,,run_2', 'a gap'],
    ['?ids=run_1%0aevent:x', 'a line break'],
    [`?ids=${'a'.repeat(129)}`, 'an id that is too long'],
    [`?ids=${Array.from({ length: 101 }, (_, index) => index).join()}`, 'too many ids'],
    ['?id=run_1', 'another name'],
  ])('refuses %s (%s) and asks TinyFish for nothing', async (query) => {
    const { endpoint, batches } = await startFeed()
    const response = await fetch(`${endpoint}/runs/events${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    expect(batches).toEqual([])
  })

  it('tells a run of somebody else from one that does not exist in no way', async () => {
    const { watch, batches } = await startFeed({
      authorize: (_request, { runIds }) => !runIds.includes('theirs'),
    })
    const theirs = await watch('theirs')
    expect(await theirs.ended).toBe('closed')
    expect(batches).toEqual([])
    const nothing = await watch('nothing')
    expect(await nothing.ended).toBe('closed')
    const [one, other] = [theirs, nothing].map(({ events }) =>
      events.map(({ type, data: { ...data } }) => ({
        type,
        ...data,
        run_id: 'x',
        server_now: 'x',
      })),
    )
    expect(one).toEqual(other)
    expect(one).toMatchObject([{ type: 'error', error: { code: 'NOT_FOUND' } }, {}])
  })

  it('shows a viewer no field that they may not see, nor one that TinyFish adds', async () => {
    const { watch } = await startPush({
      project: ({ run_id, status }) => ({ run_id, status }),
    })
    const { events } = await watch()
    await expect.poll(() => events.length).toBe(1)
    expect(Object.keys(events[0]!.data)).toEqual(['run_id', 'status', 'server_now'])

    const all = await startPush()
    all.change({ vault_id: 'v4ult', error: { message: 'x', key: 's3cret' } })
    const other = await all.watch()
    await expect.poll(() => other.events.length).toBe(1)
    expect(JSON.stringify(other.events)).not.toMatch(/v4ult|s3cret/)
  })

  it('shows of each run what the viewer may see of that run', async () => {
    const show: Picker = ({ run_id, goal }) => ({ run_id, goal })
    const hide: Picker = ({ run_id }) => ({ run_id })
    const { watch, change } = await startPush({
      getPickers: async (runIds) => runIds.map((runId) => (runId === 'mine' ? show : hide)),
    })
    change({ goal: 'Mine alone' })
    const { events } = await watch('mine,shared')
    await expect.poll(() => events.length).toBe(2)
    expect(events.map(({ data: { run_id, goal } }) => [run_id, goal])).toEqual([
      ['mine', 'Mine alone'],
      ['shared', undefined],
    ])
  })

  it('survives a result that is too deep to be written, and tells the others of theirs', async () => {
    const { watch, change } = await startPush()
    const { statuses, ended } = await watch('run_1')
    await expect.poll(statuses).toEqual({ run_1: 'RUNNING' })
    change({ status: 'COMPLETED', result: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) })
    expect(await ended).toBe('closed')
    expect(statuses()).toMatchObject({ run_1: { code: 'UPSTREAM_INVALID_RESPONSE' } })

    change({ result: 'fine' })
    const other = await watch('run_2')
    expect(await other.ended).toBe('closed')
    expect(other.statuses()).toEqual({ run_2: 'COMPLETED' })
  })

  it('tells everything to a viewer who saw the clock of another process run ahead', async () => {
    const { watch, change } = await startPush()
    change({ status: 'COMPLETED', result: 1 })
    const tomorrow = String(Date.now() + 86_400_000)
    const { ended, statuses } = await watch('run_1', { 'Last-Event-ID': tomorrow })
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ run_1: 'COMPLETED' })
  })

  it('lets no viewer whose event cannot be written stand in the way of others', async () => {
    const { feed, url, watch, change } = await startPush()
    const request = new Request(`${url}run_1`)
    const source = await openPushSource(request, feed, {
      getPickers: async () => [
        () => {
          throw new Error('No such scope')
        },
      ],
    })
    const broken = toResponse(createEventAnswer(source), request)
    const good = await watch()
    change({ status: 'COMPLETED', result: 1 })
    expect(await good.ended).toBe('closed')
    expect(good.statuses()).toEqual({ run_1: 'COMPLETED' })
    expect(await broken.text()).toContain('"code":"UPSTREAM_INVALID_RESPONSE"')
  })

  it('does not let one viewer’s rights show in another’s stream', async () => {
    const { emulator, watch } = await startFeed(
      {
        authorize: (request, { runIds }) =>
          request.headers.get('X-User') === 'ada' || runIds[0] !== 'secret',
      },
      'byHand',
    )
    const { runId } = emulator.runs.start()
    const ada = await watch(runId, { 'X-User': 'ada' })
    const bob = await watch([runId, 'secret'], { 'X-User': 'bob' })
    await expect.poll(() => [ada, bob].map(({ events }) => events.length)).toEqual([1, 2])
    expect(bob.statuses()).toEqual({
      [runId]: 'PENDING',
      secret: { code: 'NOT_FOUND', message: expect.any(String) },
    })
  })
})
