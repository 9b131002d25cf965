import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

import { react, weighAll } from './size.mjs'

/** What pages without React load: one file with everything inside. */
export async function measureScriptFile() {
  const file = readFileSync('packages/element/dist/fishbowl.js')
  const withReact = await weighAll("import '@fishbowl/element'", [])
  const shell = await weighAll("export { loadWhenNear } from '@fishbowl/element/shell'", [])
  return {
    title: 'the file for a script tag, with all that it needs',
    values: {
      'ours, kB': Number((gzipSync(file, { level: 9 }).length / 1_000).toFixed(2)),
      'target, kB': 55,
      'the same with React, kB': total(withReact),
      'the shell, until an element comes near, kB': shell.atOnce,
    },
  }
}

/** What a page pays for a viewer before anybody looks, and for all of it. */
export async function measureShell() {
  const others = installOthers({ '@mux/mux-player-react': '3.14.0' })
  const ours = await weighAll("export { RunViewerShell } from '@fishbowl/react/shell'", react)
  const lazy = await weighAll(
    `import { lazy } from 'react'
    export const Viewer = lazy(() =>
      import('@fishbowl/react').then(({ FishbowlProvider, RunViewer }) => ({
        default: (props) => FishbowlProvider({ endpoint: '/api', children: RunViewer(props) }),
      })),
    )`,
    react,
  )
  const mux = await weighAll("export { default } from '@mux/mux-player-react/lazy'", react, {
    below: others,
  })
  return {
    title: 'what a page loads for a viewer that nobody has looked at, beyond React',
    values: {
      'ours, kB': ours.atOnce,
      'target, kB': 1.5,
      'ours, loaded when it comes near, kB': ours.later,
      'React.lazy, which loads at once what is far down the page, kB': lazy.atOnce,
      'mux-player-react/lazy, kB': mux.atOnce,
    },
  }
}

/** What a page loads for a live browser of ours, and for the packaged one of a large vendor. */
export async function measurePackaged() {
  const others = installOthers({
    'bedrock-agentcore': '0.4.4',
    // What its viewer imports without a word of it.
    '@babel/runtime': '8.1.3',
    '@cloudscape-design/components': '3.0.1383',
    '@cloudscape-design/design-tokens': '3.0.110',
    '@cloudscape-design/global-styles': '1.0.67',
    'prop-types': '15.8.1',
  })
  const ours = await weighAll(
    "export { FishbowlProvider, RunViewer } from '@fishbowl/react'\nimport '@fishbowl/react/styles.css'",
    react,
  )
  // What draws the browser is in the package, but not as modules that its own code finds.
  const sdk = resolve(
    others,
    'node_modules/bedrock-agentcore/dist/src/tools/browser/live-view/nice-dcv-web-client-sdk',
  )
  const theirs = await weighAll("export * from 'bedrock-agentcore/browser/live-view'", react, {
    below: others,
    alias: { 'dcv-ui': `${sdk}/dcv-ui/dcv-ui.js`, dcv: `${sdk}/dcvjs-esm/dcv.js` },
  })
  return {
    title: 'all that a page loads for a live browser, at once and later, beyond React',
    values: {
      'ours, with status, steps, result and recording, kB': total(ours),
      'ours, at once, kB': ours.atOnce,
      'bedrock-agentcore/browser/live-view, kB': total(theirs),
      ratio: Number((total(ours) / total(theirs)).toFixed(2)),
    },
  }
}

/** @param {{ atOnce: number, later: number }} weights */
function total({ atOnce, later }) {
  return Number((atOnce + later).toFixed(2))
}

/**
 * Installs packages that nothing but a figure needs, in a folder of their own: they would make everybody's
 * installation longer. Gives the folder.
 *
 * @param {Record<string, string>} packages the version of each
 */
function installOthers(packages) {
  const [name = ''] = Object.keys(packages)
  const folder = join('node_modules', `.bench-${name.replaceAll(/\W/g, '-')}`)
  if (existsSync(join(folder, 'node_modules', name))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: packages }))
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--omit=peer']
  const { status } = spawnSync('npm', ['install', ...options], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${name} could not be installed.`)
  return folder
}
