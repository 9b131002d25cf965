import { base64url } from 'jose'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRevocations } from './revocations.js'

const run = '/api/fishbowl/runs/run_1'
const onlyTokens: Partial<RunHandlerOptions> = {
  authorize: undefined,
  tokens: { secret: SECRET },
}

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

describe.each(platforms)('attacks with viewer tokens on %s', (_name, startHandler) => {
  it('refuses a revoked token, and every other way to write it', async () => {
    const revocations = createRevocations()
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      tokens: { secret: SECRET, revocations },
    })
    const { Authorization } = await bearer({ id: 'token_1' })
    const get = async (authorization: string) =>
      (await send(run, { headers: { Authorization: authorization } })).status
    expect(await get(Authorization)).toBe(200)
    const others = [`${Authorization}=`, `${Authorization}==`, changeLastLetter(Authorization)]
    for (const other of others) expect(await get(other)).toBe(401)

    await revocations.revokeToken('token_1')
    for (const other of [Authorization, ...others]) expect(await get(other)).toBe(401)
    expect(await get((await bearer({ id: 'token_2' })).Authorization)).toBe(200)
  })

  it('refuses all tokens that a viewer had before, and takes the next one', async () => {
    const revocations = createRevocations()
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      tokens: { secret: SECRET, revocations },
    })
    const before = await bearer()
    const other = await bearer({ subject: 'bob' })
    expect((await send(run, { headers: before })).status).toBe(200)
    await revocations.revokeSubject('ann')
    expect((await send(run, { headers: before })).status).toBe(401)
    expect((await send(run, { headers: other })).status).toBe(200)
    // A token that is made in the millisecond of the revocation counts as made before it.
    const revokedAt = Date.now()
    await expect.poll(() => Date.now()).toBeGreaterThan(revokedAt)
    expect((await send(run, { headers: await bearer() })).status).toBe(200)
  })

  it('lets nobody in while it cannot be told who was revoked', async () => {
    const fails = () => Promise.reject(new Error('The store is down'))
    const revocations = createRevocations({ get: fails, set: fails })
    const { send, calls } = await startHandler(answerRun, {
      ...onlyTokens,
      tokens: { secret: SECRET, revocations },
    })
    expect((await send(run, { headers: await bearer() })).status).toBe(503)
    expect(calls).toEqual([])
  })
})

describe('isRevoked', () => {
  const token = { id: 'token_1', subject: 'ann', issuedAt: 0 }

  it('is told of no token while nobody was revoked, however old it is', async () => {
    expect(await createRevocations().isRevoked(token)).toBe(false)
  })

  it('is told of a token that was made in the same millisecond, and not of a later one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { isRevoked, revokeSubject } = createRevocations()
    await revokeSubject('ann')
    expect(await isRevoked({ ...token, issuedAt: Date.now() })).toBe(true)
    expect(await isRevoked({ ...token, issuedAt: Date.now() + 1 })).toBe(false)
  })
})

/** Writes the same token with another last letter, of which some bits mean nothing. */
function changeLastLetter(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(text.at(-1) ?? '')
  const changed = `${text.slice(0, -1)}${letters[last ^ 1]}`
  const decode = (token: string) => [...base64url.decode(token.split('.')[2] ?? '')]
  // If the bytes differed, this would be just another signature.
  expect(decode(changed)).toEqual(decode(text))
  return changed
}

describe('revocations of a host that makes a handler for each request', () => {
  it('keep no more accounts than there are', async () => {
    const keys: string[] = []
    const store = createMemoryStore()
    const revocations = createRevocations({
      ...store,
      set(key, value, ttl) {
        keys.push(key)
        return store.set(key, value, ttl)
      },
    })
    const [headers, run] = [await bearer(), 'https://app.example.com/api/fishbowl/runs/run_1']
    const ask = async (apiKey: string) => {
      const tokens = { secret: SECRET, revocations }
      const handler = createRunHandler({ apiKey, tokens, fetch: async () => answerRun() })
      return (await handler(new Request(run, { headers }))).status
    }
    for (let request = 0; request < 50; request += 1) {
      expect(await ask(`sk-account-${request % 2}`)).toBe(200)
    }
    await revocations.revokeSubject('ann')
    expect(keys).toHaveLength(2)
    for (const account of [0, 1]) expect(await ask(`sk-account-${account}`)).toBe(401)
  })
})
