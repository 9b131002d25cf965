import { describe, expect, it } from 'vitest'

import { MAX_TTL, readClaims } from './viewerToken.js'

const claims = {
  jti: 'token_1',
  sub: 'ann',
  iat: 1_000,
  exp: 1_600,
  runs: ['run_1'],
  scope: ['run:read'],
}

describe('readClaims', () => {
  it('reads times into milliseconds, and lists into sets', () => {
    expect(readClaims(claims)).toEqual({
      id: 'token_1',
      subject: 'ann',
      issuedAt: 1_000_000,
      expiresAt: 1_600_000,
      runs: new Set(['run_1']),
      scopes: new Set(['run:read']),
    })
  })

  it('takes a life of a day, and none that is longer', () => {
    const exp = claims.iat + MAX_TTL / 1_000
    expect(readClaims({ ...claims, exp })).not.toBeNull()
    expect(readClaims({ ...claims, exp: exp + 0.001 })).toBeNull()
  })

  it.each([
    null,
    undefined,
    'claims',
    [claims],
    { ...claims, iat: '1000' },
    { ...claims, exp: '1600' },
    { ...claims, iat: '1000', exp: '1600' },
    { ...claims, iat: null },
    { ...claims, exp: null },
    { ...claims, exp: claims.iat },
    { ...claims, exp: claims.iat - 1 },
    { ...claims, exp: Number.NaN },
  ])('does not take the forgery %j', (forgery) => {
    expect(readClaims(forgery)).toBeNull()
  })
})
