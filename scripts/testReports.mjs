import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * What a runner did. Names of tests begin with their file; `flaky` ones passed at their second try.
 *
 * @typedef {{ passed: number, skipped: number, failed: string[], flaky: string[] }} Report
 */

/**
 * @param {string} runner
 * @returns {Report}
 */
const withoutReport = (runner) => ({
  passed: 0,
  skipped: 0,
  failed: [`no report of ${runner}`],
  flaky: [],
})

/**
 * @param {string} file
 * @returns {Report}
 */
export function readVitest(file) {
  if (!existsSync(file)) return withoutReport('Vitest')
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failed: report.testResults.flatMap(nameFailures),
    flaky: [],
  }
}

/** @param {{ name: string, assertionResults: { status: string, fullName: string }[] }} file */
function nameFailures({ name, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed')
  return failed.map(({ fullName }) => `${relative('.', name)}: ${fullName}`)
}

/**
 * @param {string} file
 * @returns {Report}
 */
export function readPlaywright(file) {
  if (!existsSync(file)) return withoutReport('Playwright')
  /** @type {{ stats: Record<'expected' | 'flaky' | 'skipped', number>, suites: Suite[] }} */
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failed: suites.flatMap((suite) => nameTests(suite, 'unexpected')),
    flaky: suites.flatMap((suite) => nameTests(suite, 'flaky')),
  }
}

/**
 * @typedef {{ projectName: string, status: string }} Test
 * @typedef {{ file: string, suites?: Suite[], specs: { title: string, tests: Test[] }[] }} Suite
 */

/**
 * The tests of a suite and of those in it that ended in this way.
 *
 * @param {Suite} suite
 * @param {'unexpected' | 'flaky'} ending
 * @returns {string[]}
 */
function nameTests({ file, suites = [], specs }, ending) {
  const names = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === ending)
      .map(({ projectName }) => `${file} (${projectName}): ${title}`),
  )
  return [...names, ...suites.flatMap((suite) => nameTests(suite, ending))]
}
