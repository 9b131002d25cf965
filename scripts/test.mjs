import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { installBrowserWhenNeeded } from './browsers.mjs'
import { installWhenNeeded } from './install.mjs'
import { installRedisWhenNeeded } from './redis.mjs'
import { readPlaywright, readVitest } from './testReports.mjs'

process.chdir(resolve(import.meta.dirname, '..'))
installWhenNeeded()
await installBrowserWhenNeeded('chromium')
await installBrowserWhenNeeded('firefox')
installRedisWhenNeeded()

const reports = mkdtempSync(join(tmpdir(), 'fishbowl-tests-'))

// The packages are tested as they would be published.
const built = run('npm', ['run', 'build', '--silent'])

const vitestReport = join(reports, 'vitest.json')
const vitest = run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
])

const playwrightReport = join(reports, 'playwright.json')
const playwright = run(
  'npx',
  ['playwright', 'test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
)

const reported = [readVitest(vitestReport), readPlaywright(playwrightReport)]
rmSync(reports, { recursive: true })

const passed = sum(reported.map((report) => report.passed))
const skipped = sum(reported.map((report) => report.skipped))
const failed = reported.flatMap((report) => report.failed)
const flaky = reported.flatMap((report) => report.flaky)
// A runner that fails without a failed test (a broken import, a crash) is a failure of its own.
if (failed.length === 0 && [built, vitest, playwright].includes(false))
  failed.push('the run itself')

// Said again at the end, as it is missed among thousands of lines.
for (const name of failed) process.stdout.write(`\nFailed: ${name}`)
if (flaky.length > 0) {
  const listed = flaky.map((name) => `\n  ${name}`).join('')
  process.stdout.write(`\n${flaky.length} needed a second try:${listed}`)
}
process.stdout.write(
  `\n${passed} passed, ${failed.length} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
)
process.exit(failed.length > 0 ? 1 : 0)

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [variables]
 */
function run(command, args, variables) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', ...variables },
    shell: process.platform === 'win32',
  })
  return status === 0
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
