import { defineConfig, devices } from '@playwright/test'

import { getTestChromiumOptions, getFirefoxOptions } from '../scripts/browsers.mjs'

const chromium = { ...devices['Desktop Chrome'], launchOptions: getTestChromiumOptions() }
const { channel, ...firefoxOptions } = getFirefoxOptions() as { channel?: string }

export default defineConfig({
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './startDashboard.ts',
  fullyParallel: true,
  forbidOnly: true,
  // Tests wait for runs, so that there are more than cores.
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
      workers: 4,
      use: chromium,
    },
    {
      name: 'firefox',
      // Each is a browser to start, which costs 9 s of work.
      workers: 2,
      // What the server does is the same for every browser, and tracing is Chromium's.
      testIgnore: ['start.spec.ts', 'styles.spec.ts', 'hostStyles.spec.ts', 'manyRuns.spec.ts'],
      // It has no `credentialless` frames, without which an isolated page cannot show foreign ones.
      // What axe finds in the markup is the same in every browser. Only Chromium crashes when asked, and has forced
      // colours. Nothing moves here, as is said below.
      grepInvert:
        /isolated from others|is accessible in|crashes$|texts can be read|forced colours|nothing moves/,
      use: {
        ...devices['Desktop Firefox'],
        // Without a graphics card it spends a quarter of its time on drawing what turns and fades. What moves is
        // looked at in Chromium.
        contextOptions: { reducedMotion: 'reduce' },
        ...(channel && { channel }),
        launchOptions: firefoxOptions,
      },
    },
  ],
})
