import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'decisions/isolation.md'), 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'))

it('names only files that exist in decisions/isolation.md', () => {
  const paths = rows.flatMap((row) =>
    [...row.matchAll(/`([\w.-]+\/[^`]+)`/g)].map(([, path]) => path),
  )
  expect(paths.length).toBeGreaterThan(40)
  expect(paths.filter((path) => !existsSync(join(root, path ?? '')))).toEqual([])
})

it('names only tests that exist in decisions/isolation.md', () => {
  const named = rows.flatMap((row) => {
    const [, path, names] = /`([^`]+\.(?:test|spec)\.tsx?)`: (.*) \|$/.exec(row) ?? []
    return [...(names ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => ({ path, name }))
  })
  expect(named.length).toBeGreaterThan(12)
  const missing = named.filter(
    ({ path, name }) => !readFileSync(join(root, path ?? ''), 'utf8').includes(name ?? ''),
  )
  expect(missing).toEqual([])
})
