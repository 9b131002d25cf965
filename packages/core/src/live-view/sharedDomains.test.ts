import * as fc from 'fast-check'
import { getDomain, getPublicSuffix } from 'tldts'
import { describe, expect, it } from 'vitest'

import { listSharedDomains, readRules } from '../../../../scripts/sharedDomains.mjs'
import { isSharedDomain } from './sharedDomains.js'
import { getStreamHosts } from './streamHosts.js'

const rules = readRules()
const label = fc.stringMatching(/^[a-z]([a-z0-9]{0,9})$/)
const options = { allowPrivateDomains: true }

function isRefused(pattern: string): boolean {
  try {
    getStreamHosts({ allowedStreamHosts: [pattern] })
    return false
  } catch {
    return true
  }
}

it('knows the whole list', () => {
  expect(rules.length).toBeGreaterThan(8_000)
  for (const name of ['r2.dev', 'co.uk', '*.ck', 's3.eu-west-1.amazonaws.com']) {
    expect(rules.map((rule) => rule.name)).toContain(name)
  }
  expect(listSharedDomains().filter((domain) => !isSharedDomain(domain))).toEqual([])
})

it('takes few others for shared ones', () => {
  const others = Array.from({ length: 20_000 }, (_, index) => `acme${index.toString(36)}.com`)
  expect(others.filter(isSharedDomain).length / others.length).toBeLessThan(0.02)
})

describe('attack: a wildcard below which strangers rent a name', () => {
  it.each([
    '*.eu.ngrok-free.app',
    '*.nyc3.digitaloceanspaces.com',
    '*.pub.r2.dev',
    '*.a.azurefd.net',
    '*.x.deno.dev',
    '*.euw.devtunnels.ms',
    '*.gov.co.uk',
    '*.x.y.deno.dev',
    '*.us-east-1.s3.amazonaws.com',
    '*.x.y.z.euw.devtunnels.ms',
    '*.live.sch.uk',
    '*.a.school.sch.uk',
    '*.a.b.tokyo.jp',
    '*.acme.co.jp',
    '*.a.k12.ca.us',
    '*.x.com.io',
    '*.x.off.ai',
    '*.city.kawasaki.jp',
    '*.x.airport.aero',
    '*.x.acme.translate.goog',
  ])('%s', (pattern) => {
    expect(isRefused(pattern)).toBe(true)
  })

  it('whatever the suffix of the list, right below it and below any name in it', () => {
    const accepted: string[] = []
    for (const { name, isException } of rules) {
      if (isException) continue
      for (const suffix of [name.replace('*', 'a'), name.replace('*', 'streams')]) {
        if (!isRefused(`*.${suffix}`)) accepted.push(suffix)
        if (!isRefused(`*.acme.${suffix}`)) accepted.push(`acme.${suffix}`)
      }
    }
    expect(accepted).toEqual([])
  })

  it('whatever the names below a private suffix', () => {
    const rented = rules.filter(({ isPrivate }) => isPrivate).map(({ name }) => name)
    fc.assert(
      fc.property(fc.constantFrom(...rented), fc.array(label, { maxLength: 4 }), (name, labels) => {
        const suffix = [...labels, ...name.replace('*', 'a').split('.')].join('.')
        expect(isRefused(`*.${suffix}`)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('whatever it is: what is accepted stands below a name that one owner registered', () => {
    const suffix = fc.constantFrom(...rules.map(({ name }) => name.replace('*', 'a')))
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), suffix, (labels, ending) => {
        const host = `${labels.join('.')}.${ending}`
        if (isRefused(`*.${host}`)) return
        const domain = getDomain(host, options)
        expect(domain).not.toBeNull()
        expect(host).not.toBe(domain)
        expect(host.endsWith(`.${domain}`)).toBe(true)
        // Nor is it below a suffix of the private part, of which the owner rents out names.
        expect(getPublicSuffix(host, options)).toBe(
          getPublicSuffix(host, { allowPrivateDomains: false }),
        )
      }),
      { numRuns: 5_000 },
    )
  })
})

it.each([
  '*.streams.example.com',
  '*.live.acme.com',
  '*.live.acme.co.uk',
  '*.live.acme.com.au',
  '*.streams.acme.io',
  '*.streams.acme.ai',
  '*.streams.acme.dev',
  '*.streams.acme.app',
  '*.streams.acme.de',
  '*.streams.acme.cloud',
  '*.streams.acme.technology',
  '*.streams.acme.tv',
  '*.live.streams.acme.fr',
  '*.sin0-tinyfish.unikraft.app',
  '*.stream.tinyfish.ai',
  '*.stream.tinyfish.io',
  '*.stream.agent.tinyfish.ai',
  '*.fra0-tinyfish.unikraft.app',
  '*.lax1-tinyfish.unikraft.app',
  '*.aws-eu-west-1-tinyfish.unikraft.app',
  '*.tetra-data.production.tinyfish.io',
])('accepts %s, of which one owner has all names', (pattern) => {
  expect(isRefused(pattern)).toBe(false)
})
