import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { installBrowserWhenNeeded } from './browsers.mjs'
import { installWhenNeeded } from './install.mjs'
import { installRedisWhenNeeded } from './redis.mjs'

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

const counts = [countVitest(vitestReport), countPlaywright(playwrightReport)]
rmSync(reports, { recursive: true })

const passed = sum(counts.map((count) => count.passed))
// A runner that fails without a failed test (a broken import, a crash) is a failure of its own.
const broken = [built, vitest, playwright].some((isGood) => !isGood)
const failed = Math.max(sum(counts.map((count) => count.failed)), broken ? 1 : 0)
const skipped = sum(counts.map((count) => count.skipped))

process.stdout.write(
  `\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
)
process.exit(failed ? 1 : 0)

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

/** @param {string} file */
function countVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {string} file */
function countPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
