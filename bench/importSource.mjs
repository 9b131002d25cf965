import { runnerImport } from 'vite'

/**
 * Imports a module of the repository from its sources, so that nothing has to be built first. What it
 * would load later by itself cannot be had.
 *
 * @param {string} path from the root of the repository
 */
export async function importSource(path) {
  const { module } = await runnerImport(`./${path}`, {
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    environments: { inline: { resolve: { noExternal: [/^@fishbowl\//] } } },
  })
  return module
}
