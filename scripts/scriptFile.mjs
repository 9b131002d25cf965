import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { build } from 'vite'

import { buildTarget } from './browserFloor.mjs'
import { bundleStyles, styleText } from './styleText.mjs'

const root = resolve(import.meta.dirname, '..')

/**
 * One file with all that it needs, for pages without a bundler.
 *
 * @param {string} entry
 * @returns {import('vite').EnvironmentOptions}
 */
const oneFile = (entry) => ({
  consumer: 'client',
  build: {
    outDir: resolve(root, 'packages/element/dist'),
    emptyOutDir: false,
    target: buildTarget,
    minify: true,
    copyPublicDir: false,
    lib: {
      entry: resolve(root, 'packages/element/src', entry),
      name: 'Fishbowl',
      formats: ['iife'],
      fileName: () => 'fishbowl.js',
    },
    rolldownOptions: { output: { codeSplitting: false } },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})

/** The custom elements. */
export const script = oneFile('index.ts')

/**
 * React would be more than half of that file.
 *
 * @type {Record<string, string>}
 */
const preactParts = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
}

/** @type {import('vite').Plugin} */
export const inOneFile = {
  name: 'fishbowl-in-one-file',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^react(?:-dom)?(?:\/|$)/ },
    handler(id, importer) {
      const part = preactParts[id]
      return part ? this.resolve(part, importer, { skipSelf: true }) : null
    },
  },
  /** One file loads nothing later. Left as they are, calls of `import()` would wrap every module they reach. */
  transform: {
    order: 'post',
    handler(code) {
      /** @type {string[]} */
      const imports = []
      const opened = code.replaceAll(/\bimport\((['"].+?['"])\)/g, (_call, path) => {
        const name = `$later${imports.length}`
        imports.push(`import * as ${name} from ${path};`)
        return `Promise.resolve(${name})`
      })
      return imports.length > 0 ? { code: imports.join('') + opened, map: null } : null
    },
  },
}

/**
 * Bundles a script file, and gives its text: for the pages of `npm start` and for tests of the sources, which
 * need no build before.
 *
 * @param {import('vite').EnvironmentOptions} file
 */
async function bundleScript(file) {
  const output = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [styleText, inOneFile],
    // Tests and development servers have set `NODE_ENV`, by which it would be for development.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    resolve: { tsconfigPaths: true },
    define: file.define ?? {},
    build: { ...file.build, write: false },
  })
  const [bundled] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([output].flat())
  return bundled?.output[0].code ?? ''
}

const NAME = 'virtual:fishbowl-share-page'
const RESOLVED = '\0fishbowl-share-page.js'
/** @type {Promise<string> | undefined} */
let elements

/**
 * What `@fishbowl/server` needs for the page of a share link, as texts: it may run where there are no files.
 *
 * @type {import('vite').Plugin}
 */
export const sharePage = {
  name: 'fishbowl-share-page',
  resolveId: (id) => (id === NAME ? RESOLVED : undefined),
  async load(id) {
    if (id !== RESOLVED) return
    const file = resolve(root, 'packages/element/dist/fishbowl.js')
    const isBuilt = this.environment.mode === 'build'
    // A build has just written it.
    elements ??= isBuilt ? Promise.resolve(readFileSync(file, 'utf8')) : bundleScript(script)
    const [page, shown] = await Promise.all([bundleScript(oneFile('page/sharePage.ts')), elements])
    if (/<\/script|<!--/i.test(page)) this.error('The script of the page would end in its midst.')
    const values = {
      page,
      styles: bundleStyles('packages/element/src/page/sharePage.css', true).toString(),
      elements: shown,
      version: createHash('sha256').update(shown).digest('hex').slice(0, 16),
    }
    const code = Object.entries(values).map(
      ([name, value]) => `export const ${name} = ${JSON.stringify(value)}`,
    )
    // The sources have maps of their own, and these texts would stand in one a second time.
    return { code: code.join('\n'), map: { mappings: '' } }
  },
}
