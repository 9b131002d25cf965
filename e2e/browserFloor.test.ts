import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { describe, expect, it } from 'vitest'

import { browserFloor } from '../scripts/browserFloor.mjs'
import { findNewStyles, getOldDomTypes } from '../scripts/newFeatures.mjs'

const root = resolve(import.meta.dirname, '..')

/** Styles that may be missing, as nothing is lost with them. */
const optionalStyles = [
  // What is out of view costs more.
  'content-visibility',
  // Only who moves the page by itself has to be told not to.
  'overflow-anchor',
  // Stand beside what does the same under the name of an engine.
  'text-align: match-parent',
  'line-clamp',
  // Other monospaced faces follow.
  'font-family: ui-monospace',
  // Lines break less well.
  'text-wrap: pretty',
  // Safari forces no colours.
  'forced-color-adjust',
]

/** One line for each thing that is newer. */
const newer = `AbortSignal.any([])
document.body.moveBefore(document.head, null)
requestIdleCallback(() => {})
new CloseWatcher()
Object.groupBy([], () => 'a')
new Set().union(new Set())
export const old = [document.adoptedStyleSheets, new Response().body, [].toSorted()]
`

/** Compiles what runs in browsers, and `newer`, with the types of the oldest ones, and gives the errors. */
function compile(): string[] {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'floor-'))
  const config = {
    extends: join(root, 'tsconfig.json'),
    // Of the language itself, `lib` says the same: what came with ES2023 is older than the floor.
    compilerOptions: { lib: ['ES2023'], types: [], allowJs: false, checkJs: false },
    files: ['dom.d.ts', 'newer.ts'],
    include: ['core', 'react', 'element'].map((name) => join(root, 'packages', name, 'src')),
    exclude: [join(root, 'packages/**/*.test.*')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'dom.d.ts'), getOldDomTypes())
  writeFileSync(join(folder, 'newer.ts'), newer)
  const { stdout } = spawnSync('npx', ['--no', '--', 'tsc', '-p', folder], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  rmSync(folder, { recursive: true })
  return stdout.match(/^\S.*error.*$/gm) ?? []
}

describe('in the oldest browsers that are promised', () => {
  it('there is all that the code asks for, and newer code would be found', () => {
    const lines = compile().map((error) => error.replace(/^\S*newer\.ts\((\d+),.*/, '$1'))
    expect(lines).toEqual(['1', '2', '3', '4', '5', '6'])
  }, 120_000)

  it.each(['styles.css', 'themes/shadcn.css', 'themes/material.css'])(
    '%s means what it says',
    (file) => {
      const css = readFileSync(join(root, 'packages/react/dist', file), 'utf8')
      expect(findNewStyles(css).filter((name) => !optionalStyles.includes(name))).toEqual([])
    },
  )

  it('newer styles would be found', () => {
    const css =
      '@scope (a) { b:open { text-wrap: pretty; interpolate-size: allow-keywords; top: anchor(top) } }'
    expect(findNewStyles(css)).toEqual([
      '@scope',
      ':open',
      'text-wrap: pretty',
      'interpolate-size',
      'anchor()',
    ])
  })

  it.each(['README.md', 'packages/react/README.md', 'packages/element/README.md'])(
    '%s names them',
    (file) => {
      const { chrome, firefox, safari } = browserFloor
      const text = readFileSync(join(root, file), 'utf8').replaceAll('\n', ' ')
      expect(text.replace(/ +/g, ' ')).toContain(
        `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}, and newer`,
      )
    },
  )
})
