import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { inspect } from 'node:util'

import { measureChaos } from './chaos.mjs'
import { measurePackaged, measureScriptFile, measureShell } from './embed.mjs'
import { measureFuzzing } from './fuzz.mjs'
import { measureHiddenTab } from './hidden.mjs'
import { measureInteraction } from './interaction.mjs'
import { inLanes } from './lanes.mjs'
import { measureIdleCost, measureLiveViewSize } from './liveView.mjs'
import { pollingCounts, pollingTimes } from './polling.mjs'
import { measureProcesses } from './processes.mjs'
import { measurePush, measureUpstream } from './push.mjs'
import { writeReadme } from './readme.mjs'
import { measureReads } from './reads.mjs'
import { measureHugeResult, measureLargeResult } from './result.mjs'
import { measureSize } from './size.mjs'
import { measureViolations } from './strict.mjs'
import { measureTabs } from './tabs.mjs'
import { measureHugeTable, measureLargeTable } from './table.mjs'

/** Counts and sizes, nearly the same whatever else the machine does; those that wait longest come first. */
const counts = {
  P5: pollingCounts.P5,
  P17: measureHiddenTab,
  L1: measureIdleCost,
  P16: measureProcesses,
  P7: pollingCounts.P7,
  P8: pollingCounts.P8,
  P18: pollingCounts.P18,
  P13: measureUpstream,
  P19: measureChaos,
  P20: measureViolations,
  S1: measureFuzzing,
  P21: measureShell,
  P23: measurePackaged,
  P24: measureTabs,
  P1: measureSize,
  P2: measureSize,
  P3: measureSize,
  P4: measureScriptFile,
  L2: measureLiveViewSize,
}
/** How many counts are taken at a time: most of them wait most of the time, but begin with much work. */
const lanes = 4

/** Times, for which each has the machine to itself. */
const times = {
  P10: measureLargeResult,
  P10T: measureLargeTable,
  P11: measureHugeResult,
  P11T: measureHugeTable,
  P14: measureReads,
  P15: measurePush,
  P22: measureInteraction,
  ...pollingTimes,
}
/** What `npm run bench` measures; `npm run bench -- P2` measures one figure alone. */
const figures = { ...counts, ...times }

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
const isCount = (/** @type {string} */ name) => name in counts
await inLanes(names.filter(isCount), lanes, measure, 1_000)
for (const name of names) if (!isCount(name)) await measure(name)

/** @param {keyof typeof figures} name */
async function measure(name) {
  const startedAt = performance.now()
  /** @type {Result} */
  let result
  try {
    result = await figures[name](name)
  } catch (error) {
    // The others can still be had.
    process.stderr.write(`\n${name} failed: ${inspect(error)}\n`)
    process.exitCode = 1
    return
  }
  results[name] = result
  const lines = Object.entries(result.values).map(
    ([label, value]) => `    ${label.padEnd(44)} ${value}\n`,
  )
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  process.stdout.write(`\n${name}  ${result.title} (took ${seconds} s)\n${lines.join('')}`)
  // At once, so that a later figure that fails does not lose it.
  writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
  writeReadme(results)
}
