import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { measureFaults } from './faults.mjs'
import { measureHiddenTab } from './hidden.mjs'
import { measureIdleCost, measureLiveViewSize } from './liveView.mjs'
import { pollingFigures } from './polling.mjs'
import { measureProcesses } from './processes.mjs'
import { measurePush, measureUpstream } from './push.mjs'
import { writeReadme } from './readme.mjs'
import { measureReads } from './reads.mjs'
import { measureHugeResult, measureLargeResult } from './result.mjs'
import { measureSize } from './size.mjs'
import { measureViolations } from './strict.mjs'
import { measureHugeTable, measureLargeTable } from './table.mjs'

/** What `npm run bench` measures; `npm run bench -- P2` measures one figure alone. */
const figures = {
  P1: measureSize,
  P2: measureSize,
  P3: measureSize,
  P10: measureLargeResult,
  P11: measureHugeResult,
  P13: measureUpstream,
  P14: measureReads,
  P15: measurePush,
  P16: measureProcesses,
  P17: measureHiddenTab,
  P19: measureFaults,
  P20: measureViolations,
  L1: measureIdleCost,
  L2: measureLiveViewSize,
  P10T: measureLargeTable,
  P11T: measureHugeTable,
  ...pollingFigures,
}

process.chdir(resolve(import.meta.dirname, '..'))
const wanted = process.argv.slice(2)
const names = /** @type {(keyof typeof figures)[]} */ (Object.keys(figures)).filter(
  (name) => wanted.length === 0 || wanted.includes(name),
)
if (names.length === 0) {
  process.stderr.write(
    `There is no figure called ${wanted.join(', ')}. There are ${Object.keys(figures).join(', ')}.\n`,
  )
  process.exit(2)
}

/** @typedef {import('./readme.mjs').Result} Result */
/** @type {Record<string, Result>} */
const results = JSON.parse(readFileSync('bench/results.json', 'utf8'))
for (const name of names) {
  const result = await figures[name](name)
  results[name] = result
  process.stdout.write(`\n${name}  ${result.title}\n`)
  for (const [label, value] of Object.entries(result.values)) {
    process.stdout.write(`    ${label.padEnd(44)} ${value}\n`)
  }
  // At once, so that a later figure that fails does not lose it.
  writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
  writeReadme(results)
}
