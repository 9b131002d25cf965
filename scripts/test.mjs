import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { installBrowserWhenNeeded } from './browsers.mjs'
import { installWhenNeeded } from './install.mjs'
import { installNginxWhenNeeded } from './nginx.mjs'
import { installRedisWhenNeeded } from './redis.mjs'
import { readPlaywright, readVitest } from './testReports.mjs'
import { installWebKitWhenNeeded } from './webkit.mjs'

process.chdir(resolve(import.meta.dirname, '..'))
installWhenNeeded()
await installBrowserWhenNeeded('chromium')
await installBrowserWhenNeeded('firefox')
installRedisWhenNeeded()
installNginxWhenNeeded()
installWebKitWhenNeeded()

const reports = mkdtempSync(join(tmpdir(), 'fishbowl-tests-'))

// The packages are tested as they would be published. The first tests are of their sources, and take many times
// as long as this.
const building = run('npm', ['run', 'build', '--silent'])

const vitestReport = join(reports, 'vitest.json')
const vitest = await run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
])

const built = await building

const playwrightReport = join(reports, 'playwright.json')
const playwright = await run(
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
 * @returns {Promise<boolean>} whether it succeeded
 */
async function run(command, args, variables) {
  const program = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', ...variables },
    shell: process.platform === 'win32',
  })
  const [code] = await once(program, 'exit')
  return code === 0
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
