import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
let copy: string

/** A copy of all that git knows, in which a breach can be planted. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fishbowl-unused-'))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of files.split('\n').filter(Boolean)) {
    cpSync(join(root, file), join(copy, file), { force: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => {
  rmSync(copy, { recursive: true })
})

function change(file: string, edit: (text: string) => string) {
  writeFileSync(join(copy, file), edit(readFileSync(join(copy, file), 'utf8')))
}

describe('npm run unused', () => {
  it('finds files, exports and dependencies that nobody imports, and imports that are no dependency', () => {
    writeFileSync(join(copy, 'packages/core/src/run/nobody.ts'), 'export const nobody = 1\n')
    change('packages/react/src/dom/useNow.ts', (text) => `${text}\nexport const nobodyAsks = 1\n`)
    change('packages/core/src/errors.ts', (text) => `import 'picomatch'\n${text}`)
    change('packages/core/package.json', (text) =>
      text.replace('"zod": ', '"left-pad": "1.3.0",\n    "zod": '),
    )

    const { status, stdout } = spawnSync('npx', ['--no', '--', 'knip'], {
      cwd: copy,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    expect(status).not.toBe(0)
    expect(stdout).toMatch(/Unused files \(1\)\n.*core\/src\/run\/nobody\.ts/)
    expect(stdout).toMatch(/Unused exports \(1\)\nnobodyAsks/)
    expect(stdout).toMatch(/Unused dependencies \(1\)\nleft-pad/)
    expect(stdout).toMatch(/Unlisted dependencies \(1\)\npicomatch/)
  }, 60_000)
})
