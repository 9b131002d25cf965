import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { build, runnerImport } from 'vite'

import { buildTarget } from './browserFloor.mjs'
import { bundleStyles, styleText } from './styleText.mjs'

const root = resolve(import.meta.dirname, '..')

/**
 * One file with all that it needs, for pages without a bundler.
 *
 * @param {string} entry below `packages`
 * @param {string} name of the variable that has what it exports
 * @returns {import('vite').EnvironmentOptions}
 */
const oneFile = (entry, name) => ({
  consumer: 'client',
  build: {
    outDir: resolve(root, 'packages/element/dist'),
    emptyOutDir: false,
    target: buildTarget,
    minify: true,
    copyPublicDir: false,
    lib: {
      entry: resolve(root, 'packages', entry),
      name,
      formats: ['iife'],
      fileName: () => 'fishbowl.js',
    },
    rolldownOptions: { output: { codeSplitting: false } },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})

/** The custom elements. */
export const script = oneFile('element/src/index.ts', 'Fishbowl')

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

/** What stands in the page, and would end or hide the rest of it. */
const BREAKS_PAGE = /<\/script|<!--/i

/**
 * What the page of a share link says in each language, and the script with what the elements say in it. English is
 * built into them.
 *
 * @returns {Promise<[tag: string, { texts: Record<string, string>; script: string }][]>}
 */
async function bundleLanguages() {
  const { module } = await runnerImport(resolve(root, 'packages/element/src/page/messages.ts'), {
    configFile: false,
  })
  const { pageMessages } = /** @type {{ pageMessages: Record<string, Record<string, string>> }} */ (
    module
  )
  return Promise.all(
    Object.entries(pageMessages).map(async ([tag, texts]) => {
      const file = oneFile(`react/src/locales/${tag}.ts`, 'FishbowlLanguage')
      return [tag, { texts, script: tag === 'en' ? '' : await bundleScript(file) }]
    }),
  )
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
    const [page, shown, languages] = await Promise.all([
      bundleScript(oneFile('element/src/page/sharePage.ts', 'FishbowlPage')),
      elements,
      bundleLanguages(),
    ])
    const inPage = [
      page,
      ...languages.flatMap(([, { texts, script }]) => [script, ...Object.values(texts)]),
    ]
    if (inPage.some((text) => BREAKS_PAGE.test(text))) this.error('A text would break the page.')
    const values = {
      page,
      styles: bundleStyles('packages/element/src/page/sharePage.css', true).toString(),
      languages: Object.fromEntries(languages),
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
