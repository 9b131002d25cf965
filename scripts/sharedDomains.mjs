import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { parse } from 'tldts'
import {
  edgeChild,
  edgeLength,
  edgeStart,
  exceptionsRoot,
  labelText,
  nodeFlags,
  rulesRoot,
  // @ts-expect-error It has no types, being no part of the library's interface.
} from 'tldts/dist/es6/src/data/trie.js'

/** The file that is made: run this script after an update of `tldts`. */
export const file = join(import.meta.dirname, '../packages/core/src/live-view/sharedDomains.ts')

/** Domains below which anybody can rent a name, though the public suffix list does not have them. */
const notListed = ['azure.com', 'github.dev', 'googleusercontent.com', 'windows.net']

/** The endings below which wildcards may stand at all: the same as in `streamHosts.ts`. */
const ENDING =
  /\.(?:[a-z]{3,}|ai|ch|co|de|dk|eu|io|nl|tv|at|au|be|ca|es|fi|fr|ie|in|it|nz|se|sg|uk)$/

/**
 * Bits of the filter, a multiple of 24: as many as four characters of base64 hold. With eleven
 * for each domain, one of two hundred others passes for one.
 */
const BITS = 18_432
/** An ending below one that is of no country, such as `airport.aero`. */
const GENERIC_PAIR = /^[^.]+\.[a-z]{3,}$/
/** The endings below endings that nearly everybody uses who uses any. */
const COMMON = /^(?:ac|asso|co|com|gv|net|nom|or|org)\.[a-z]+$/
/** How many bits each domain sets. */
const HASHES = 7

/**
 * Lists the rules of the public suffix list that a host name of ASCII letters can match.
 *
 * @returns {{ name: string, isPrivate: boolean, isException: boolean }[]}
 */
export function readRules() {
  /** @type {{ name: string, isPrivate: boolean, isException: boolean }[]} */
  const rules = []
  /** @type {number[]} */
  const offsets = []
  let offset = 0
  for (const length of edgeLength) {
    offsets.push(offset)
    offset += length
  }
  /** @type {(node: number, suffix: string, isException: boolean) => void} */
  function walk(node, suffix, isException) {
    for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge += 1) {
      const start = offsets[edge] ?? 0
      const label = labelText.slice(start, start + (edgeLength[edge] ?? 0))
      const name = suffix === '' ? label : `${label}.${suffix}`
      const child = edgeChild[edge] ?? 0
      const flag = nodeFlags[child]
      if (flag) rules.push({ name, isPrivate: flag === 2, isException })
      walk(child, name, isException)
    }
  }
  walk(rulesRoot, '', false)
  walk(exceptionsRoot, '', true)
  return rules.filter(({ name }) => /^[a-z0-9.*-]+$/.test(name) && !name.includes('xn--'))
}

/**
 * Lists the domains at or below which no wildcard is safe: those that were registered by somebody who
 * rents out names below them (`r2.dev`), and those with suffixes of three labels below them (`gc.ca`) or
 * that are suffixes though they are of no country.
 */
export function listSharedDomains() {
  const rules = readRules().filter(({ isException }) => !isException)
  const rented = rules
    .filter(({ isPrivate }) => isPrivate)
    .map(({ name }) => {
      const { domain } = parse(`a.${name.replace('*', 'a')}`, { allowPrivateDomains: false })
      if (domain) return domain
      throw new Error(`The private suffix ${name} is below no domain that somebody registered.`)
    })
  const deep = rules
    .filter(({ isPrivate }) => !isPrivate)
    .filter(({ name }) => name.split('.').length > 2 || GENERIC_PAIR.test(name))
    .map(({ name }) => name.split('.').slice(-2).join('.'))
  const all = new Set([...rented, ...deep, ...notListed])
  return [...all].filter((domain) => ENDING.test(domain)).toSorted()
}

/**
 * Makes the filter with a start for its hashes with which it takes no ending, such as `com.au`, for a
 * shared domain: every name below it would be refused.
 *
 * @param {string[]} domains
 */
function makeFilter(domains) {
  const endings = readRules()
    .filter(({ name, isPrivate }) => !isPrivate && COMMON.test(name))
    .map(({ name }) => name)
    .filter((name) => ENDING.test(name) && !domains.includes(name))
  for (let start = 1; ; start += 1) {
    const bits = new Set(domains.flatMap((domain) => getBits(domain, start)))
    const isFree = endings.every((ending) => !getBits(ending, start).every((bit) => bits.has(bit)))
    if (!isFree) continue
    const bytes = new Uint8Array(BITS / 8)
    for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
    return { start, text: Buffer.from(bytes).toString('base64') }
  }
}

/**
 * The same as in the file that is made.
 *
 * @param {string} domain
 * @param {number} start
 */
function getBits(domain, start) {
  let hash = start
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0
  return Array.from({ length: HASHES }, (_, index) => ((hash >>> 0) + index * step) % BITS)
}

/** Gives the text of the file. */
export function writeModule() {
  const domains = listSharedDomains()
  const { start, text } = makeFilter(domains)
  return `// Made by scripts/sharedDomains.mjs of ${domains.length} domains. Do not edit.

/**
 * A Bloom filter of the domains below which anybody can rent a name, by the public suffix list. Spelled
 * out they would take 7 kB of a page, gzipped. It knows each of them, and takes about one of two hundred
 * others for one of them.
 */
const filter =
  '${text}'

let bytes: string | undefined

/** Tells whether a domain may be one of those. \`false\` is sure. */
export function isSharedDomain(domain: string): boolean {
  const known = (bytes ??= atob(filter))
  let hash = ${start}
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0
  for (let index = 0; index < ${HASHES}; index += 1) {
    const bit = ((hash >>> 0) + index * step) % ${BITS}
    if ((known.charCodeAt(bit >> 3) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
`
}

const isProgram = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href
if (isProgram) writeFileSync(file, writeModule())
