import { expect, it } from 'vitest'

import { frameSources } from './frameSources.js'
import { DEFAULT_STREAM_HOSTS } from './streamHosts.js'

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

it('refuses an unsafe policy', () => {
  expect(() => frameSources({ allowedStreamHosts: ['*'] })).toThrow('allowedStreamHosts')
})
