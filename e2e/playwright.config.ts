import { defineConfig, devices } from '@playwright/test'

import { getChromiumOptions, getFirefoxOptions } from '../scripts/browsers.mjs'

/** Tests of how much time a page takes, which others beside them would take away. Tracing is Chromium's. */
const timed = 'manyRuns.spec.ts'

const chromium = { ...devices['Desktop Chrome'], launchOptions: getChromiumOptions() }
const { channel, ...firefoxOptions } = getFirefoxOptions() as { channel?: string }

export default defineConfig({
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './startDashboard.ts',
  fullyParallel: true,
  forbidOnly: true,
  // The tests mostly wait for runs, which take their time.
  workers: 6,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // A real browser on a busy machine misses a frame now and then. `npm test` names who needed it.
  retries: 1,
  // Tracing doubles the time, so it is for the second look at a failure: --trace=on.
  use: { trace: 'off' },
  projects: [
    {
      name: 'chromium',
      testIgnore: timed,
      use: chromium,
    },
    {
      name: 'firefox',
      // What the server does is the same for every browser.
      testIgnore: ['start.spec.ts', 'styles.spec.ts', timed],
      // It has no `credentialless` frames, without which an isolated page cannot show foreign ones.
      // What axe finds in the markup is the same in every browser.
      grepInvert: /isolated from others|is accessible in/,
      use: {
        ...devices['Desktop Firefox'],
        ...(channel && { channel }),
        launchOptions: firefoxOptions,
      },
    },
    {
      name: 'timed',
      testMatch: timed,
      dependencies: ['chromium', 'firefox'],
      workers: 1,
      use: chromium,
    },
  ],
})
