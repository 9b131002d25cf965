import { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import type { RunHandlerOptions } from './options.js'
import { createRunHandler } from './createRunHandler.js'

const valid: RunHandlerOptions = { apiKey: 'sk-tinyfish-test', authorize: () => true }

function getError(options: object): unknown {
  try {
    return createRunHandler({ ...valid, ...options })
  } catch (error) {
    return error
  }
}

describe('the options of createRunHandler', () => {
  it.each([undefined, null, '', '  ', 7])('say which key to write when it is %j', (apiKey) => {
    const error = getError({ apiKey })
    expect(error).toMatchObject({ code: 'invalid_input' })
    expect(String(error)).toContain('process.env.TINYFISH_API_KEY')
  })

  it.each([
    'sk-s3cret\n',
    ' sk-s3cret',
    'sk-s3 cret',
    'sk-s3cret\r\nX-Other: 1',
    'sk-s3cretß',
    'sk-s3cret😀',
  ])('refuse a key that cannot stand in a header, without repeating it (%j)', (apiKey) => {
    const error = getError({ apiKey })
    expect(FishbowlError.isInstance(error)).toBe(true)
    expect(String(error)).toContain('apiKey')
    expect(String(error)).not.toContain('s3')
  })

  it.each([undefined, true, 'always'])('refuse to work without authorize (%j)', (authorize) => {
    expect(String(getError({ authorize }))).toContain('Write authorize: async (request')
  })

  it.each([
    'agent.tinyfish.ai/v1',
    '/v1',
    'http://agent.tinyfish.ai/v1',
    'http://localhost.evil.example/v1',
    'ftp://agent.tinyfish.ai',
    'https://user:s3cret@agent.tinyfish.ai/v1',
    'https://agent.tinyfish.ai/v1?key=s3cret',
    'https://agent.tinyfish.ai/v1#s3cret',
    '',
  ])('refuse the base URL %j', (baseUrl) => {
    const error = getError({ baseUrl })
    expect(String(error)).toContain('baseUrl')
    expect(String(error)).not.toContain('s3cret')
  })

  it.each([
    'https://agent.tinyfish.ai/v1/',
    'http://127.0.0.1:4477/v1',
    'http://[::1]:1',
    'http://localhost',
  ])('take the base URL %j', (baseUrl) => {
    expect(getError({ baseUrl })).toBeTypeOf('function')
  })

  it.each([
    [{ basePath: 'api' }, 'basePath'],
    [{ basePath: '/a/../b' }, 'basePath'],
    [{ basePath: 'https://app.example.com/api' }, 'basePath'],
    [{ allowedOrigins: ['*'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['null'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['https://app.example.com/'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['app.example.com'] }, 'allowedOrigins'],
    [{ timeout: 0 }, 'timeout'],
    [{ timeout: Infinity }, 'timeout'],
    [{ maxRequestBytes: -1 }, 'maxRequestBytes'],
    [{ maxResponseBytes: Number.NaN }, 'maxResponseBytes'],
  ])('refuse %j and name it', (options, name) => {
    const error = getError(options)
    expect(error).toMatchObject({ code: 'invalid_input' })
    expect(String(error)).toContain(`\`${name}\``)
  })

  it('may be left out and may be undefined', () => {
    expect(
      getError({ basePath: undefined, fetch: undefined, timeout: undefined, onError: undefined }),
    ).toBeTypeOf('function')
  })
})
