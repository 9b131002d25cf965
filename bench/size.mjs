import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { build } from 'vite'

const react = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client']
export const peers = [...react, '@tanstack/react-query', 'zod/mini']

/** @typedef {{ title: string, code: string, external: string[], css?: boolean, target: number }} Entry */
/** @type {Record<string, Entry>} */
const entries = {
  P1: {
    title: 'useRun and its provider, without peers and zod',
    code: "export { FishbowlProvider, useRun } from '@fishbowl/react'",
    external: peers,
    target: 5,
  },
  P2: {
    title: 'all that a page ships for one RunViewer',
    code: "export { FishbowlProvider, RunViewer } from '@fishbowl/react'\nimport '@fishbowl/react/styles.css'",
    external: react,
    target: 45,
  },
  P3: {
    title: 'RunStatusBadge alone, without peers',
    code: "export { RunStatusBadge } from '@fishbowl/react'",
    external: peers,
    target: 3,
  },
}

/**
 * Bundles an entry as a host would, and weighs it: minified, gzip -9, 1 kB = 1000 bytes.
 *
 * @param {string} name
 */
export async function measureSize(name) {
  const entry = entries[name]
  if (!entry) throw new Error(`There is no size entry ${name}.`)
  const ours = await weigh(entry.code, entry.external)
  const reactQuery = await weigh(
    "export { QueryClientProvider, useQuery } from '@tanstack/react-query'",
    react,
  )
  return {
    title: entry.title,
    values: {
      'ours, kB': ours,
      'target, kB': entry.target,
      'react-query alone, kB': reactQuery,
      'ratio to react-query alone': Number((ours / reactQuery).toFixed(2)),
    },
  }
}

/**
 * @param {string} code
 * @param {string[]} external
 */
export async function weigh(code, external) {
  // Below the project, so that the packages resolve as they would for a host.
  const folder = mkdtempSync(join('node_modules', '.bench-'))
  try {
    const input = join(folder, 'entry.js')
    writeFileSync(input, code)
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: join(folder, 'dist'),
        target: 'es2022',
        minify: true,
        lib: { entry: input, formats: ['es'], fileName: 'entry', cssFileName: 'entry' },
        rolldownOptions: { external, output: { minify: true } },
      },
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    const bytes = readdirSync(join(folder, 'dist')).reduce((total, file) => {
      return total + gzipSync(readFileSync(join(folder, 'dist', file)), { level: 9 }).length
    }, 0)
    return Number((bytes / 1000).toFixed(2))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
