import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * Changes the rules that people rely on, one place at a time, and sees whether a test notices: what a run
 * came to, what may be shown, when it is read again, and what a viewer may see. `npm run mutation` takes
 * some twenty minutes on two cores, so CI leaves it out.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'packages/core/src/run/{parseRun,run,timestamp,wire}.ts',
    'packages/core/src/outcome/*.ts',
    'packages/core/src/live-view/{liveView,streamingUrl,streamHosts}.ts',
    'packages/core/src/client/polling.ts',
    'packages/server/src/tokens/*.ts',
    'packages/server/src/fields/{project,pick}.ts',
    'packages/server/src/viewers/limits.ts',
    '!packages/*/src/**/*.test.ts',
  ],
  plugins: ['@stryker-mutator/vitest-runner', './stryker.config.mjs'],
  ignorers: ['developer-messages'],
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation.vitest.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant that is slow because the machine is busy must not count as one that was noticed.
  timeoutMS: 30_000,
  tempDirName: '.stryker',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  thresholds: { break: 85, high: 95, low: 85 },
  disableTypeChecks: false,
  // TypeScript 7 has no API with which Stryker could read one, and nothing in ours needs to be rewritten.
  tsconfigFile: 'none',
}

/** Functions that throw, of which the last argument is a sentence. */
const refusals = ['fail', 'refuse']

/**
 * Leaves alone the sentences that errors tell to developers: a test of their wording would only repeat
 * it. Whether the error is thrown, and with which code, counts as everything else does.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'developer-messages', {
    shouldIgnore({ node, parent, parentPath }) {
      if (node.type !== 'StringLiteral' && node.type !== 'TemplateLiteral') return undefined
      const isRefusal = parent?.type === 'CallExpression' && refusals.includes(parent.callee.name)
      const isMessage =
        parent?.type === 'ObjectProperty' &&
        parent.key.name === 'message' &&
        parentPath.parentPath.parent.callee?.name === 'FishbowlError'
      return isRefusal || isMessage ? 'It is a sentence for developers.' : undefined
    },
  }),
]
