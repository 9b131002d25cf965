import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { share } from '../../test/shareLinks.js'
import { ED25519, SECRET } from '../../test/viewerTokens.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createViewerToken } from '../tokens/createViewerToken.js'
import { checkTokenKeys } from '../tokens/keys.js'
import { createRevocations } from '../tokens/revocations.js'
import { createTokenVerifier } from '../tokens/tokenVerifier.js'
import type { ShareGrant } from './createShareLink.js'
import { revokeShareLink } from './revokeShareLink.js'

const tokens = { secret: SECRET }
const day = 24 * 60 * 60_000
const rightOf = (link: string) => link.slice(link.indexOf('#') + 1)
const verify = (right: string) => createTokenVerifier(checkTokenKeys(tokens, 'test'))(right)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('createShareLink', () => {
  it('leads to the page of the handler, with the right behind the #', async () => {
    const link = await share({ title: 'Lantern prices' })
    const url = new URL(link)
    expect(url.href.slice(0, url.href.indexOf('#'))).toBe(
      'https://app.example.com/api/fishbowl/view',
    )
    expect(decodeProtectedHeader(rightOf(link))).toEqual({
      alg: 'HS256',
      typ: 'fishbowl-share+jwt',
      kid: 'default',
    })
    const now = Date.now() / 1_000
    const { jti, ...claims } = decodeJwt(rightOf(link))
    expect(claims).toEqual({
      iss: 'fishbowl',
      aud: 'fishbowl-viewer',
      sub: `share:${jti}`,
      iat: now,
      exp: now + day / 1_000,
      runs: ['run_1'],
      scope: ['run:read', 'run:result'],
      title: 'Lantern prices',
    })
  })

  it('is good until the minute when it ends, for 30 days at most', async () => {
    const right = rightOf(await share({ ttl: 30 * day }))
    vi.setSystemTime(Date.now() + 30 * day - 1)
    expect(await verify(right)).toMatchObject({ link: { title: null } })
    vi.setSystemTime(Date.now() + 1)
    expect(await verify(right)).toBeNull()
  })

  it('holds 100 runs with the ids that the API gives, and the longest title, in their order', async () => {
    const runs = Array.from({ length: 100 }, () => crypto.randomUUID())
    const right = rightOf(await share({ runs, title: '\u{1F3EE}'.repeat(200) }))
    expect([...((await verify(right))?.runs ?? [])]).toEqual(runs)
  })

  it.each(['https://app.example.com/api/fishbowl/', 'http://localhost:3000'])(
    'takes the endpoint %s',
    async (endpoint) => {
      const link = await share({ endpoint })
      expect(link.startsWith(`${endpoint.replace(/\/$/, '')}/view#ey`)).toBe(true)
    },
  )

  it.each([
    [{ runs: [] }, 'no runs'],
    [{ runs: ['*'] }, '`runs`'],
    [{ runs: ['../x'] }, '`runs`'],
    [{ runs: 'run_1' }, '`runs`'],
    [{ runs: undefined }, '`runs`'],
    [{ runs: Array.from({ length: 101 }, (_, index) => `run_${index}`) }, 'up to 100'],
    [{ runs: Array.from({ length: 100 }, (_, index) => 'a'.repeat(28 + index)) }, 'Grant fewer'],
    [{ scope: [] }, '`scope`'],
    [{ scope: ['run:result'] }, '`scope`'],
    [{ scope: ['run:read', 'run:cancel'] }, '`scope`'],
    [{ scope: ['run:read', 'run:start'] }, '`scope`'],
    [{ scope: ['run:read', 'run:list'] }, '`scope`'],
    [{ scope: ['run:read', '*'] }, '`scope`'],
    [{ scope: 'run:read' }, '`scope`'],
    [{ ttl: 30 * day + 1 }, '`ttl`'],
    [{ ttl: 59_999 }, '`ttl`'],
    [{ ttl: Number.NaN }, '`ttl`'],
    [{ ttl: Infinity }, '`ttl`'],
    // Somebody has taken the unit for seconds.
    [{ ttl: 3_600 }, 'milliseconds'],
    [{ title: '' }, '`title`'],
    [{ title: 'x'.repeat(10_000) }, '`title`'],
    [{ title: 'two\nlines' }, '`title`'],
    [{ title: '\u200b\u202e' }, '`title`'],
    [{ title: 7 }, '`title`'],
    [{ endpoint: undefined }, '`endpoint`'],
    [{ endpoint: '/api/fishbowl' }, '`endpoint`'],
    [{ endpoint: 'javascript:alert(1)' }, '`endpoint`'],
    [{ endpoint: 'https://ann:s3cret@app.example.com/api' }, '`endpoint`'],
    [{ endpoint: 'https://app.example.com/api?x=1' }, '`endpoint`'],
    [{ endpoint: 'https://app.example.com/api#x' }, '`endpoint`'],
    [{ id: 'a/b' }, '`id`'],
  ])('refuses %j', async (fields, text) => {
    const error: unknown = await share(fields as Partial<ShareGrant>).catch((thrown) => thrown)
    expect(error).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/^createShareLink was given /),
    })
    expect(String(error)).toContain(text)
    expect(String(error)).not.toContain('s3cret')
  })

  it('makes nothing without a key that signs', async () => {
    const { d: _, ...jwk } = ED25519
    await expect(share({}, {})).rejects.toThrow('was given no key')
    await expect(share({}, { keys: [{ id: 'a', jwk }] })).rejects.toThrow('cannot sign')
  })
})

describe('revokeShareLink', () => {
  const withList = () => ({ ...tokens, revocations: createRevocations(createMemoryStore()) })
  const isRevoked = async (link: string, { revocations }: ReturnType<typeof withList>) =>
    revocations.isRevoked((await verify(rightOf(link)))!)

  it('takes the link, the right in it or the id that it was made with', async () => {
    for (const name of [(link: string) => link, rightOf, () => 'mine']) {
      const list = withList()
      const [link, other] = [await share({ id: 'mine' }), await share()]
      await revokeShareLink(name(link), list)
      expect(await isRevoked(link, list)).toBe(true)
      expect(await isRevoked(other, list)).toBe(false)
    }
  })

  it('takes a link of 30 days, and remembers it for as long', async () => {
    const list = withList()
    const link = await share({ ttl: 30 * day })
    await revokeShareLink(link, list)
    vi.setSystemTime(Date.now() + 30 * day - 1)
    expect(await isRevoked(link, list)).toBe(true)
  })

  it('does nothing to a link that has ended', async () => {
    const link = await share({ ttl: 60_000 })
    vi.setSystemTime(Date.now() + 60_000)
    await expect(revokeShareLink(link, withList())).resolves.toBeUndefined()
  })

  it('attack: somebody writes the id of another’s link into one of their own, to end it', async () => {
    const list = withList()
    const theirs = await share({ id: 'theirs' })
    const forged = await share({ id: 'theirs' }, { secret: `${SECRET} of somebody else` })
    await expect(revokeShareLink(forged, list)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await isRevoked(theirs, list)).toBe(false)
  })

  it.each(['', '#', 'https://app.example.com/api/fishbowl/view', 'a.b.c', 7, undefined])(
    'says that %j is no link, and does not repeat it',
    async (link) => {
      const error: unknown = await revokeShareLink(link as string, withList()).catch(
        (thrown) => thrown,
      )
      expect(error).toMatchObject({ code: 'invalid_input' })
      expect(String(error)).not.toContain('a.b.c')
    },
  )

  it('takes neither half a link nor the token of a viewer', async () => {
    const link = await share()
    await expect(revokeShareLink(link.slice(0, -20), withList())).rejects.toThrow('whole link')
    const token = await createViewerToken(
      { runs: ['run_1'], scope: ['run:read'], subject: 'ann' },
      tokens,
    )
    await expect(revokeShareLink(token, withList())).rejects.toThrow('whole link')
  })

  it('says what to write where nothing can be revoked, and passes on what a store says', async () => {
    await expect(revokeShareLink('mine', tokens)).rejects.toThrow('createRevocations(store)')
    const store = { ...createMemoryStore(), set: () => Promise.reject(new Error('Redis is gone')) }
    const list = { ...tokens, revocations: createRevocations(store) }
    await expect(revokeShareLink('mine', list)).rejects.toThrow('Redis is gone')
  })
})
