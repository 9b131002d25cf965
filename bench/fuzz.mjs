import { resolve } from 'node:path'

import * as fc from 'fast-check'

import { loadSource } from '../scripts/loadSource.mjs'

const CASES = 100_000
/** Cases that are made at a time. */
const PIECE = 1_000
/** Cases that are tried at the same time, as some wait for a moment. */
const LANES = 20

/**
 * Requests of every kind to a handler before a TinyFish that answers in every way, as in `fuzz.test.ts`,
 * with other cases in each run of the benchmark.
 */
export async function measureFuzzing() {
  const { fuzzCase } = /** @type {typeof import('../packages/server/test/fuzz/cases.ts')} */ (
    await loadSource(resolve('packages/server/test/fuzz/cases.ts'))
  )
  const { runCase } = /** @type {typeof import('../packages/server/test/fuzz/runCase.ts')} */ (
    await loadSource(resolve('packages/server/test/fuzz/runCase.ts'))
  )
  const seed = Math.floor(Math.random() * 2 ** 31)
  let requests = 0
  let violations = 0
  /** @param {string[]} lines */
  const note = (lines) => {
    if (violations < 10) for (const line of lines) process.stderr.write(`\n${line}\n`)
    violations += lines.length
  }
  const noteRejection = (/** @type {unknown} */ error) =>
    note([`nothing is left unhandled: ${String(error)}`])
  process.on('unhandledRejection', noteRejection)
  const startedAt = performance.now()
  for (let piece = 0; piece < CASES / PIECE; piece += 1) {
    const cases = fc.sample(fuzzCase, { numRuns: PIECE, seed: seed + piece })
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let tried = cases.pop(); tried; tried = cases.pop()) {
          requests += tried.requests.length
          const lines = await runCase(tried)
          if (lines.length > 0) note([...lines, `in ${JSON.stringify(tried)}`])
        }
      }),
    )
  }
  process.off('unhandledRejection', noteRejection)
  return {
    title: `${CASES} cases of what clients and TinyFish may send, seed ${seed}`,
    values: {
      cases: CASES,
      'requests to the handler': requests,
      seconds: Math.round((performance.now() - startedAt) / 1_000),
      'rules that were broken': violations,
      'target: rules that were broken': 0,
    },
  }
}
