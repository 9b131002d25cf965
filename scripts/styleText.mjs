import { resolve } from 'node:path'

import { bundle, Features } from 'lightningcss'

import { styleTargets } from './browserFloor.mjs'

/**
 * One style sheet with all that it imports. Nested rules are written out, as browsers would ask those of all
 * elements of the page.
 *
 * @param {string} path below the root of the repository
 * @param {boolean} [minify]
 */
export const bundleStyles = (path, minify = false) =>
  bundle({
    filename: resolve(import.meta.dirname, '..', path),
    include: Features.Nesting,
    targets: styleTargets,
    minify,
  }).code

/**
 * The custom elements have the sheet as text, for their shadow roots.
 *
 * @type {import('vite').Plugin}
 */
export const styleText = {
  name: 'fishbowl-style-text',
  resolveId: (id) => (id === 'virtual:fishbowl-styles' ? '\0fishbowl-styles.js' : undefined),
  load: (id) =>
    id === '\0fishbowl-styles.js'
      ? `export default ${JSON.stringify(bundleStyles('packages/react/src/styles.css', true).toString())}`
      : undefined,
}
