import { products } from './results.js'
import type { Ending, RunError, Script } from './script.js'
import { patientSteps, shoppingSteps } from './shop.js'

const complete = (result: unknown): Ending => ({
  status: 'COMPLETED',
  getResult: typeof result === 'function' ? (seed) => result(seed) : () => result,
})

/** The usual run: ten products after 18 seconds. */
export const shopping: Script = {
  startsAt: 800,
  steps: shoppingSteps,
  streams: [1_500],
  endsAt: 18_000,
  ending: complete(products),
}

/** The same in two minutes and seven pages. */
export const patientShopping: Script = { ...shopping, steps: patientSteps, endsAt: 120_000 }

/** Completes with a result: a value, or a function that makes one out of the run's seed. */
export function completeWith(result: unknown): Script {
  return { ...shopping, ending: complete(result) }
}

/** Fails in the middle of its work. */
export function failWith(error: RunError): Script {
  return { ...shopping, endsAt: 12_000, ending: { status: 'FAILED', error } }
}

/** Is cancelled by somebody who is not us. */
export const cancelledShopping: Script = {
  ...shopping,
  endsAt: 6_000,
  ending: { status: 'CANCELLED' },
}
