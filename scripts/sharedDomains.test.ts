import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { file, writeModule } from './sharedDomains.mjs'

it('has made the list of shared domains from the public suffix list as it is installed', () => {
  expect(readFileSync(file, 'utf8'), 'Run node scripts/sharedDomains.mjs').toBe(writeModule())
})
