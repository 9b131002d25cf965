import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** @typedef {{ passed: number, skipped: number, failed: string[] }} Report */

/**
 * @param {string} file
 * @returns {Report}
 */
export function readVitest(file) {
  if (!existsSync(file)) return { passed: 0, skipped: 0, failed: ['no report of Vitest'] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failed: report.testResults.flatMap(nameFailures),
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
  if (!existsSync(file)) return { passed: 0, skipped: 0, failed: ['no report of Playwright'] }
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failed: suites.flatMap(nameFailuresBelow),
  }
}

/**
 * @typedef {{ file: string, suites?: Suite[], specs: { ok: boolean, title: string }[] }} Suite
 * @param {Suite} suite
 * @returns {string[]}
 */
function nameFailuresBelow({ file, suites = [], specs }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ title }) => `${file}: ${title}`)
  return [...failed, ...suites.flatMap(nameFailuresBelow)]
}
