import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import {
  DRAWERS,
  floors,
  MAX_FILES_A_ROOM,
  MAX_LINES_A_FILE,
  packageArrows,
  ROOMS_OF_LISTS,
} from './floors.mjs'
import { readImports } from './readImports.mjs'

/**
 * A source file of a package. Paths are relative to the package's `src`.
 *
 * @typedef {{ path: string, room: string, text: string, imports: FileImport[] }} File
 * @typedef {{ specifier: string, target: string | undefined, isLazy: boolean }} FileImport
 */

/**
 * Tells where the code of a package has left its rooms.
 *
 * @param {string} packages The folder that holds the packages.
 * @param {string} name The package.
 * @param {string[][]} rooms Its rooms, floor by floor, from the top.
 * @returns {string[]} A sentence for each breach.
 */
export function checkRooms(packages, name, rooms) {
  const source = join(packages, name, 'src')
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).toSorted()
  const files = paths.filter(isCode).map((path) => readFile(source, path))
  return [
    ...paths.flatMap(checkName),
    ...checkCases(paths),
    ...paths.filter(isWritten).flatMap((path) => checkLength(source, path)),
    ...checkList(files, rooms),
    ...checkFileCounts(files),
    ...files.flatMap((file) => checkImports(file, name, rooms)),
    ...findCircles(new Map(files.map((file) => [file.path, getTargets(file)]))),
    ...findCircles(getRoomArrows(files)),
  ].map((breach) => `${name}: ${breach}`)
}

/** @param {string} path */
const isTest = (path) => /\.test\.tsx?$/.test(path)
/** @param {string} path */
const isWritten = (path) => /\.(tsx?|css)$/.test(path)
/** @param {string} path */
const isCode = (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !isTest(path)

/**
 * @param {string} source
 * @param {string} path
 * @returns {File}
 */
function readFile(source, path) {
  const text = readFileSync(join(source, path), 'utf8')
  const imports = readImports(path, text).map(({ specifier, isLazy }) => ({
    specifier,
    isLazy,
    target: specifier.startsWith('.') ? findTarget(source, path, specifier) : undefined,
  }))
  return { path, room: getRoom(path), text, imports }
}

/**
 * Finds the file that a relative import means; one outside of `src` keeps its `..`.
 *
 * @param {string} source
 * @param {string} path
 * @param {string} specifier
 */
function findTarget(source, path, specifier) {
  const target = join(dirname(path), specifier).replaceAll('\\', '/')
  const candidates = [target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')]
  return candidates.find((candidate) => existsSync(join(source, candidate))) ?? target
}

/** A file that stands in `src` itself is a room of its own. @param {string} path */
function getRoom(path) {
  const folder = dirname(path)
  return folder === '.' ? basename(path).replace(/\.tsx?$/, '') : folder.replaceAll('\\', '/')
}

/** @param {string} path */
function checkName(path) {
  const name = basename(path).replace(/\..*$/, '')
  if (DRAWERS.includes(name)) return [`${path} has a name that does not tell what is inside.`]
  return name === 'index' && dirname(path) !== '.'
    ? [`${path} hides what it passes on. The only index.ts is the one of the package.`]
    : []
}

/**
 * On macOS and Windows two names that differ in their case alone are one file.
 *
 * @param {string[]} paths
 */
function checkCases(paths) {
  const bases = paths.map((path) => path.replace(/\..*$/, ''))
  return [...new Set(bases)].flatMap((base, index, all) => {
    const twin = all.findIndex((other) => other.toLowerCase() === base.toLowerCase())
    return twin < index ? [`${base} and ${all[twin]} differ in their case alone.`] : []
  })
}

/**
 * @param {string} source
 * @param {string} path
 */
function checkLength(source, path) {
  if (ROOMS_OF_LISTS.includes(getRoom(path))) return []
  const lines = readFileSync(join(source, path), 'utf8').trimEnd().split('\n').length
  return lines > MAX_LINES_A_FILE
    ? [`${path} has ${lines} lines. Split it: a file has at most ${MAX_LINES_A_FILE}.`]
    : []
}

/**
 * @param {File[]} files
 * @param {string[][]} rooms
 */
function checkList(files, rooms) {
  const there = new Set(files.map(({ room }) => room))
  const listed = new Set(rooms.flat())
  return [
    ...[...there]
      .filter((room) => !listed.has(room))
      .map((room) => `The room ${room} stands on no floor. Give it one in scripts/floors.mjs.`),
    ...[...listed]
      .filter((room) => !there.has(room))
      .map((room) => `scripts/floors.mjs lists a room ${room}, which does not exist.`),
  ]
}

/** @param {File[]} files */
function checkFileCounts(files) {
  return [...new Set(files.map(({ room }) => room))].flatMap((room) => {
    const { length } = files.filter((file) => file.room === room)
    return length > MAX_FILES_A_ROOM
      ? [`The room ${room} has ${length} files. Split it: a room has at most ${MAX_FILES_A_ROOM}.`]
      : []
  })
}

/**
 * @param {File} file
 * @param {string} name
 * @param {string[][]} rooms
 */
function checkImports({ path, room, text, imports }, name, rooms) {
  /** @param {string} of */
  const getFloor = (of) => rooms.findIndex((floor) => floor.includes(of))
  const isDoor = text.startsWith('// A door')

  return imports.flatMap(({ specifier, target, isLazy }) => {
    const line = `${path} imports ${specifier}`
    if (isLazy && !isDoor)
      return [`${line} with import(), but its first line does not say // A door.`]
    if (target === undefined) {
      const other = /^@fishbowl\/([\w-]+)/.exec(specifier)?.[1]
      return other && !packageArrows[name]?.includes(other)
        ? [
            `${line}, but ${name} may import ${packageArrows[name]?.join(' and ') || 'no package of ours'}.`,
          ]
        : []
    }
    if (target.startsWith('..')) return [`${line}, which is outside of the package's src.`]
    const other = getRoom(target)
    return other === room || getFloor(other) > getFloor(room)
      ? []
      : [`${line}, but the room ${other} does not stand below the room ${room}.`]
  })
}

/** @param {File} file */
function getTargets({ imports }) {
  return new Set(imports.flatMap(({ target }) => target ?? []))
}

/** @param {File[]} files */
function getRoomArrows(files) {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map()
  for (const file of files) {
    const targets = arrows.get(file.room) ?? new Set()
    for (const target of getTargets(file)) {
      if (getRoom(target) !== file.room) targets.add(getRoom(target))
    }
    arrows.set(file.room, targets)
  }
  return arrows
}

/**
 * Finds what can be reached from itself, each circle once.
 *
 * @param {Map<string, Set<string>>} arrows
 */
function findCircles(arrows) {
  /** @type {Set<string>} */
  const told = new Set()
  return [...arrows.keys()].flatMap((start) => {
    const way = told.has(start) ? undefined : findWay(arrows, start)
    if (!way) return []
    for (const place of way) told.add(place)
    return [`These import each other in a circle: ${[...way, start].join(' → ')}.`]
  })
}

/**
 * Finds the shortest way from a place back to itself.
 *
 * @param {Map<string, Set<string>>} arrows
 * @param {string} start
 */
function findWay(arrows, start) {
  const seen = new Set()
  const ways = [[start]]
  for (const way of ways) {
    for (const next of arrows.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (!seen.has(next)) ways.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const packages = resolve(import.meta.dirname, '../packages')
  const breaches = Object.entries(floors).flatMap(([name, rooms]) =>
    checkRooms(packages, name, rooms),
  )
  for (const breach of breaches) process.stderr.write(`${breach}\n`)
  process.exit(breaches.length > 0 ? 1 : 0)
}
