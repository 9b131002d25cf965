// Almost all of the file is one table. It is not split, as people read it as a whole: it is what
// can happen.
import { ApiError } from '../apiError.js'
import type { Script } from '../script/script.js'
import { delayScript } from '../script/script.js'
import type { Faults } from './faults.js'
import { after, always, badGateway, cutJson, first, hang, missing, refuse } from './faults.js'
import {
  allNull,
  emptyLists,
  goalFailures,
  manyProducts,
  nestedProducts,
  oneProduct,
  productList,
  productsAsText,
  prose,
} from './results.js'
import * as errors from './runErrors.js'
import { cancelledShopping, completeWith, failWith, patientShopping, shopping } from './shopping.js'

/** A named story that the emulator can play. */
interface Scenario {
  /** Two or three words for a picker. */
  title: string
  /** One sentence on what happens. */
  description: string
  script: Script
  /** How long before their start its runs were created, in milliseconds. @default 0 */
  age?: number
  /** Why the API refuses to start it over HTTP. */
  refusal?: ApiError
  /** What the API answers to reads of the run, by id or in a batch. Lists and cancels are spared. */
  onRead?: Faults
  /** When its event stream breaks off, in milliseconds after its creation. The run goes on. */
  dropsEventsAt?: number
}

/** Milliseconds. */
const HOUR = 3_600_000

const noCredit = new ApiError(402, 'INSUFFICIENT_CREDITS', 'Not enough credit for this run')

const table = {
  success: play('Success', 'Finds ten products in 18 seconds.', shopping),
  slow: play('Slow', 'Works through seven pages for two minutes.', patientShopping),
  queued: play('Queued', 'Waits for 20 seconds, then succeeds.', delayScript(shopping, 20_000)),

  'text-result': play('Text', 'Comes back with prose in Markdown.', completeWith(prose)),
  'record-result': play('Record', 'Comes back with one product.', completeWith(oneProduct)),
  'list-result': play('List', 'Comes back with a bare list.', completeWith(productList)),
  'nested-result': play('Nested', 'Has its list two levels down.', completeWith(nestedProducts)),
  'json-text-result': play('JSON text', 'Has JSON in a text.', completeWith(productsAsText)),
  'huge-result': play('Huge', 'Comes back with 20,000 rows.', completeWith(manyProducts)),
  'empty-result': play('Empty', 'Completes with {}.', completeWith({})),
  'null-result': play('No result', 'Completes with null.', completeWith(null)),
  'all-null-result': play('All null', 'Has only nulls in its fields.', completeWith(allNull)),
  'empty-lists-result': play('Empty lists', 'Has only empty lists.', completeWith(emptyLists)),

  'goal-failed': play(
    'Goal not reached',
    'Completes, but says {status: "failure", reason}: the documented way.',
    completeWith(goalFailures.status),
  ),
  'goal-failed-error': play(
    'Goal not reached: error',
    'Completes with {error, reason}.',
    completeWith(goalFailures.error),
  ),
  'goal-failed-flag': play(
    'Goal not reached: flag',
    'Completes with {success: false, reason}.',
    completeWith(goalFailures.flag),
  ),
  'goal-failed-details': play(
    'Goal not reached: details',
    'Completes with {success: false, error_type, error_message, partial_results}.',
    completeWith(goalFailures.details),
  ),
  'goal-failed-nested': play(
    'Goal not reached: nested',
    'Completes with the failure inside {result}.',
    completeWith(goalFailures.nested),
  ),
  'goal-failed-text': play(
    'Goal not reached: text',
    'Completes with the failure as JSON in a text.',
    completeWith(goalFailures.text),
  ),
  'goal-failed-fenced': play(
    'Goal not reached: fenced',
    'Completes with the failure as a fenced code block.',
    completeWith(goalFailures.fenced),
  ),

  'failed-system': play('System failure', 'The browser crashes.', failWith(errors.system)),
  'failed-system-retry': play(
    'System failure, retry',
    'TinyFish is busy and asks for 30 seconds.',
    failWith(errors.systemRetry),
  ),
  'failed-agent': play('Agent failure', 'The site blocks the agent.', failWith(errors.agent)),
  'failed-agent-retry': play(
    'Agent failure, retry',
    'The agent runs out of steps and is asked to wait for 30 seconds.',
    failWith(errors.agentRetry),
  ),
  'failed-billing': play('Billing failure', 'The credit runs out.', failWith(errors.billing)),
  'failed-billing-retry': play(
    'Billing failure, retry',
    'The credit runs out, and is looked at again after 30 seconds.',
    failWith(errors.billingRetry),
  ),
  'failed-unknown': play('Unknown failure', 'Nobody knows why.', failWith(errors.unknown)),
  'failed-unknown-retry': play(
    'Unknown failure, retry',
    'Nobody knows why, but 30 seconds may help.',
    failWith(errors.unknownRetry),
  ),
  cancelled: play('Cancelled', 'Somebody cancels it after 6 seconds.', cancelledShopping),
  'cancelled-too-late': play(
    'Cancelled too late',
    'Ends as planned at the moment somebody cancels it.',
    { ...shopping, outrunsCancellation: true },
  ),

  'stream-late': play('Late live view', 'Has a live view after 8 seconds only.', {
    ...shopping,
    streams: [8_000],
  }),
  'stream-absent': play('No live view', 'Never has a live view.', { ...shopping, streams: [] }),
  'stream-changing': play('Changing live view', 'Has another live view after 9 seconds.', {
    ...shopping,
    streams: [1_500, 9_000],
  }),
  'stream-ended': {
    ...play('Ended live view', 'Ended 23 hours ago: one hour to expiry.', shopping),
    age: 23 * HOUR + shopping.endsAt,
  },
  'stream-expired': {
    ...play('Expired live view', 'Ended 25 hours ago.', shopping),
    age: 25 * HOUR + shopping.endsAt,
  },
  recording: play('Recording', 'Has a recording 5 seconds after the end.', {
    ...shopping,
    recordedAfter: 5_000,
  }),
  'dropped-stream': {
    ...play('Dropped events', 'Its event stream breaks off after 8 seconds.', shopping),
    dropsEventsAt: 8_000,
  },

  'http-401': disturb(
    'Reads 401',
    'Reads are not signed in.',
    always(refuse(new ApiError(401, 'UNAUTHORIZED', 'Not signed in'))),
  ),
  'http-402': {
    ...disturb(
      'Start 402',
      'The start is refused for want of credit, and so are reads.',
      always(refuse(noCredit)),
    ),
    refusal: noCredit,
  },
  'http-403': disturb(
    'Reads 403',
    'Reads are forbidden.',
    always(refuse(new ApiError(403, 'FORBIDDEN', 'Access denied'))),
  ),
  'http-404': disturb('Reads 404', 'The run is not found.', always(missing)),
  'http-410': disturb(
    'Reads 410',
    'The run is no longer kept.',
    always(refuse(new ApiError(410, 'GONE', 'The run has been deleted'))),
  ),
  'http-429': disturb(
    'Reads 429',
    'Three reads are too many, each asks for 2 seconds.',
    first(
      3,
      refuse(new ApiError(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'), { 'Retry-After': '2' }),
    ),
  ),
  'http-500': disturb(
    'Reads 500',
    'Four reads fail, then it recovers.',
    first(4, refuse(new ApiError(500, 'INTERNAL_ERROR', 'Internal error'))),
  ),
  'http-502': disturb(
    'Reads 502',
    'Three reads meet an HTML page of a load balancer.',
    first(3, badGateway),
  ),
  outage: disturb(
    'Outage',
    'Every read fails with 503.',
    always(refuse(new ApiError(503, 'SERVICE_BUSY', 'Service unavailable'))),
  ),
  hang: disturb('Hang', 'Reads are never answered.', always(hang)),
  'malformed-json': disturb(
    'Malformed JSON',
    'Answers are cut off from the third read on.',
    after(2, cutJson),
  ),
} satisfies Record<string, Scenario>

/** The name of a scenario. */
export type ScenarioName = keyof typeof table

function play(title: string, description: string, script: Script): Scenario {
  return { title, description, script }
}

/** Makes a scenario whose run is fine, but whose reads meet faults. */
function disturb(title: string, description: string, onRead: Faults): Scenario {
  return { ...play(title, description, shopping), onRead }
}

/** Gives a scenario by its name. */
export function getScenario(name: ScenarioName): Scenario {
  return table[name]
}

/** Tells whether there is a scenario of that name. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(table, name)
}

/** All scenarios with a title and a sentence each, for pickers, stories and tests. */
export const scenarios: readonly { name: ScenarioName; title: string; description: string }[] =
  Object.entries(table).flatMap(([name, { title, description }]) =>
    isScenarioName(name) ? [{ name, title, description }] : [],
  )
