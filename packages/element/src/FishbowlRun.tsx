import type { RunOutcomeOptions } from '@fishbowl/core'
import { RunViewer } from '@fishbowl/react'

import { amount, flag, text, toAttribute } from './attributes.js'
import type { Attributes } from './FishbowlElement.js'
import { FishbowlElement } from './FishbowlElement.js'

/**
 * `<fishbowl-run run-id="…" endpoint="/api/fishbowl">`: one run, as `RunViewer` shows it. Attributes and
 * properties are those of `RunViewer` and `FishbowlProvider`; what stands in the slots `header` and `footer`
 * is shown above and below.
 *
 * @event fishbowl-outcome what the run has come to, whenever that changes: `{ runId, outcome }`
 * @event fishbowl-settled once for a run that has ended while it was shown, as `onSettled` of `RunViewer`:
 * `{ runId, outcome }`
 * @event fishbowl-run-again somebody wants to run it again: `{ runId }`
 * @event fishbowl-edit-goal somebody wants to change its goal: `{ runId }`
 * @event fishbowl-add-credit somebody wants to add credit: `{ runId }`
 * @event fishbowl-request-access somebody asks for the right to see it: `{ runId }`
 * @event fishbowl-sign-in somebody wants to sign in again: `{ runId }`
 * @event fishbowl-event everything that `onEvent` of the provider is told
 */
export class FishbowlRun extends FishbowlElement {
  static override attributes = {
    'run-id': text,
    'can-cancel': flag(true),
    interactive: flag(false),
    'await-recording': flag(false),
    'while-hidden': flag(false),
    url: text,
    'can-open-run-page': flag(false),
    'can-open-live-view': flag(undefined),
    'run-title': text,
    description: text,
    'expected-duration': amount,
    'expected-steps': amount,
    'can-run-again': flag(false),
    'can-edit-goal': flag(false),
    'can-add-credit': flag(false),
    'can-request-access': flag(false),
    'can-sign-in': flag(false),
  } as unknown as Attributes
  static override values = ['schema', 'isGoalFailure']

  /** Without a run id, the element waits. */
  declare runId: string | null
  /** Offers to cancel the run while it goes on. @default true */
  declare canCancel: boolean
  /** Offers to take control of the live browser with mouse and keyboard. @default false */
  declare interactive: boolean
  /** Goes on reading for about half a minute after the end until the recording is there. @default false */
  declare awaitRecording: boolean
  /** Follows the run in a hidden tab, too: with `transport="push"` at once, else once a minute. @default false */
  declare whileHidden: boolean
  /** The page that the run was started with. */
  declare url: string | null
  /** Links to the run's page in the TinyFish dashboard. @default false */
  declare canOpenRunPage: boolean
  /** Offers to open the live browser in a tab of its own. @default whether it is shown to an operator */
  declare canOpenLiveView: boolean | undefined
  /** What you call the run, in the place of its goal. */
  declare runTitle: string | null
  /** What you say about it, below the title. */
  declare description: string | null
  /** Milliseconds that such a run usually takes. @default what the handler has seen of runs with the same goal */
  declare expectedDuration: number | undefined
  /** How many steps it usually has. @default what the handler has seen of runs with the same goal */
  declare expectedSteps: number | undefined
  /** Offers to run it again, which `fishbowl-run-again` tells of. @default false */
  declare canRunAgain: boolean
  /** Offers to change the goal where that may help, which `fishbowl-edit-goal` tells of. @default false */
  declare canEditGoal: boolean
  /** Offers to add credit when the account cannot pay, which `fishbowl-add-credit` tells of. @default false */
  declare canAddCredit: boolean
  /** Offers to ask for access where it is refused, which `fishbowl-request-access` tells of. @default false */
  declare canRequestAccess: boolean
  /** Offers to sign in when the session has ended, which `fishbowl-sign-in` tells of. @default false */
  declare canSignIn: boolean
  /** Checks the result, as in `useRun`. */
  declare schema: RunOutcomeOptions['schema']
  /** Replaces the way in which a missed goal is told, as in `useRun`. */
  declare isGoalFailure: RunOutcomeOptions['isGoalFailure']

  protected override draw(read: (name: string) => unknown) {
    const runId = read('runId') as string | null
    const title = read('runTitle') as string | null
    const steps = Object.fromEntries(
      nextSteps
        .filter((step) => read(`can${step}`) === true)
        .map((step) => [`on${step}`, () => this.tell(toEvent(step), { runId })]),
    )
    const rest = Object.fromEntries(
      [
        'canCancel',
        'interactive',
        'whileHidden',
        'canOpenRunPage',
        'schema',
        'isGoalFailure',
        'url',
        'canOpenLiveView',
        'description',
        'expectedDuration',
        'expectedSteps',
      ]
        .map((name) => [name, read(name)] as const)
        .filter(([, value]) => value !== undefined && value !== null),
    )
    return (
      <>
        <slot name="header" />
        <RunViewer
          runId={runId}
          {...rest}
          {...(read('awaitRecording') === true && { awaitRecording: true })}
          {...(title !== null && { title })}
          {...steps}
          onSettled={(run, { type }) => this.tell('settled', { runId: run.runId, outcome: type })}
        />
        <slot name="footer" />
      </>
    )
  }
}

/** What the page may do, as the ends of the names of the attributes, of the props and of the events. */
const nextSteps = ['RunAgain', 'EditGoal', 'AddCredit', 'RequestAccess', 'SignIn']

/** `run-again` of `RunAgain`. */
const toEvent = (step: string) => toAttribute(step).slice(1)
