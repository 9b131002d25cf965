import { describe, expect, it } from 'vitest'

import { bearer, ED25519, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { ViewerTokenKeys } from './keys.js'

const run = 'https://app.example.com/api/fishbowl/runs/run_1'

function createHandler(tokens: ViewerTokenKeys) {
  return createRunHandler({
    apiKey: 'sk-tinyfish-test',
    tokens,
    fetch: async () => Response.json({ run_id: 'run_1', status: 'RUNNING' }),
  })
}

function getError(tokens: object): unknown {
  try {
    return createHandler(tokens)
  } catch (error) {
    return error
  }
}

async function getStatus(made: ViewerTokenKeys, taken: ViewerTokenKeys): Promise<number> {
  const headers = await bearer({}, made)
  return (await createHandler(taken)(new Request(run, { headers }))).status
}

describe('the keys of viewer tokens', () => {
  it.each([1, 16, 31])('refuse a secret of %i bytes at once, without repeating it', (length) => {
    const secret = 's3cret-'.repeat(5).slice(0, length)
    for (const tokens of [
      { secret },
      { secret: new TextEncoder().encode(secret) },
      { keys: [{ id: 'new', secret }] },
    ]) {
      const error = getError(tokens)
      expect(error).toMatchObject({ code: 'invalid_input' })
      expect(String(error)).toContain('less than 32 bytes')
      expect(String(error)).not.toContain('s3c')
    }
  })

  it('count bytes, not letters', () => {
    expect(getError({ secret: '🐟'.repeat(8) })).toBeTypeOf('function')
    expect(getError({ secret: 'a'.repeat(32) })).toBeTypeOf('function')
  })

  it.each([
    [{}, 'was given no key'],
    [{ secret: undefined }, 'was given no key'],
    [{ keys: [] }, 'was given no key'],
    [{ secret: 7 }, '`secret`'],
    [{ secret: null }, '`secret`'],
    [{ keys: [{ id: 'a/b', secret: SECRET }] }, '`id`'],
    [{ keys: [{ secret: SECRET }] }, '`id`'],
    [{ secret: SECRET, keys: [{ id: 'default', secret: SECRET }] }, 'two keys'],
    [{ keys: [{ id: 'a', jwk: { kty: 'oct', k: SECRET } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, x: 'short' } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, d: 7 } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: null }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, kty: 'EC' } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, crv: 'X25519' } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, x: [ED25519.x] } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, x: `${ED25519.x}A` } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, x: `=${ED25519.x}` } }] }, '`jwk`'],
    [{ keys: [{ id: 'a', jwk: { ...ED25519, x: `${ED25519.x}=` } }] }, '`jwk`'],
    [{ secret: SECRET, issuer: '' }, '`issuer`'],
  ])('refuse %j and say why', (tokens, text) => {
    const error = getError(tokens)
    expect(error).toMatchObject({ code: 'invalid_input' })
    expect(String(error)).toContain(text)
    expect(String(error)).not.toContain('s3cret')
  })

  it('are refused in the name of the function that got them', () => {
    expect(String(getError({ secret: 'short' }))).toContain('createRunHandler was given a `secret`')
  })

  it('stay as they are when the host overwrites the bytes of its secret', async () => {
    const secret = new TextEncoder().encode(SECRET)
    const handler = createHandler({ secret })
    secret.fill(0)
    const send = async (made: ViewerTokenKeys) =>
      (await handler(new Request(run, { headers: await bearer({}, made) }))).status
    expect(await send({ secret: SECRET })).toBe(200)
    expect(await send({ secret: new Uint8Array(32) })).toBe(401)
  })

  it('change over time: the newest signs, and older ones are still taken', async () => {
    const old = { secret: SECRET }
    const now = { keys: [{ id: '2026-02', jwk: ED25519 }], secret: undefined }
    const both = { keys: [...now.keys, { id: 'default', secret: SECRET }] }
    expect(await getStatus(old, both)).toBe(200)
    expect(await getStatus(both, both)).toBe(200)
    expect(await getStatus(both, now)).toBe(200)
    expect(await getStatus(both, old)).toBe(401)
    expect(await getStatus(old, now)).toBe(401)
  })

  it('may be of the verifying kind only, which makes no tokens', async () => {
    const { d: _, ...jwk } = ED25519
    const verifies = { keys: [{ id: 'a', jwk }] }
    expect(await getStatus({ keys: [{ id: 'a', jwk: ED25519 }] }, verifies)).toBe(200)
    await expect(bearer({}, verifies)).rejects.toThrow('cannot sign')
  })

  it('are of no use under another issuer or audience', async () => {
    const mine = { secret: SECRET, issuer: 'https://app.example.com', audience: 'shop' }
    expect(await getStatus(mine, mine)).toBe(200)
    expect(await getStatus(mine, { ...mine, audience: 'admin' })).toBe(401)
    expect(await getStatus(mine, { ...mine, issuer: 'https://test.example.com' })).toBe(401)
  })
})
