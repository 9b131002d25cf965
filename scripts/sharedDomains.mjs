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
 * Characters of the filter, each of which stands for six bits. With three in a hundred more than there are
 * domains, there is nearly always a way to choose them.
 */
const SLOTS = 1_770
/** How many of them tell of one domain. */
const PLACES = 4
/** An ending below one that is of no country, such as `airport.aero`. */
const GENERIC_PAIR = /^[^.]+\.[a-z]{3,}$/
/** The endings below endings that nearly everybody uses who uses any. */
const COMMON = /^(?:ac|asso|co|com|gv|net|nom|or|org)\.[a-z]+$/
/** Domains of TinyFish's own, and the one that stands for those of others wherever we explain something. */
const neverShared = ['mino.ai', 'tinyfish.ai', 'tinyfish.io', 'unikraft.app', 'example.com']

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
    const slots = solve(domains.map((domain) => readPlaces(domain, start)))
    const isShared = (/** @type {string} */ name) => {
      const { sum, places } = readPlaces(name, start)
      return places.reduce((left, place) => left ^ (slots?.[place] ?? 0), sum) === 0
    }
    if (!slots || [...endings, ...neverShared].some(isShared)) continue
    return { start, text: slots.map(toCharacter).join('') }
  }
}

/**
 * The places of a domain in the filter, and what their six bits are together: the same as in the file that
 * is made.
 *
 * @param {string} domain
 * @param {number} start
 */
function readPlaces(domain, start) {
  let hash = start
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  const sum = hash & 63
  const places = Array.from({ length: PLACES }, () => {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    return (hash >>> 0) % SLOTS
  })
  return { sum, places }
}

/**
 * Finds what must stand in the slots, so that those of each domain are its sum when they are put together by
 * `^`. Each domain is a row of a linear system: a bit for each slot, and below them the six of the sum.
 *
 * @param {{ sum: number, places: number[] }[]} domains
 * @returns {number[] | undefined} `undefined` where two of them contradict each other
 */
function solve(domains) {
  /** @type {Map<number, bigint>} the row that tells of a slot by those before it */
  const rows = new Map()
  for (const { sum, places } of domains) {
    let row = places.reduce((left, place) => left ^ (1n << BigInt(place + 6)), BigInt(sum))
    while (row > 63n) {
      const slot = row.toString(2).length - 7
      const known = rows.get(slot)
      if (!known) {
        rows.set(slot, row)
        break
      }
      row ^= known
    }
    if (row > 0n && row <= 63n) return undefined
  }
  /** @type {number[]} */
  const slots = []
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const row = rows.get(slot) ?? 0n
    const bits = row.toString(2).slice(0, -6)
    slots.push(
      slots.reduce(
        (left, value, index) => (bits.at(-1 - index) === '1' ? left ^ value : left),
        Number(row & 63n),
      ),
    )
  }
  return slots
}

/**
 * A character whose code ends in these six bits, of those that need not be quoted where another does.
 *
 * @param {number} bits
 */
function toCharacter(bits) {
  const isOdd = ['`', '\x7F'].includes(String.fromCharCode(64 + bits))
  return String.fromCharCode((isOdd ? 0 : 64) + bits)
}

/** Gives the text of the file. */
export function writeModule() {
  const domains = listSharedDomains()
  const { start, text } = makeFilter(domains)
  return `// Made by scripts/sharedDomains.mjs of ${domains.length} domains. Do not edit.

/**
 * A filter of the domains below which anybody can rent a name, by the public suffix list. Spelled out they
 * would take 7 kB of a page, gzipped. It knows each of them, and takes about one of sixty others for one of
 * them: of a domain, the last six bits of four characters and of a hash are 0 together.
 */
const filter =
  '${text.replaceAll('\\', '\\\\')}'

/** Tells whether a domain may be one of those. \`false\` is sure. */
export function isSharedDomain(domain: string): boolean {
  let hash = ${start}
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  let bits = hash
  for (let place = 0; place < ${PLACES}; place += 1) {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    bits ^= filter.charCodeAt((hash >>> 0) % ${SLOTS})
  }
  return (bits & 63) === 0
}
`
}

const isProgram = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href
if (isProgram) writeFileSync(file, writeModule())
