import { describe, expect, it } from 'vitest'

import { checkSameOrigin } from './sameOrigin.js'

function check(url: string, headers: Record<string, string>) {
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
  return () => checkSameOrigin(request, [])
}

describe('checkSameOrigin', () => {
  it.each([
    ['http://app.example.com/', { Origin: 'https://app.example.com' }],
    ['http://localhost:3000/', { Origin: 'http://localhost:3000' }],
    // A framework that puts the machine's own name into the URL.
    ['http://localhost:3000/', { Origin: 'https://app.example.com', Host: 'app.example.com' }],
    ['https://app.example.com/', {}],
  ])('lets a page of the same host through: %s %j', (url, headers) => {
    expect(check(url, headers)).not.toThrow()
  })

  it.each([
    ['https://app.example.com/', { Origin: 'https://app.example.com.evil.test' }],
    ['https://app.example.com/', { Origin: 'app.example.com' }],
    ['https://app.example.com/', { Origin: '' }],
    ['https://app.example.com/', { Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' }],
  ])('refuses any other: %s %j', (url, headers) => {
    expect(check(url, headers)).toThrow(expect.objectContaining({ status: 403 }))
  })
})
