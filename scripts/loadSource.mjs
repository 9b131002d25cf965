import { createRunnableDevEnvironment, resolveConfig } from 'vite'

import { sharePage } from './scriptFile.mjs'

/**
 * Loads a module of our sources, which nothing has built. Unlike with `runnerImport`, which closes behind
 * itself, what it loads later by `import()` is there as well.
 *
 * @param {string} path
 */
export async function loadSource(path) {
  const config = await resolveConfig(
    {
      configFile: false,
      logLevel: 'error',
      plugins: [sharePage],
      resolve: { tsconfigPaths: true },
      environments: {
        inline: {
          consumer: 'server',
          dev: { moduleRunnerTransform: true },
          // Our own packages are loaded from their sources, too, and all others as Node does.
          resolve: { external: true, noExternal: [/^@fishbowl\//], conditions: ['node'] },
        },
      },
    },
    'serve',
  )
  const environment = createRunnableDevEnvironment('inline', config, {
    runnerOptions: { hmr: false },
    hot: false,
  })
  await environment.init()
  return environment.runner.import(path)
}
