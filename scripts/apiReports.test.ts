import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let packages: string

beforeEach(() => {
  packages = mkdtempSync(join(tmpdir(), 'fishbowl-api-reports-'))
  mkdirSync(join(packages, 'pond/dist'), { recursive: true })
  write('pond/package.json', {
    name: '@fishbowl/pond',
    version: '0.0.0',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  })
  // Without the types of all that is installed, which would take most of the time.
  const compilerOptions = { strict: true, types: [], lib: ['es2015'] }
  write('pond/tsconfig.build.json', { compilerOptions, include: ['dist'] })
  write('pond/dist/index.d.ts', 'export declare function feed(grams: number): void\n')
})

afterEach(() => {
  rmSync(packages, { recursive: true })
})

function write(file: string, content: object | string) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(packages, file), text)
}

function report(...options: string[]) {
  const script = resolve(import.meta.dirname, 'apiReports.mjs')
  const { status, stderr } = spawnSync(
    process.execPath,
    [script, ...options, '--packages', packages],
    {
      encoding: 'utf8',
    },
  )
  return { status, stderr }
}

describe('npm run api', () => {
  it('writes what a package promises, and finds when that is no longer true', () => {
    expect(report()).toEqual({ status: 0, stderr: '' })
    const text = readFileSync(join(packages, 'pond/api.md'), 'utf8')
    expect(text).toContain('## `@fishbowl/pond`')
    expect(text).toContain('export function feed(grams: number): void')
    expect(report('--check')).toEqual({ status: 0, stderr: '' })

    write('pond/dist/index.d.ts', 'export declare function feed(flakes: string): void\n')
    const { status, stderr } = report('--check')
    expect(status).toBe(1)
    expect(stderr).toContain('The API of pond is not what its api.md says.')
    expect(readFileSync(join(packages, 'pond/api.md'), 'utf8')).toBe(text)
  }, 120_000)
})
