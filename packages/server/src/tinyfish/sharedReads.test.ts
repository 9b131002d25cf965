import { describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'

const answer = { run_id: 'run_1', status: 'RUNNING', result: { price: 7 } }

/** Milliseconds in which a second reader would have begun a read of their own. */
const TO_JOIN = 50

/** A handler on a TinyFish that answers a read when the test says so. */
function start() {
  const reads: { signal: AbortSignal; answer: (response: Response) => void }[] = []
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-5up3r-s3cret',
    tokens: { secret: SECRET },
    fetch: (request) =>
      request.method === 'POST'
        ? Promise.resolve(Response.json({ run_id: 'run_1', status: 'CANCELLED' }))
        : new Promise((resolve) => {
            reads.push({ signal: request.signal, answer: resolve })
          }),
  })
  const send = async (path = '', init: RequestInit = {}, scope = ['run:read', 'run:cancel']) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(await bearer({ scope: scope as never })),
    }
    const url = `https://app.example.com/api/fishbowl/runs/run_1${path}`
    return handler(new Request(url, { ...init, headers }))
  }
  return { reads, send }
}

describe('reads of one run at the same time', () => {
  it('are one request to TinyFish, and show each viewer what they may see', async () => {
    const { reads, send } = start()
    const few = send()
    const many = send('', {}, ['run:read', 'run:result'])
    await expect.poll(() => reads.length).toBe(1)
    await letPass(TO_JOIN)
    reads[0]!.answer(Response.json(answer))
    expect(await (await few).json()).not.toHaveProperty('result')
    expect(await (await many).json()).toMatchObject(answer)
    expect(reads).toHaveLength(1)
  })

  it('share an answer for half a second, and who comes later is told what is the case then', async () => {
    const { reads, send } = start()
    for (const status of ['RUNNING', 'COMPLETED']) {
      const read = send()
      await expect.poll(() => reads.length).toBe(status === 'RUNNING' ? 1 : 2)
      reads.at(-1)!.answer(Response.json({ ...answer, status }))
      expect(await (await read).json()).toMatchObject({ status })
      const [other, narrower] = await Promise.all([send(), send('', {}, ['run:read'])])
      expect(await other.json()).toMatchObject({ status })
      expect(await narrower.json()).not.toHaveProperty('result')
      // An answer is shared for half a second.
      await letPass(600)
    }
    expect(reads).toHaveLength(2)
  })

  it('go on for the others when one viewer leaves, and end with the last', async () => {
    const { reads, send } = start()
    const [first, second] = [new AbortController(), new AbortController()]
    const left = send('', { signal: first.signal })
    const stayed = send('', { signal: second.signal })
    await expect.poll(() => reads.length).toBe(1)
    await letPass(TO_JOIN)
    first.abort()
    expect((await left).status).toBe(499)
    expect(reads[0]!.signal.aborted).toBe(false)
    second.abort()
    expect((await stayed).status).toBe(499)
    expect(reads[0]!.signal.aborted).toBe(true)

    const next = send()
    await expect.poll(() => reads.length).toBe(2)
    reads[1]!.answer(Response.json(answer))
    expect((await next).status).toBe(200)
  })

  it('do not join one that began before the run was cancelled', async () => {
    const { reads, send } = start()
    const before = send()
    await expect.poll(() => reads.length).toBe(1)
    expect((await send('/cancel', { method: 'POST', body: '{}' })).status).toBe(200)
    const after = send()
    await expect.poll(() => reads.length).toBe(2)
    reads[1]!.answer(Response.json({ ...answer, status: 'CANCELLED' }))
    reads[0]!.answer(Response.json(answer))
    expect(await (await before).json()).toMatchObject({ status: 'RUNNING' })
    expect(await (await after).json()).toMatchObject({ status: 'CANCELLED' })
  })

  it('fail together, each with the answer that it would have had alone', async () => {
    const { reads, send } = start()
    const both = [send(), send()]
    await expect.poll(() => reads.length).toBe(1)
    await letPass(TO_JOIN)
    reads[0]!.answer(new Response('{}', { status: 429, headers: { 'Retry-After': '7' } }))
    for (const response of await Promise.all(both)) {
      expect(response.status).toBe(429)
      expect(response.headers.get('Retry-After')).toBe('7')
    }
    expect(reads).toHaveLength(1)
  })
})
