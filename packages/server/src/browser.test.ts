import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import * as main from './index.js'
import * as node from './node.js'
import * as redis from './redis.js'

const source = readFileSync(new URL('browser.ts', import.meta.url), 'utf8')

describe('the package in a browser', () => {
  it('fails at once and says why', async () => {
    await expect(import('./browser.js')).rejects.toThrow(/holds your TinyFish API key/)
  })

  it('has every name of the package, so that a build fails with that text and not before', () => {
    const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name)
    expect(new Set(names)).toEqual(new Set([main, node, redis].flatMap(Object.keys)))
  })
})
