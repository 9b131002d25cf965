import { describe, expect, it } from 'vitest'

import { DEFAULT_STREAM_HOSTS, frameSources, getStreamHosts } from './streamHosts.js'
import { checkStreamingUrl } from './streamingUrl.js'

it('lists every default host', () => {
  expect(frameSources()).toEqual(DEFAULT_STREAM_HOSTS.map((host) => `https://${host}`))
  expect(frameSources()).toContain('https://*.fra0-tinyfish.unikraft.app')
})

it('adds the allowed hosts', () => {
  const sources = frameSources({ allowedStreamHosts: ['stream.example.com', 'stream.mino.ai'] })
  expect(sources).toEqual([...frameSources(), 'https://stream.example.com'])
})

it('adds localhost only with the flag', () => {
  expect(frameSources().join(' ')).not.toContain('http:')
  expect(frameSources({ allowInsecureLocalhost: true })).toContain('http://localhost:*')
})

it('names every way to write localhost that a CSP can name', () => {
  expect(frameSources({ allowInsecureLocalhost: true })).toEqual([
    ...frameSources(),
    'http://localhost:*',
    'http://127.0.0.1:*',
    'http://*.localhost:*',
  ])
})

it('refuses an unsafe policy', () => {
  expect(() => frameSources({ allowedStreamHosts: ['*'] })).toThrow('allowedStreamHosts')
})

function isAllowed(url: string, ...allowedStreamHosts: string[]) {
  return checkStreamingUrl(url, { allowedStreamHosts }).ok
}

describe('allowedStreamHosts', () => {
  it('adds to the default hosts', () => {
    expect(isAllowed('https://stream.example.com/a', 'stream.example.com')).toBe(true)
    expect(isAllowed('https://stream.mino.ai/a', 'stream.example.com')).toBe(true)
    expect(isAllowed('https://other.example.com/a', 'stream.example.com')).toBe(false)
  })

  it('lets a star stand for exactly one label', () => {
    const host = '*.streams.example.com'
    expect(isAllowed('https://a.streams.example.com/', host)).toBe(true)
    expect(isAllowed('https://a.b.streams.example.com/', host)).toBe(false)
    expect(isAllowed('https://streams.example.com/', host)).toBe(false)
    expect(isAllowed('https://evilstreams.example.com/', host)).toBe(false)
  })

  it('takes a new TinyFish region, in any case', () => {
    expect(
      isAllowed('https://tf-1.sin0-tinyfish.unikraft.app/', '*.SIN0-tinyfish.unikraft.app'),
    ).toBe(true)
  })

  it.each(['stream.example.com', 'example.com', 'my-shop.vercel.app', 'x.fra0.unikraft.app'])(
    'takes the exact host "%s"',
    (host) => {
      expect(isAllowed(`https://${host}/`, host)).toBe(true)
    },
  )

  it('takes a star below a host of one’s own that begins as a shared region does', () => {
    const host = '*.fra0.unikraft.app.example.com'
    expect(isAllowed('https://a.fra0.unikraft.app.example.com/', host)).toBe(true)
  })

  it.each([
    '*',
    '*.app',
    '*.com',
    '*.co.uk',
    '*.example.com',
    '*.mino.ai',
    '*.unikraft.app',
    '*.fra0.unikraft.app',
    '*.fra0.kraft.host',
    '*.vercel.app',
    '*.github.io',
    '*.up.railway.app',
    '*.app.github.dev',
    '*.lambda-url.us-east-1.on.aws',
    '*.us-east-1.awsapprunner.com',
    '*.a.run.app',
    '*.s3.amazonaws.com',
    '*.us-east-1.elb.amazonaws.com',
    '*.blob.core.windows.net',
    '**.streams.example.com',
    '*.*.streams.example.com',
    'a.*.example.com',
    '*streams.example.com',
    'localhost',
    '',
    '.',
    'stream.example.com.',
    'stream..example.com',
    'https://stream.example.com',
    'stream.example.com/path',
    'stream.example.com:8443',
    'user@stream.example.com',
    'xn--mno-kza.ai',
    'ｓtream.example.com',
  ])('refuses "%s" and says what to write', (host) => {
    expect(() => isAllowed('https://stream.mino.ai/', host)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        message: expect.stringContaining('*.streams.example.com'),
      }),
    )
  })

  it.each([
    'amazonaws.com',
    'app.github.dev',
    'appspot.com',
    'awsapprunner.com',
    'azure.com',
    'azurewebsites.net',
    'cloudfront.net',
    'firebaseapp.com',
    'fly.dev',
    'github.io',
    'gitlab.io',
    'googleusercontent.com',
    'herokuapp.com',
    'netlify.app',
    'ngrok.app',
    'ngrok.io',
    'on.aws',
    'onrender.com',
    'pages.dev',
    'run.app',
    'trycloudflare.com',
    'up.railway.app',
    'vercel.app',
    'web.app',
    'windows.net',
    'workers.dev',
  ])('lets no stranger in who rents a name below %s', (suffix) => {
    const host = `*.region.${suffix}`
    expect(() => isAllowed(`https://evil.region.${suffix}/`, host)).toThrow('of other people')
  })

  it('is checked once for each list, as every render asks', () => {
    const policy = { allowedStreamHosts: ['stream.example.com'] }
    expect(getStreamHosts(policy)).toBe(getStreamHosts(policy))
  })

  it('refuses an unsafe list each time, not only the first', () => {
    const policy = { allowedStreamHosts: ['*.com'] }
    expect(() => checkStreamingUrl('x', policy)).toThrow('*.com')
    expect(() => checkStreamingUrl('x', policy)).toThrow('*.com')
  })
})
