import { describe, expect, it } from 'vitest'

import { isTitle, readClaims, shareKind, viewerKind } from './viewerToken.js'

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
    expect(readClaims(claims, viewerKind)).toEqual({
      id: 'token_1',
      subject: 'ann',
      issuedAt: 1_000_000,
      expiresAt: 1_600_000,
      runs: new Set(['run_1']),
      scopes: new Set(['run:read']),
      link: null,
    })
    const link = { ...claims, title: 'Lanterns' }
    expect(readClaims(link, shareKind)?.link).toEqual({ title: 'Lanterns' })
    expect(readClaims(claims, shareKind)?.link).toEqual({ title: null })
  })

  it.each([
    ['a day', viewerKind, 1],
    ['30 days in a link', shareKind, 30],
  ])('takes a life of %s, and none that is longer', (_life, kind, days) => {
    const exp = claims.iat + days * 24 * 60 * 60
    expect(readClaims({ ...claims, exp }, kind)).not.toBeNull()
    expect(readClaims({ ...claims, exp: exp + 0.001 }, kind)).toBeNull()
  })

  it.each(['run:cancel', 'run:start', 'run:list'])('does not take %s of a link', (scope) => {
    const more = { ...claims, scope: ['run:read', scope] }
    expect(readClaims(more, viewerKind)).not.toBeNull()
    expect(readClaims(more, shareKind)).toBeNull()
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
    expect(readClaims(forgery, viewerKind)).toBeNull()
  })
})

describe('isTitle', () => {
  it.each(['Lanterns', 'تقرير', '\u{1F3EE}'.repeat(200), '<b>x</b>', '\u200fתקציר\u200f'])(
    'takes %j',
    (title) => {
      expect(isTitle(title)).toBe(true)
    },
  )

  it.each([
    '',
    ' ',
    '\u200b\u202e',
    'a\nb',
    'a\u2028b',
    'a\0',
    '\ud800',
    'x'.repeat(201),
    'x'.repeat(10_000),
    7,
    null,
    ['x'],
  ])('does not take %j', (title) => {
    expect(isTitle(title)).toBe(false)
  })
})
