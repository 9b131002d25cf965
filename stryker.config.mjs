/**
 * Changes the rules that people rely on, one place at a time, and sees whether a test notices: what a run
 * came to, what may be shown, when it is read again, and what a viewer may see. `npm run mutation` takes
 * a quarter of an hour on two cores, so CI leaves it out.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'packages/core/src/run/{parseRun,wire,timestamp}.ts',
    'packages/core/src/outcome/*.ts',
    'packages/core/src/live-view/{liveView,streamingUrl,streamHosts}.ts',
    'packages/core/src/client/polling.ts',
    'packages/server/src/tokens/*.ts',
    'packages/server/src/fields/{project,pick}.ts',
    'packages/server/src/viewers/limits.ts',
    '!packages/*/src/**/*.test.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation.vitest.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  ignoreStatic: true,
  tempDirName: '.stryker',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  thresholds: { break: 85, high: 95, low: 85 },
  disableTypeChecks: false,
  // TypeScript 7 has no API with which Stryker could read one, and nothing in ours needs to be rewritten.
  tsconfigFile: 'none',
}
