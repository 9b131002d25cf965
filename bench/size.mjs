import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { build } from 'vite'

export const react = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client']
export const peers = [...react, '@tanstack/react-query', 'zod/mini']

/** @typedef {{ title: string, code: string, external: (string | RegExp)[], target: number, limit: number }} Entry */
/** @type {Record<string, Entry>} */
export const sizes = {
  P1: {
    title: 'useRun and its provider, without peers and zod',
    code: "export { FishbowlProvider, useRun } from '@fishbowl/react'",
    external: peers,
    target: 9,
    limit: 24.2,
  },
  P2: {
    title: 'what a page loads before it shows a RunViewer',
    code: "export { FishbowlProvider, RunViewer } from '@fishbowl/react'\nimport '@fishbowl/react/styles.css'",
    external: react,
    target: 45,
    limit: 65.8,
  },
  P3: {
    title: 'RunStatusBadge alone, without peers',
    code: "export { RunStatusBadge } from '@fishbowl/react'",
    external: peers,
    target: 3,
    limit: 5.1,
  },
}

/**
 * Bundles an entry as a host would, and weighs it: minified, gzip -9, 1 kB = 1000 bytes.
 *
 * @param {string} name
 */
export async function measureSize(name) {
  const entry = sizes[name]
  if (!entry) throw new Error(`There is no size entry ${name}.`)
  const { atOnce: ours, later } = await weighAll(entry.code, entry.external)
  const reactQuery = await weigh(
    "export { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'",
    react,
  )
  const trigger = await weigh("export { useRun } from '@trigger.dev/react-hooks'", [
    ...react,
    /^node:/,
  ])
  return {
    title: entry.title,
    values: {
      'ours, kB': ours,
      'target, kB': entry.target,
      'loaded later or on demand, kB': later,
      'react-query alone, kB': reactQuery,
      'ratio to react-query alone': Number((ours / reactQuery).toFixed(2)),
      "trigger.dev's useRun alone, kB": trigger,
      "ratio to trigger.dev's useRun alone": Number((ours / trigger).toFixed(2)),
    },
  }
}

/**
 * @param {string} code
 * @param {(string | RegExp)[]} external
 * @returns {Promise<number>} the kilobytes that a page loads at once, without what it may load later
 */
export async function weigh(code, external) {
  const { atOnce } = await weighAll(code, external)
  return atOnce
}

/**
 * @param {string} code
 * @param {(string | RegExp)[]} external
 * @param {object} [options]
 * @param {string} [options.below] the folder whose packages the code finds
 * @param {Record<string, string>} [options.alias] what stands for a module that is in no package
 * @returns {Promise<{ atOnce: number, later: number }>} in kilobytes
 */
export async function weighAll(code, external, { below = '.', alias = {} } = {}) {
  // Below the project, so that the packages resolve as they would for a host.
  const folder = mkdtempSync(join(below, 'node_modules', '.bench-'))
  try {
    const input = join(folder, 'entry.js')
    writeFileSync(input, code)
    const built = await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias },
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        lib: { entry: input, formats: ['es'], fileName: 'entry', cssFileName: 'entry' },
        // As in an app, where nobody imports the entry: what parts share stays in it.
        rolldownOptions: {
          external,
          output: { minify: true },
          preserveEntrySignatures: 'allow-extension',
        },
      },
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    const { output } = /** @type {import('vite').Rolldown.RolldownOutput[]} */ (
      [built].flat()
    )[0] ?? {
      output: [],
    }
    const loaded = findLoaded(output)
    const weights = output.map((file) => ({
      isAtOnce: loaded.has(file.fileName),
      bytes: gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length,
    }))
    const [atOnce, later] = [true, false].map((isAtOnce) =>
      weights.reduce((total, file) => total + (file.isAtOnce === isAtOnce ? file.bytes : 0), 0),
    )
    return { atOnce: toKilobytes(atOnce), later: toKilobytes(later) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @param {number | undefined} bytes */
const toKilobytes = (bytes = 0) => Number((bytes / 1000).toFixed(2))

/**
 * Names the entry, what it imports and the styles. What is imported by a call comes when it is needed.
 *
 * @param {import('vite').Rolldown.RolldownOutput['output'] | []} output
 * @returns {Set<string>} names of files
 */
function findLoaded(output) {
  const files = new Map(output.map((file) => [file.fileName, file]))
  /** @type {Set<string>} */
  const names = new Set()
  /** @param {string} name */
  function add(name) {
    const file = files.get(name)
    if (!file || names.has(name)) return
    names.add(name)
    if (file.type === 'chunk') file.imports.forEach(add)
  }
  for (const file of output) if (file.type === 'asset' || file.isEntry) add(file.fileName)
  return names
}
