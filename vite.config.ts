import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { EnvironmentOptions, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

import { buildTarget } from './scripts/browserFloor.mjs'
import { getFirefoxOptions, getTestChromiumOptions } from './scripts/browsers.mjs'
import { inOneFile, script, sharePage } from './scripts/scriptFile.mjs'
import { bundleStyles, styleText } from './scripts/styleText.mjs'

const locales = readdirSync(resolve(import.meta.dirname, 'packages/react/src/locales'))
  .filter((file) => !file.includes('.test.'))
  .map((file) => `locales/${file}`)

/** Every package, with its entries below `src`. */
const packages = {
  core: ['index.ts', 'internal.ts'],
  react: ['index.ts', 'internal.ts', 'shell/RunViewerShell.tsx', ...locales],
  server: ['index.ts', 'node.ts', 'redis.ts', 'browser.ts'],
  emulator: ['index.ts', 'serve.ts', 'cli.ts'],
  element: ['index.ts', 'shell.ts'],
}

function library(name: keyof typeof packages): EnvironmentOptions {
  const root = resolve(import.meta.dirname, 'packages', name)
  return {
    consumer: 'client',
    build: {
      outDir: resolve(root, 'dist'),
      emptyOutDir: true,
      target: buildTarget,
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      lib: {
        entry: packages[name].map((file) => resolve(root, 'src', file)),
        formats: ['es'],
      },
      rolldownOptions: {
        // Everything but our own files stays an import.
        external: /^(?!\.{1,2}\/|\/|\0|[a-zA-Z]:|virtual:)/,
        // One file per module keeps 'use client' and lets bundlers drop what is not used.
        output: {
          preserveModules: true,
          preserveModulesRoot: resolve(root, 'src'),
          entryFileNames: '[name].js',
        },
      },
    },
  }
}

/** Pages name the hash of the file that they load. */
const scriptHash: Plugin = {
  name: 'fishbowl-script-hash',
  applyToEnvironment: ({ name }) => name === 'script',
  generateBundle(_options, bundled) {
    for (const file of Object.values(bundled)) {
      if (file.type !== 'chunk') continue
      const hash = createHash('sha384').update(file.code).digest('base64')
      this.info(`${file.fileName}: integrity="sha384-${hash}"`)
    }
  },
}

/** No module imports the style sheets, as hosts do: they go beside the modules, each as one file. */
const styleSheets: Plugin = {
  name: 'fishbowl-style-sheets',
  applyToEnvironment: ({ name }) => name === 'react',
  generateBundle() {
    for (const fileName of ['styles.css', 'themes/shadcn.css', 'themes/material.css']) {
      this.emitFile({
        type: 'asset',
        fileName,
        source: bundleStyles(`packages/react/src/${fileName}`),
      })
    }
  },
}

/** A new object for each project, as Vitest writes names into it. */
function inBrowser(name: string, browser: 'chromium' | 'firefox' = 'chromium') {
  const options = browser === 'chromium' ? getTestChromiumOptions() : getFirefoxOptions()
  return {
    name,
    // Pages of each project at a time, however few cores there are: tests wait more than they work.
    maxWorkers: 2,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: options }),
      instances: [{ browser }],
      screenshotFailures: false,
    },
  }
}

/**
 * Tests that start processes of their own: several servers behind one Redis, nginx, and `npm` to pack and
 * measure what was built; and those that need a process to themselves, as they count what it holds.
 * They take longer than all other tests of Node together.
 */
const systemTests = [
  'e2e/*.test.ts',
  'scripts/{apiReports,unused}.test.ts',
  'packages/server/src/**/{accounts,badProxies,burst,lifetimes,processes,proxies,pushSource,runStore,sharedLimits}.test.ts',
]

const componentTests = {
  include: ['packages/{react,element}/src/**/*.test.tsx'],
  setupFiles: ['./vitest.setup.ts'],
}

/** Told beforehand, as finding them on the way reloads the page under a test. */
const browserDependencies = [
  '@tanstack/react-query',
  '@testing-library/jest-dom/vitest',
  '@testing-library/react',
  '@testing-library/user-event',
  'axe-core',
  'eventsource-parser',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'zod/mini',
]

/**
 * Tests of Node come after those in browsers, as several wait for what has to happen in time. They
 * mostly wait, so that more files than there are cores run at a time.
 */
const inNode = {
  environment: 'node',
  maxWorkers: 4,
  sequence: { groupOrder: 1 },
  setupFiles: ['./vitest.seed.ts'],
}

const react18 = resolve(import.meta.dirname, 'e2e/react-18/node_modules')

export default defineConfig({
  plugins: [
    react(),
    styleSheets,
    styleText,
    { ...inOneFile, applyToEnvironment: ({ name }) => name === 'script' },
    scriptHash,
    sharePage,
  ],
  resolve: { tsconfigPaths: true },
  // Not the pages of the apps below `e2e`, which need more than is installed here.
  optimizeDeps: { entries: ['examples/dashboard/*.html'] },
  environments: {
    ...Object.fromEntries(
      Object.keys(packages).map((name) => [name, library(name as keyof typeof packages)]),
    ),
    script,
  },
  builder: {
    async buildApp(builder) {
      // The server has the script file in it, for the page of share links.
      for (const name of ['core', 'react', 'element', 'script', 'server', 'emulator']) {
        await builder.build(builder.environments[name]!)
      }
    },
  },
  test: {
    // A test that waits for ever is found all the same, and one on a busy machine is not failed for it.
    testTimeout: 120_000,
    // A real browser on a busy machine misses a frame now and then. `npm test` names who needed it.
    retry: 1,
    expect: { poll: { timeout: 10_000 } },
    // So is a browser that takes more than a minute to come.
    browser: { connectTimeout: 240_000 },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          ...inNode,
          include: [
            'packages/*/src/**/*.test.ts',
            'scripts/*.test.ts',
            // Not as `exclude`, which would replace the one of `npm run test:quick`.
            ...systemTests.map((path) => `!${path}`),
          ],
          // The modules of a hundred small files are loaded once, which halves the work.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'system', ...inNode, include: systemTests },
      },
      {
        extends: true,
        optimizeDeps: { include: browserDependencies },
        test: { ...inBrowser('react-19'), ...componentTests },
      },
      {
        extends: true,
        resolve: {
          alias: [
            { find: /^react(?=$|\/)/, replacement: `${react18}/react` },
            { find: /^react-dom(?=$|\/)/, replacement: `${react18}/react-dom` },
            {
              find: '@tanstack/react-query',
              replacement: `${react18}/@tanstack/react-query`,
            },
          ],
        },
        cacheDir: 'node_modules/.vite-react-18',
        optimizeDeps: { include: browserDependencies },
        test: {
          ...inBrowser('react-18'),
          ...componentTests,
          // Whether a text has room is no matter of React's.
          exclude: ['**/narrow.test.tsx'],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: browserDependencies },
        cacheDir: 'node_modules/.vite-firefox',
        test: {
          ...inBrowser('firefox', 'firefox'),
          ...componentTests,
          // What hosts, viewers and networks do to the reads, and browsers to the page: there engines differ.
          include: [
            'packages/element/src/styling.test.tsx',
            'packages/react/src/{hidden,hostDefaults,hostMistakes,hostSettings,keptPlace,lostReads,lostTokens,translation,viewers,withheld,withoutObservers}.test.tsx',
            'packages/react/src/ui/Time.test.tsx',
          ],
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: resolve(import.meta.dirname, '.storybook') })],
        optimizeDeps: {
          include: [
            ...browserDependencies,
            '@storybook/addon-a11y',
            '@storybook/addon-docs',
            '@storybook/react-vite',
            'storybook/test',
          ],
        },
        // One page for all story files: each new page would load the whole preview again.
        test: { ...inBrowser('stories'), isolate: false },
      },
    ],
  },
})
