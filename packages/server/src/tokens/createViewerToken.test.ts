import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { ViewerGrant } from './createViewerToken.js'
import { createViewerToken } from './createViewerToken.js'

const tokens = { secret: SECRET }
const grant: ViewerGrant = { runs: ['run_1'], scope: ['run:read'], subject: 'ann' }
const hour = 60 * 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Whether the handler lets the sender of a token read their run. */
async function isTaken(token: string, handler = createHandler()): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}` }
  const request = new Request('https://app.example.com/api/fishbowl/runs/run_1', { headers })
  return (await handler(request)).status === 200
}

function createHandler() {
  return createRunHandler({
    apiKey: 'sk-tinyfish-test',
    tokens,
    fetch: async () => Response.json({ run_id: 'run_1', status: 'RUNNING' }),
  })
}

describe('createViewerToken', () => {
  it('writes who may do what, until when, and which key to check it with', async () => {
    const token = await createViewerToken(grant, tokens)
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'HS256',
      typ: 'fishbowl-viewer+jwt',
      kid: 'default',
    })
    const now = Date.now() / 1_000
    expect(decodeJwt(token)).toEqual({
      iss: 'fishbowl',
      aud: 'fishbowl-viewer',
      sub: 'ann',
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: now,
      exp: now + 15 * 60,
      runs: ['run_1'],
      scope: ['run:read'],
    })
    expect(decodeJwt(await createViewerToken({ ...grant, id: 'mine' }, tokens)).jti).toBe('mine')
  })

  it('lets in until the minute when it ends, also by a handler that knows it', async () => {
    const handler = createHandler()
    const token = await createViewerToken(grant, tokens)
    expect(await isTaken(token, handler)).toBe(true)
    vi.advanceTimersByTime(15 * 60_000 - 1)
    expect(await isTaken(token, handler)).toBe(true)
    vi.advanceTimersByTime(1)
    expect(await isTaken(token, handler)).toBe(false)
    expect(await isTaken(token)).toBe(false)
  })

  it('lasts for up to a day', async () => {
    const token = await createViewerToken({ ...grant, ttl: 24 * hour }, tokens)
    vi.advanceTimersByTime(24 * hour - 1)
    expect(await isTaken(token)).toBe(true)
  })

  it('is taken by a server whose clock is half a minute late, and not later', async () => {
    const token = await createViewerToken(grant, tokens)
    vi.setSystemTime(Date.now() - 29_000)
    expect(await isTaken(token)).toBe(true)
    vi.setSystemTime(Date.now() - 5_000)
    expect(await isTaken(token)).toBe(false)
  })

  it('holds 50 runs with the ids that the API gives', async () => {
    const runs = Array.from({ length: 50 }, () => crypto.randomUUID())
    const token = await createViewerToken({ ...grant, runs: [...runs.slice(1), 'run_1'] }, tokens)
    expect(await isTaken(token)).toBe(true)
  })

  it('lasts for no less than a second', async () => {
    const token = await createViewerToken({ ...grant, ttl: 1_000 }, tokens)
    expect(await isTaken(token)).toBe(true)
    vi.advanceTimersByTime(1_000)
    expect(await isTaken(token)).toBe(false)
  })

  it('is up to 4,096 characters long, all of which a handler takes', async () => {
    const others = Array.from({ length: 47 }, (_, index) => `run_${index}`.padEnd(56, 'x'))
    const runs = ['run_1', ...others]
    const create = (length: number) =>
      createViewerToken({ ...grant, runs, id: 'a'.repeat(length) }, tokens)
    const longest = await create(71)
    expect(longest).toHaveLength(4_096)
    expect(await isTaken(longest)).toBe(true)
    await expect(create(72)).rejects.toThrow('Grant fewer runs')
  })

  it.each([
    [{ ttl: 48 * hour }, '`ttl`'],
    [{ ttl: 24 * hour + 1 }, '`ttl`'],
    [{ ttl: 999 }, '`ttl`'],
    [{ ttl: -1 }, '`ttl`'],
    [{ ttl: 0 }, '`ttl`'],
    [{ ttl: Number.NaN }, '`ttl`'],
    [{ ttl: Infinity }, '`ttl`'],
    // Somebody has taken the unit for seconds.
    [{ ttl: 900 }, 'milliseconds'],
    [{ runs: ['../x'] }, '`runs`'],
    [{ runs: ['*'] }, '`runs`'],
    [{ runs: [''] }, '`runs`'],
    [{ runs: 'run_1' }, '`runs`'],
    [{ runs: undefined }, '`runs`'],
    [{ runs: Array.from({ length: 51 }, (_, index) => `run_${index}`) }, '`runs`'],
    [{ runs: Array.from({ length: 50 }, (_, index) => 'a'.repeat(78 + index)) }, 'Grant fewer'],
    [{ scope: [] }, '`scope`'],
    [{ scope: ['*'] }, '`scope`'],
    [{ scope: ['run:read', '*'] }, '`scope`'],
    [{ scope: 'run:read' }, '`scope`'],
    [{ scope: ['constructor'] }, '`scope`'],
    [{ scope: undefined }, '`scope`'],
    [{ subject: '' }, '`subject`'],
    [{ subject: undefined }, '`subject`'],
    [{ subject: 'ann\r\nbob' }, '`subject`'],
    [{ subject: 'a'.repeat(257) }, '`subject`'],
    [{ id: 'a/b' }, '`id`'],
  ])('refuses %j', async (fields, text) => {
    const refused = createViewerToken({ ...grant, ...fields } as ViewerGrant, tokens)
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(text),
    })
  })

  it('names itself when the keys are not usable', async () => {
    const refused = createViewerToken(grant, { secret: 'short' })
    await expect(refused).rejects.toThrow(/^createViewerToken was given a `secret`/)
  })

  it('makes nothing without keys', async () => {
    await expect(createViewerToken(grant, {})).rejects.toThrow('was given no key')
    await expect(createViewerToken(grant, undefined as never)).rejects.toThrow('was given no key')
    await expect(createViewerToken(grant, { secret: 'short' })).rejects.toThrow('32 bytes')
  })
})
