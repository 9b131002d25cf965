import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'decisions/isolation.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| .*`/.test(line))

/** Finds the tests that a row names after their file: `file`: "one test", "another test". */
function findTests(row: string): { file: string; name: string }[] {
  const [, file = '', names = ''] = /`([^`]+\.(?:test|spec)\.tsx?)`: (".*") +\|$/.exec(row) ?? []
  return [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name }))
}

/** Tells whether a file has a text as a whole between quotes, as the name of a test is. */
function hasTest({ file, name }: { file: string; name: string }): boolean {
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
  return [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted))
}

describe('decisions/isolation.md', () => {
  it('names files that exist, as do the other decisions on what can harm', () => {
    const others = ['walkers', 'limits'].map((name) =>
      readFileSync(join(root, `decisions/${name}.md`), 'utf8'),
    )
    const paths = [
      ...[page, ...others].join().matchAll(/`((?:packages|e2e|scripts|bench)\/[^`]+)`/g),
    ].map(([, path = '']) => path)
    expect(paths.length).toBeGreaterThan(100)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('names a test in each row, and only tests that exist', () => {
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.filter((row) => findTests(row).length === 0)).toEqual([])
    expect(rows.flatMap(findTests).filter((test) => !hasTest(test))).toEqual([])
  })

  it('names in each row the file that holds the rule, which is no test', () => {
    const holders = /^\| [^|]* \| (?:`[^`]+`(?:, )?)+ +\|/
    expect(rows.filter((row) => !holders.test(row))).toEqual([])
  })
})
