import { describe, expect, it } from 'vitest'

import { createUpstreamRequest } from './upstream.js'

const call = { method: 'GET', signal: new AbortController().signal } as const

function create(path: string, baseUrl = 'https://agent.tinyfish.ai/v1') {
  return createUpstreamRequest({ ...call, path }, 'application/json', { apiKey: 'key', baseUrl })
}

describe('createUpstreamRequest', () => {
  it.each([
    ['https://agent.tinyfish.ai/v1', 'https://agent.tinyfish.ai/v1/runs/a'],
    ['https://agent.tinyfish.ai', 'https://agent.tinyfish.ai/runs/a'],
  ])('puts the path below %s', (baseUrl, url) => {
    expect(create('/runs/a', baseUrl).url).toBe(url)
  })

  it.each(['/runs/..', '/runs/%2e%2e', '/runs/a?b', '/runs/a#b', '/runs\\a', '/runs/a\n'])(
    'does not follow the path %j to another resource, even if nobody checked it before',
    (path) => {
      expect(() => create(path)).toThrow(expect.objectContaining({ status: 500 }))
    },
  )

  it('follows no redirect, is kept in no cache, and ends with the signal', () => {
    expect(create('/runs/a')).toMatchObject({ redirect: 'error', cache: 'no-store' })
    const signal = AbortSignal.abort()
    const options = { apiKey: 'key', baseUrl: 'https://agent.tinyfish.ai/v1' }
    const request = createUpstreamRequest({ ...call, path: '/runs', signal }, '*/*', options)
    expect(request.signal.aborted).toBe(true)
  })
})
