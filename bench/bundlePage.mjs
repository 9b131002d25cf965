import { resolve } from 'node:path'

import { build } from 'vite'

/** @typedef {Map<string, { body: string | Uint8Array, type: string }>} Files by path, such as `/entry.js` */

/** @type {Record<string, string>} */
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' }

/**
 * Bundles a page as a host would for production, from the sources, so that nothing has to be built
 * first. Its styles are linked, and what it loads later are files of their own.
 *
 * @param {string} script a file in `bench`, or the code itself
 * @returns {Promise<Files>}
 */
export async function bundlePage(script) {
  // What loaded this module may have left it at `test`, and a build would follow.
  process.env.NODE_ENV = 'production'
  const isFile = /^\w+\.tsx$/.test(script)
  const input = resolve(import.meta.dirname, isFile ? script : 'code.tsx')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    resolve: { tsconfigPaths: true },
    plugins: isFile ? [] : [serveCode(input, script)],
    build: {
      write: false,
      rolldownOptions: {
        input,
        output: { entryFileNames: 'entry.js', assetFileNames: 'entry[extname]' },
      },
    },
  })
  /** @type {Files} */
  const files = new Map()
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (built)
  for (const file of output) {
    const body = file.type === 'chunk' ? file.code : file.source
    const type = types[file.fileName.split('.').at(-1) ?? ''] ?? ''
    files.set(`/${file.fileName}`, { body, type })
  }
  const styles = files.has('/entry.css') ? '<link rel="stylesheet" href="/entry.css">' : ''
  const head = `<meta charset="utf-8"><title>Bench</title>${styles}`
  const html = `<!doctype html>${head}<body><script type="module" src="/entry.js"></script>`
  return files.set('/', { body: html, type: types['html'] ?? '' })
}

/**
 * Stands for a file that is not there.
 *
 * @param {string} path
 * @param {string} code
 * @returns {import('vite').Plugin}
 */
function serveCode(path, code) {
  return {
    name: 'code',
    enforce: 'pre',
    resolveId: (id) => (id === path ? path : undefined),
    load: (id) => (id === path ? code : undefined),
  }
}
