import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, 'host-tests')
const modules = resolve(import.meta.dirname, '../node_modules')
const read = (file: string) => readFileSync(resolve(folder, file), 'utf8').trim()

/** Runs the tests of a host, as its developers do. Gives what was printed, and throws when a test fails. */
async function run(program: string, args: string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|JEST|NODE_ENV|NODE_OPTIONS)/.test(name),
    ),
  )
  const options = { cwd: folder, env: { ...env, CI: '1', NO_COLOR: '1' } }
  const path = resolve(modules, program)
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [path, ...args], options)
  return stdout + stderr
}

// Jest takes its time to begin on a busy machine.
describe.concurrent('what the page about tests says', { timeout: 120_000 }, () => {
  it.each([
    ['Vitest with jsdom', 'vitest/vitest.mjs', ['run', '--config', 'vitest.config.mjs']],
    ['Vitest with happy-dom', 'vitest/vitest.mjs', ['run', '--config', 'happy-dom.config.mjs']],
    ['Jest 30', 'jest/bin/jest.js', []],
    ['Jest 29', 'jest-29/bin/jest.js', ['--env', './jest-29.environment.cjs']],
  ])(
    'works with %s',
    async (_name, program, args) => {
      const printed = await run(program, args)
      expect(printed).toMatch(/Tests:? +4 passed/)
      expect(printed).not.toMatch(/console\.(error|warn)|not wrapped in act|Unhandled/)
    },
    180_000,
  )
})

it('is what these tests do', () => {
  const page = readFileSync(
    resolve(import.meta.dirname, '../packages/react/docs/testing.md'),
    'utf8',
  )
  for (const file of [
    'runs.test.jsx',
    'vitest.config.mjs',
    'happy-dom.config.mjs',
    'happy-dom.setup.mjs',
    'jest.environment.cjs',
    'jest.config.cjs',
  ]) {
    expect(page).toContain(read(file))
  }
})
