import { getRunOutcome } from '../src/outcome/outcome.js'
import { parseRun } from '../src/run/parseRun.js'

/** A run that has completed, unless the fields say otherwise. */
export function createRun(fields: Record<string, unknown> = {}) {
  return parseRun({ run_id: 'run-1', status: 'COMPLETED', ...fields })
}

/** Judges a result by the defaults. */
export function getOutcome(result: unknown) {
  return getRunOutcome(createRun({ result }))
}

/** Writes a value as JSON in a fenced code block, as agents often do. */
export function fence(value: unknown) {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}
