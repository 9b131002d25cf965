import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const names = readdirSync(join(root, 'packages'))

function run(command: string, args: string[], folder: string): string {
  return execFileSync('npx', ['--no', '--', command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

interface Manifest {
  exports: Record<string, { types?: string; default?: string } | null>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

describe.each(names)('@fishbowl/%s, as it would be published', (name) => {
  const folder = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

  it('passes publint', () => {
    expect(run('publint', ['--strict'], folder)).toContain('All good')
  }, 60_000)

  it('has types that resolve', () => {
    expect(() => run('attw', ['--pack', `packages/${name}`], root)).not.toThrow()
  }, 60_000)

  it('is found by bundlers that know no `exports`, such as Parcel', () => {
    const { '.': main, './package.json': _, ...entries } = manifest.exports
    // They know no patterns either.
    const tags = readdirSync(join(root, 'packages/react/src/locales'))
      .filter((file) => !/^createFormats|\.test\./.test(file))
      .map((file) => basename(file, '.ts'))
    const files = Object.entries(entries).flatMap(([name, entry]) =>
      (name.includes('*') ? tags : ['']).map((tag) =>
        [name, entry?.default].map((path) => path?.replace('*', tag)),
      ),
    )
    expect(manifest).toMatchObject({
      main: main?.default,
      types: main?.types,
      alias: Object.fromEntries(files.filter(([, file]) => file !== undefined)),
    })
  })

  it('has types that name only what it depends on', () => {
    const { dependencies = {}, peerDependencies = {} } = manifest
    // Types that TypeScript has found by itself may name a package of a package, which is not there for all
    // hosts, or a type that only its newest version has.
    const known = [`@fishbowl/${name}`, ...Object.keys({ ...dependencies, ...peerDependencies })]
    const dist = join(folder, 'dist')
    const strangers = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) => [
        ...readFileSync(join(dist, file), 'utf8').matchAll(
          /(?:from|import\() ?["']([^."'][^"']*)["']/g,
        ),
      ])
      .map(([, specifier = '']) => specifier)
      .filter((specifier) => !specifier.startsWith('node:') && !specifier.startsWith('virtual:'))
      .filter((specifier) => !known.some((one) => `${specifier}/`.startsWith(`${one}/`)))
    expect([...new Set(strangers)]).toEqual([])
  })

  it('holds built files only, and no install scripts', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as [{ files: { path: string }[] }]
    const strangers = packed.files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(dist\/|types\/|README\.md$|LICENSE$|package\.json$|styles\.css\.d\.ts$)/.test(path),
      )
    expect(strangers).toEqual([])
    expect(manifest).not.toHaveProperty('scripts')
  }, 60_000)
})

describe('what reaches a browser', () => {
  const files = ['core', 'react', 'element'].flatMap((name) => {
    const dist = join(root, 'packages', name, 'dist')
    return readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ file: `${name}/${file}`, text: readFileSync(join(dist, file), 'utf8') }))
  })

  it.each(['TINYFISH_API_KEY', 'process.env', 'X-API-Key', 'node:', '@fishbowl/server'])(
    'does not hold %s',
    (secret) => {
      const holders = files.filter(({ text }) => stripComments(text).includes(secret))
      expect(holders.map(({ file }) => file)).toEqual([])
    },
  )

  it("keeps 'use client' in every component and hook that needs it", () => {
    const without = files
      .filter(({ file }) => file.startsWith('react/'))
      .filter(({ text }) => /\buse(State|Effect|Ref|SyncExternalStore|Context)\b/.test(text))
      .filter(({ text }) => !text.startsWith('"use client"') && !text.startsWith("'use client'"))
    expect(without.map(({ file }) => file)).toEqual([])
  })
})

describe('the languages of @fishbowl/react', () => {
  const folder = join(root, 'packages/react/dist/locales')
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'))
  const tags = files.map((file) => file.replace('.js', '')).filter((tag) => tag !== 'createFormats')

  /** What a module says that Node loads, as a host's server would. */
  const runModule = (code: string) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    })

  it.each(tags)('%s is an entry with types', (tag) => {
    const name = tag.replace('-', '')
    const code = `import { ${name} } from '@fishbowl/react/locales/${tag}'; console.log(${name}.steps(1234))`
    expect(runModule(code)).toContain(new Intl.NumberFormat(tag).format(1_234))
    expect(readFileSync(join(folder, `${tag}.d.ts`), 'utf8')).toContain(`${name}: Messages`)
  })

  it('are files that a page without a bundler can load as they are', () => {
    expect(tags.length).toBeGreaterThan(3)
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8')
      const imports = Array.from(text.matchAll(/\bfrom "(.*?)"/g), ([, specifier]) => specifier)
      expect({ file, imports }).toEqual({
        file,
        imports: file === 'createFormats.js' ? [] : ['./createFormats.js'],
      })
    }
  })

  it('are all that is in their folder for others', () => {
    expect(() => runModule("import '@fishbowl/react/locales/createFormats'")).toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    )
  })
})

describe('@fishbowl/react on a server', () => {
  const dist = join(root, 'packages/react/dist')
  const read = (file: string) => readFileSync(join(dist, file), 'utf8')

  /** All files that a file loads at once, itself included. */
  function getClosure(file: string, found = new Set<string>()): Set<string> {
    if (found.has(file)) return found
    found.add(file)
    for (const [, specifier] of read(file).matchAll(/^(?:import|export) .*from "(\.[^"]+)"/gm)) {
      getClosure(join(dirname(file), specifier ?? ''), found)
    }
    return found
  }

  const sources = [...read('index.js').matchAll(/^import \{ (.*) \} from "\.\/(.*)"/gm)].flatMap(
    ([, names = '', file = '']) => names.split(', ').map((name) => ({ name, file })),
  )
  /** What is neither a component nor a hook can be called anywhere. */
  const functions = sources.filter(({ name }) => /^(?!use[A-Z])[a-z]/.test(name))

  it('has functions to look at', () => {
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['defaultMessages', 'getResultCsv', 'runKeys', 'runQueryOptions']),
    )
  })

  it.each(functions)('lets a server component call $name', ({ file }) => {
    const clientFiles = [...getClosure(file)].filter((path) =>
      /^["']use client["']/.test(read(path)),
    )
    expect(clientFiles).toEqual([])
  })
})

function stripComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}
