import { afterEach, describe, expect, it, vi } from 'vitest'

import { forge, SECRET, seconds } from '../../test/viewerTokens.js'
import { checkTokenKeys } from './keys.js'
import { createTokenVerifier } from './tokenVerifier.js'

afterEach(() => {
  vi.useRealTimers()
})

/** A verifier whose keys count how often one was looked up, which is once for each signature. */
function start() {
  const checked = checkTokenKeys({ secret: SECRET }, 'test')
  const keys = new Map(checked.keys)
  const lookUp = vi.spyOn(keys, 'get')
  return { verify: createTokenVerifier({ ...checked, keys }), lookUp }
}

describe('createTokenVerifier', () => {
  it('verifies a token once, and then remembers what it says', async () => {
    const { verify, lookUp } = start()
    const text = await forge()
    const token = await verify(text)
    expect(token).toMatchObject({ id: 'token_1', subject: 'ann' })
    expect(await verify(text)).toBe(token)
    expect(lookUp).toHaveBeenCalledTimes(1)
  })

  it('attack: a remembered token is used after its end', async () => {
    const { verify } = start()
    const text = await forge({ claims: { exp: seconds() + 60 } })
    expect(await verify(text)).not.toBeNull()
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    expect(await verify(text)).toBeNull()
    expect(await verify(text)).toBeNull()
  })

  it('attack: ever new tokens fill the memory, of which it keeps the newest thousand', async () => {
    const { verify, lookUp } = start()
    const texts = await Promise.all(
      Array.from({ length: 1_001 }, (_, index) => forge({ claims: { jti: `token_${index}` } })),
    )
    for (const text of texts) await verify(text)
    expect(lookUp).toHaveBeenCalledTimes(1_001)
    await verify(texts[1]!)
    expect(lookUp).toHaveBeenCalledTimes(1_001)
    await verify(texts[0]!)
    expect(lookUp).toHaveBeenCalledTimes(1_002)
  })

  it('attack: a forged token is remembered', async () => {
    const { verify, lookUp } = start()
    const text = await forge({
      key: new TextEncoder().encode('another secret of thirty-two bytes'),
    })
    expect(await verify(text)).toBeNull()
    expect(await verify(text)).toBeNull()
    expect(lookUp).toHaveBeenCalledTimes(2)
  })

  it('attack: a text that is too long for a header is not even decoded', async () => {
    const { verify, lookUp } = start()
    const text = await forge({ claims: { pad: 'x'.repeat(4_096) } })
    expect(await verify(text)).toBeNull()
    expect(lookUp).not.toHaveBeenCalled()
  })

  it('attack: the good token of somebody stands behind another text', async () => {
    const { verify } = start()
    expect(await verify(`x ${await forge()}`)).toBeNull()
    expect(await verify(`${await forge()}=`)).toBeNull()
    expect(await verify('')).toBeNull()
  })
})
