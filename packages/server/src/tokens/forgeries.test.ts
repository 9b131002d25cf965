import { base64url, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'

import { platforms } from '../../test/startHandler.js'
import type { Forgery } from '../../test/viewerTokens.js'
import { bearer, ED25519, ED25519_PEM, forge, seconds, SECRET } from '../../test/viewerTokens.js'
import type { RunHandlerOptions } from '../handler/options.js'

const run = '/api/fishbowl/runs/run_1'
const onlyTokens: Partial<RunHandlerOptions> = {
  authorize: undefined,
  tokens: { secret: SECRET },
}

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const encode = (value: unknown) => base64url.encode(JSON.stringify(value))

/** Tokens that are nearly good ones. Most are even signed with the right secret. */
const forgeries: [what: string, forgery: () => Forgery][] = [
  ['HS512 with the same secret', () => ({ header: { alg: 'HS512' } })],
  ['HS384 with the same secret', () => ({ header: { alg: 'HS384' } })],
  ['another secret', () => ({ key: utf8('another s3cret that is long enough to be taken') })],
  ['no end', () => ({ claims: { exp: undefined } })],
  ['an end in 100 years', () => ({ claims: { exp: seconds() + 100 * 365 * 86_400 } })],
  ['an end 25 hours after its making', () => ({ claims: { exp: seconds() + 25 * 3_600 } })],
  ['an end that is text', () => ({ claims: { exp: String(seconds() + 600) } })],
  ['an end that was 31 seconds ago', () => ({ claims: at(-331, -31) })],
  ['an end that was a second ago', () => ({ claims: at(-301, -1) })],
  ['an end before its making', () => ({ claims: at(20, 10) })],
  ['a making in a minute', () => ({ claims: at(60, 120) })],
  ['no making', () => ({ claims: { iat: undefined } })],
  ['a making that is text', () => ({ claims: { iat: String(seconds()) } })],
  ['a beginning in a minute', () => ({ claims: { nbf: seconds() + 60 } })],
  ['another audience', () => ({ claims: { aud: 'another' } })],
  ['no audience', () => ({ claims: { aud: undefined } })],
  ['another issuer', () => ({ claims: { iss: 'another' } })],
  ['no issuer', () => ({ claims: { iss: undefined } })],
  ['no subject', () => ({ claims: { sub: undefined } })],
  ['an empty subject', () => ({ claims: { sub: '' } })],
  ['a subject of two lines', () => ({ claims: { sub: 'ann\nrun:cancel' } })],
  ['no id', () => ({ claims: { jti: undefined } })],
  ['an id that is a path', () => ({ claims: { jti: '../token' } })],
  ['another type', () => ({ header: { typ: 'JWT' } })],
  ['no type', () => ({ header: { typ: undefined } })],
  ['no key id', () => ({ header: { kid: undefined } })],
  ['an unknown key id', () => ({ header: { kid: 'unknown' } })],
  ['the key id __proto__', () => ({ header: { kid: '__proto__' } })],
  ['the key id constructor', () => ({ header: { kid: 'constructor' } })],
  ['a key id that is a path', () => ({ header: { kid: '../../k' } })],
  ['a key id that is no text', () => ({ header: { kid: ['default'] } })],
  ['runs that are text', () => ({ claims: { runs: 'run_1' } })],
  ['runs that are a beginning of the id', () => ({ claims: { runs: 'run_1abc' } })],
  ['runs that are a pattern', () => ({ claims: { runs: ['*'] } })],
  ['runs that are a path', () => ({ claims: { runs: ['../run_1'] } })],
  ['runs that are nested', () => ({ claims: { runs: [['run_1']] } })],
  ['no runs', () => ({ claims: { runs: undefined } })],
  ['more runs than we grant', () => ({ claims: { runs: Array.from({ length: 51 }, toId) } })],
  ['more bytes than we read', () => ({ claims: { runs: Array.from({ length: 500 }, toId) } })],
  ['a scope that is text', () => ({ claims: { scope: 'run:read' } })],
  ['an unknown scope', () => ({ claims: { scope: ['run:read', 'admin'] } })],
  ['no scope', () => ({ claims: { scope: undefined } })],
]

function at(iat: number, exp: number) {
  return { iat: seconds() + iat, exp: seconds() + exp }
}

function toId(_value: unknown, index: number): string {
  return `run_${index}`
}

describe.each(platforms)('attacks with viewer tokens on %s', (_name, startHandler) => {
  it('takes the token that the attacks below change', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const headers = { Authorization: `Bearer ${await forge()}` }
    expect((await send(run, { headers })).status).toBe(200)
  })

  it.each(forgeries)('refuses a token with %s', async (_what, createForgery) => {
    const { send, calls } = await startHandler(answerRun, onlyTokens)
    const headers = { Authorization: `Bearer ${await forge(createForgery())}` }
    const response = await send(run, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await response.json()).toEqual({
      error: { code: 'UNAUTHORIZED', message: expect.stringContaining('Get a new one') },
    })
    expect(calls).toEqual([])
  })

  it('refuses a token of 10,000 runs', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const runs = Array.from({ length: 10_000 }, toId)
    const headers = { Authorization: `Bearer ${await forge({ claims: { runs } })}` }
    // The server of Node refuses so large a header itself, with 431.
    expect([401, 431]).toContain((await send(run, { headers })).status)
  })

  it('refuses a token without a signature', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const [, payload] = (await forge()).split('.')
    const header = { alg: 'none', typ: 'fishbowl-viewer+jwt', kid: 'default' }
    for (const token of [
      `${encode(header)}.${payload}.`,
      `${encode(header)}.${payload}`,
      `${encode({ ...header, alg: 'NONE' })}.${payload}.AAAA`,
      new UnsecuredJWT({ sub: 'ann', runs: ['run_1'], scope: ['run:read'] }).encode(),
    ]) {
      expect((await send(run, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401)
    }
  })

  it('refuses a token that takes the public key for a secret', async () => {
    const keys = { keys: [{ id: 'default', jwk: ED25519 }] }
    const { send } = await startHandler(answerRun, { ...onlyTokens, tokens: keys })
    const good = await send(run, { headers: await bearer({}, keys) })
    expect(good.status).toBe(200)
    for (const key of [ED25519_PEM, ED25519_PEM.trim(), ED25519.x ?? '']) {
      const token = await forge({ key: utf8(key) })
      expect((await send(run, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401)
    }
  })

  it('refuses what is not a token, without an error of its own', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const token = await forge()
    const [header, payload, signature] = token.split('.')
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'Bearer a.b.c',
      'Bearer ..',
      `Bearer ${'a'.repeat(5_000)}`,
      `Bearer ${token} ${token}`,
      `Bearer ${header}.${payload}`,
      `Bearer ${header}.${payload}.${signature}.${signature}`,
      `Bearer ${encode([])}.${payload}.${signature}`,
      `Bearer ${encode(null)}.${payload}.${signature}`,
      `Basic ${token}`,
      token,
    ]) {
      const response = await send(run, { headers: { Authorization: authorization } })
      expect(response.status).toBe(401)
    }
    expect((await send(run)).status).toBe(401)
  })
})
