import type { RunOutcomeOptions } from '@fishbowl/core'
import { RunViewer } from '@fishbowl/react'

import { flag, text } from './attributes.js'
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
    'can-run-again': flag(false),
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
  /** Offers to run it again, which `fishbowl-run-again` tells of. @default false */
  declare canRunAgain: boolean
  /** Checks the result, as in `useRun`. */
  declare schema: RunOutcomeOptions['schema']
  /** Replaces the way in which a missed goal is told, as in `useRun`. */
  declare isGoalFailure: RunOutcomeOptions['isGoalFailure']

  protected override draw(read: (name: string) => unknown) {
    const rest = Object.fromEntries(
      [
        'canCancel',
        'interactive',
        'whileHidden',
        'canOpenRunPage',
        'schema',
        'isGoalFailure',
        'url',
      ]
        .map((name) => [name, read(name)] as const)
        .filter(([, value]) => value !== undefined && value !== null),
    )
    return (
      <>
        <slot name="header" />
        <RunViewer
          runId={read('runId') as string | null}
          {...rest}
          {...(read('awaitRecording') === true && { awaitRecording: true })}
          {...(read('canRunAgain') === true && {
            onRunAgain: (run) => this.tell('run-again', { runId: run.runId }),
          })}
          onSettled={(run, { type }) => this.tell('settled', { runId: run.runId, outcome: type })}
        />
        <slot name="footer" />
      </>
    )
  }
}
