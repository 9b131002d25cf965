import type { Ending, RunError, Script, ScriptedStep } from '../script/script.js'
import { products } from './results.js'

/** The way through the shop. */
const shoppingSteps: readonly ScriptedStep[] = [
  { at: 1_500, scene: 'open', action: 'Open tidewater.example' },
  { at: 4_000, scene: 'notice', action: 'Dismiss the cookie notice' },
  { at: 6_500, scene: 'catalog', action: 'Open “All products”' },
  { at: 9_000, scene: 'scroll', action: 'Scroll until ten products are in view' },
  { at: 11_000, scene: 'read', action: 'Read name, price and stock of ten products' },
  { at: 16_000, scene: 'check', action: 'Check that nothing is missing' },
]

/** The way through the shop, then through its other pages one by one: two minutes. */
const patientSteps: readonly ScriptedStep[] = [
  ...shoppingSteps.slice(0, -1),
  ...[2, 3, 4, 5, 6, 7].flatMap((page): ScriptedStep[] => [
    { at: 16_000 * page - 15_000, scene: 'scroll', action: `Open page ${page}` },
    { at: 16_000 * page - 12_000, scene: 'read', action: `Read the products of page ${page}` },
  ]),
  { at: 113_000, scene: 'check', action: 'Check that nothing is missing' },
]

/** The usual run: ten products after 18 seconds. */
export const shopping: Script = {
  startsAt: 800,
  steps: shoppingSteps,
  streams: [1_500],
  endsAt: 18_000,
  ending: complete(products),
}

/** The usual run, but in two minutes and over seven pages. */
export const patientShopping: Script = { ...shopping, steps: patientSteps, endsAt: 120_000 }

/**
 * Makes a run that completes with a result: a value, or a function that makes one out of the run's
 * seed.
 */
export function completeWith(result: unknown): Script {
  return { ...shopping, ending: complete(result) }
}

/** Makes a run that fails in the middle of its work. */
export function failWith(error: RunError): Script {
  return { ...shopping, endsAt: 12_000, ending: { status: 'FAILED', error } }
}

/** The run that somebody else cancels. */
export const cancelledShopping: Script = {
  ...shopping,
  endsAt: 6_000,
  ending: { status: 'CANCELLED' },
}

/**
 * Makes the ending of a run that completes: a function among results is called with the run's seed.
 */
function complete(result: unknown): Ending {
  return {
    status: 'COMPLETED',
    getResult: typeof result === 'function' ? (seed) => result(seed) : () => result,
  }
}
