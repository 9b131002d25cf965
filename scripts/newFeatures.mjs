import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import bcd from '@mdn/browser-compat-data/forLegacyNode'
import { transform } from 'lightningcss'

import { browserFloor } from './browserFloor.mjs'

/** @typedef {import('@mdn/browser-compat-data').Identifier} Identifier */

/**
 * Gives TypeScript's types of the DOM without what a browser of the floor lacks, so that the compiler tells
 * where something newer is used. It knows what a value is, and no list of names does: `Set.prototype.union`
 * is newer than the floor, and `z.union` is not. Each member has a link there, whose path is its name in MDN's data.
 */
export function getOldDomTypes() {
  const text = readFileSync(findDomTypes(), 'utf8')
  const heirs = getHeirs(text)
  let owner = ''
  /** @type {string | undefined} */
  let link
  let member = ''
  let isNewMember = false
  return text
    .split('\n')
    .map((line) => {
      link = /Web\/API\/([\w/]+)\)/.exec(line)?.[1] ?? link
      const block = /^(?:interface|declare var) (\w+)\b.*\{$/.exec(line)?.[1]
      if (block) {
        owner = block
        link = undefined
        // The type may stay, as without its constructor nobody gets at one.
        return isNew(bcd.api[owner]) ? line.replace('declare var ', 'declare var new') : line
      }
      const name =
        /^(?: {4}|declare function |declare var )(?:readonly |get |set |function |var )?(\w+)/.exec(
          line,
        )?.[1]
      if (!name) return line
      // Only the first of several signatures has a link.
      if (link || name !== member) isNewMember = link !== undefined && isNewIn(link, owner, heirs)
      member = name
      link = undefined
      return isNewMember ? '' : line
    })
    .join('\n')
}

/**
 * Names what a style sheet has and a browser of the floor lacks, such as `@scope`, `:open` or `text-wrap: pretty`.
 * What has the name of an engine is for that engine.
 */
export function findNewStyles(/** @type {string} */ css) {
  const { code } = transform({ filename: 'sheet.css', code: Buffer.from(css), minify: true })
  const text = code.toString().replace(/"[^"]*"/g, '""')
  const { 'at-rules': atRules, selectors, properties, types } = bcd.css
  /** @type {[string, Identifier | undefined][]} */
  const used = [...text.matchAll(/@([\w-]+)/g)].map(([rule, name = '']) => [rule, atRules?.[name]])
  for (const [, selector = '', block = ''] of text.matchAll(/([^{};]*)\{([^{}]*)\}/g)) {
    for (const [part, name = ''] of selector.matchAll(/::?([\w-]+)/g)) {
      used.push([part, selectors?.[name]])
    }
    for (const declaration of block.split(';')) {
      const [property = '', value = ''] = declaration.split(/:(.*)/s)
      const known = properties?.[property]
      used.push([property, known])
      for (const [word = '', bracket] of value.matchAll(/(?<![\w-])[a-z][\w-]*(\(?)/g)) {
        if (bracket) used.push([`${word})`, findWithin(types, word.slice(0, -1))])
        else if (!isNew(known)) used.push([`${property}: ${word}`, known?.[word]])
      }
    }
  }
  const found = used.filter(([name, feature]) => !name.includes('-webkit-') && isNew(feature))
  return [...new Set(found.map(([name]) => name))]
}

function findDomTypes() {
  const { resolve } = createRequire(
    createRequire(import.meta.url).resolve('typescript/package.json'),
  )
  const { platform, arch } = process
  return join(
    dirname(resolve(`@typescript/typescript-${platform}-${arch}/package.json`)),
    'lib/lib.dom.d.ts',
  )
}

/**
 * Names the interfaces that have the members of another one, as `Response` has those of `Body`.
 *
 * @param {string} text
 */
function getHeirs(text) {
  /** @type {Map<string, string[]>} */
  const heirs = new Map()
  for (const [, name = '', bases = ''] of text.matchAll(
    /^interface (\w+)(?:<.*>)? extends (.*) \{$/gm,
  )) {
    for (const base of bases.split(', ')) heirs.set(base, [...(heirs.get(base) ?? []), name])
  }
  return heirs
}

/**
 * Tells whether a member is new wherever it is: the link of one that several interfaces share leads to the first.
 *
 * @param {string} link such as `Request/body`
 * @param {string} owner
 * @param {Map<string, string[]>} heirs
 */
function isNewIn(link, owner, heirs) {
  const [first = '', member = ''] = link.split('/')
  const found = [first, owner, ...(heirs.get(owner) ?? [])].flatMap(
    (name) => bcd.api[name]?.[member] ?? [],
  )
  return found.length > 0 && found.every(isNew)
}

/**
 * Tells whether a browser of the floor lacks a feature. What MDN does not know counts as there.
 *
 * @param {Identifier | undefined} feature
 */
function isNew(feature) {
  const support = feature?.__compat?.support
  if (!support) return false
  return Object.entries(browserFloor).some(([name, version]) => {
    const statements = [support[/** @type {keyof typeof support} */ (name)] ?? []].flat()
    return !statements.some(
      ({ version_added: since, version_removed, flags, prefix, alternative_name }) =>
        !(flags || prefix || alternative_name) &&
        isAtMost(since, version) &&
        !isAtMost(version_removed, version),
    )
  })
}

/**
 * @param {string | boolean | undefined} since `preview`, which is no number, is newer than all
 * @param {string} version
 */
function isAtMost(since, version) {
  if (typeof since !== 'string') return false
  const [one = NaN, other = NaN] = [since, version].map((text) => {
    const [major, minor = 0] = text.replace('≤', '').split('.').map(Number)
    return Number(major) * 1000 + minor
  })
  return one <= other
}

/**
 * @param {Identifier | undefined} tree
 * @param {string} name
 * @returns {Identifier | undefined}
 */
function findWithin(tree, name) {
  if (!tree || tree[name]?.__compat) return tree?.[name]
  for (const [key, branch] of Object.entries(tree)) {
    const found = key !== '__compat' && findWithin(/** @type {Identifier} */ (branch), name)
    if (found) return found
  }
  return undefined
}
