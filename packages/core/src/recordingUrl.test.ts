import { describe, expect, it } from 'vitest'

import { checkRecordingUrl } from './recordingUrl.js'

describe('checkRecordingUrl', () => {
  it.each([
    'https://bucket.s3.amazonaws.com/run.webm?X-Amz-Expires=900&X-Amz-Signature=abc',
    'https://storage.example:8443/run.webm',
  ])('lets %s pass', (url) => {
    expect(checkRecordingUrl(url)).toBe(url)
  })

  it.each([
    'http://stream.localhost:4477/run.webm',
    'http://localhost/run.webm',
    'http://127.0.0.1:80/run.webm',
    'http://[::1]:4477/run.webm',
  ])('lets %s pass for development only', (url) => {
    expect(checkRecordingUrl(url)).toBe(null)
    expect(checkRecordingUrl(url, { allowInsecureLocalhost: true })).toBe(new URL(url).href)
  })

  it.each([
    'http://storage.example/run.webm',
    'http://localhost.evil.example/run.webm',
    'http://evillocalhost/run.webm',
    'https://user:password@storage.example/run.webm',
    'https://user@storage.example/run.webm',
    'java\nscript:alert(1)',
    'data:video/webm;base64,AAAA',
    'blob:https://app.example/5',
    'file:///etc/passwd',
    '//storage.example/run.webm',
    '/run.webm',
    '',
    null,
    ['https://storage.example/run.webm'],
  ])('attack: plays %j', (url) => {
    expect(checkRecordingUrl(url, { allowInsecureLocalhost: true })).toBe(null)
  })
})
