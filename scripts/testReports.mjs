import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * What a runner did. Names of tests begin with their file, and end with what was wrong; `flaky` ones passed
 * at their second try.
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
  /** @type {Record<'numPassedTests' | 'numPendingTests' | 'numTodoTests', number> & { testResults: TestedFile[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failed: report.testResults.flatMap((tested) => nameAssertions(tested, 'failed')),
    // What was wrong at the first try is kept.
    flaky: report.testResults.flatMap((tested) => nameAssertions(tested, 'passed')),
  }
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, assertionResults: Assertion[] }} TestedFile
 */

/**
 * The tests of a file that ended in this way and for which something was wrong.
 *
 * @param {TestedFile} file
 * @param {'failed' | 'passed'} ending
 * @returns {string[]}
 */
function nameAssertions({ name, assertionResults }, ending) {
  return assertionResults
    .filter(({ status, failureMessages }) => status === ending && failureMessages.length > 0)
    .map(({ fullName, failureMessages: [problem = ''] }) =>
      tell(`${relative('.', name)}: ${fullName}`, problem),
    )
}

/**
 * @param {string} name
 * @param {string} problem
 */
function tell(name, problem) {
  const lines = stripVTControlCharacters(problem)
    .split('\n')
    .filter((line) => line.trim() && !line.includes('node_modules'))
  return [name, ...lines.slice(0, 12)].join('\n    ')
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
 * @typedef {{ projectName: string, status: string, results: { error?: { message?: string } }[] }} Test
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
      .map(({ projectName, results: [first] }) =>
        tell(`${file} (${projectName}): ${title}`, first?.error?.message ?? ''),
      ),
  )
  return [...names, ...suites.flatMap((suite) => nameTests(suite, ending))]
}
