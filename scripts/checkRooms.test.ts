import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { checkRooms } from './checkRooms.mjs'

/** A house in order: `top` stands on `middle` and `side`, and these on `ground`. */
const rooms = [['index'], ['top'], ['middle', 'side'], ['ground']]
const house: Record<string, string> = {
  'index.ts': "export { top } from './top/top.js'",
  'top/top.ts': "import { middle } from '../middle/middle.js'\nexport const top = middle",
  'middle/middle.ts': "import { ground } from '../ground/ground.js'\nexport const middle = ground",
  'middle/more.ts': 'export const more = 1',
  'side/Side.tsx': 'export const Side = () => <p />',
  'ground/ground.ts': 'export const ground = 1',
}

let packages: string

beforeEach(() => {
  packages = mkdtempSync(join(tmpdir(), 'fishbowl-rooms-'))
})

afterEach(() => {
  rmSync(packages, { recursive: true })
})

/** Checks the house with some files put in or replaced. */
function check(files: Record<string, string> = {}, floors = rooms) {
  for (const [path, text] of Object.entries({ ...house, ...files })) {
    const file = join(packages, 'react/src', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return checkRooms(packages, 'react', floors)
}

describe('checkRooms', () => {
  it('has nothing to say about a house in order', () => {
    expect(check()).toEqual([])
  })

  it.each([
    ['an import', "import { top } from '../top/top.js'\nexport const ground = top"],
    ['an import of a type', "import type { Top } from '../top/top.js'\nexport type Ground = Top"],
    ['a type that is imported in place', "export type Ground = import('../top/top.js').Top"],
    ['an export', "export { top } from '../top/top.js'"],
    [
      'an import() in a door',
      "// A door: loads it.\nexport const load = () => import('../top/top.js')",
    ],
  ])('finds an arrow that runs up: %s', (_, text) => {
    expect(check({ 'ground/ground.ts': text })).toContain(
      'react: ground/ground.ts imports ../top/top.js, but the room top does not stand below the room ground.',
    )
  })

  it('finds an arrow between rooms of one floor', () => {
    const breaches = check({ 'middle/more.ts': "export { Side } from '../side/Side.js'" })
    expect(breaches).toEqual([
      'react: middle/more.ts imports ../side/Side.js, but the room side does not stand below the room middle.',
    ])
  })

  it('finds a circle of files inside a room', () => {
    const breaches = check({
      'middle/one.ts': "import type { Two } from './two.js'\nexport type One = Two",
      'middle/two.ts': "import type { One } from './one.js'\nexport type Two = One",
    })
    expect(breaches).toEqual([
      'react: These import each other in a circle: middle/one.ts → middle/two.ts → middle/one.ts.',
    ])
  })

  it('finds a circle of rooms that is none of files', () => {
    const breaches = check({
      'middle/more.ts': "import { Side } from '../side/Side.js'\nexport const more = Side",
      'side/second.ts': "export { middle } from '../middle/middle.js'",
    })
    expect(breaches).toContain(
      'react: These import each other in a circle: middle → side → middle.',
    )
  })

  it('finds a room that is too full', () => {
    const files = Array.from({ length: 26 }, (_, index) => [`side/side${index}.ts`, ''])
    const breaches = check(Object.fromEntries(files))
    expect(breaches).toEqual([
      'react: The room side has 27 files. Split it: a room has at most 25.',
    ])
  })

  it.each(['middle/long.ts', 'middle/long.test.ts', 'middle/long.css'])(
    'finds a file that is too long: %s',
    (path) => {
      expect(check({ [path]: '\n'.repeat(300) + 'x' })).toEqual([
        `react: ${path} has 301 lines. Split it: a file has at most 300.`,
      ])
      expect(check({ [path]: '\n'.repeat(299) + '' })).toEqual([])
    },
  )

  it('lets a language be as long as it is', () => {
    const language = { 'locales/de.ts': '\n'.repeat(300) + 'x' }
    expect(check(language, [...rooms, ['locales']])).toEqual([])
  })

  it('finds import() in a file that is no door', () => {
    const breaches = check({ 'top/late.ts': "export const load = () => import('../side/Side.js')" })
    expect(breaches).toEqual([
      'react: top/late.ts imports ../side/Side.js with import(), but its first line does not say // A door.',
    ])
  })

  it('finds an import of a package that is not below this one', () => {
    const breaches = check({
      'middle/more.ts': "import '@fishbowl/server'\nimport '@fishbowl/core/internal'",
    })
    expect(breaches).toEqual([
      'react: middle/more.ts imports @fishbowl/server, but react may import core.',
    ])
  })

  it('finds a way out of the package', () => {
    const breaches = check({ 'middle/more.ts': "import '../../../core/src/index.js'" })
    expect(breaches).toEqual([
      "react: middle/more.ts imports ../../../core/src/index.js, which is outside of the package's src.",
    ])
  })

  it('finds a room that nobody gave a floor, and a floor that holds none', () => {
    expect(check({ 'attic/box.ts': '' }, [...rooms, ['cellar']])).toEqual([
      'react: The room attic stands on no floor. Give it one in scripts/floors.mjs.',
      'react: scripts/floors.mjs lists a room cellar, which does not exist.',
    ])
  })

  it.each(['middle/utils.ts', 'middle/types.test.ts', 'ground/helpers.tsx'])(
    'finds a drawer: %s',
    (path) => {
      expect(check({ [path]: '' })).toEqual([
        `react: ${path} has a name that does not tell what is inside.`,
      ])
    },
  )

  it('finds two names that differ in their case alone', () => {
    expect(check({ 'side/side.ts': '' })).toEqual([
      'react: side/side and side/Side differ in their case alone.',
    ])
  })

  it('finds a second index', () => {
    expect(check({ 'middle/index.ts': '' })).toEqual([
      'react: middle/index.ts hides what it passes on. The only index.ts is the one of the package.',
    ])
  })
})
