import type { RunListProps } from '@fishbowl/react'
import { RunList } from '@fishbowl/react'

import { flag, list, text } from './attributes.js'
import type { Attributes } from './FishbowlElement.js'
import { FishbowlElement } from './FishbowlElement.js'

/**
 * `<fishbowl-run-list endpoint="/api/fishbowl">`: a dashboard of runs, as `RunList` shows it. Attributes and
 * properties are those of `RunList` and `FishbowlProvider`; what stands in the slots `header` and `footer` is
 * shown above and below.
 *
 * @event fishbowl-select a run was chosen, or none: `{ runId }`
 * @event fishbowl-filter-change `{ filter }`
 * @event fishbowl-columns-change `{ columns }`
 * @event fishbowl-settled once for each run that has ended while it was in the list: `{ runId, outcome }`
 * @event fishbowl-run-again somebody wants to run one again: `{ runId }`
 * @event fishbowl-sign-in somebody wants to sign in again: `{}`
 * @event fishbowl-event everything that `onEvent` of the provider is told
 */
export class FishbowlRunList extends FishbowlElement {
  static override attributes = {
    'selected-run-id': text,
    columns: list,
    'can-cancel': flag(true),
    'can-run-again': flag(false),
    'can-sign-in': flag(false),
    'without-viewer': flag(false),
  } as unknown as Attributes
  static override values = ['filter', 'runTitle']

  /** The run that is chosen. */
  declare selectedRunId: string | null
  /** What is shown of each run beside its goal. @default all of it */
  declare columns: RunListProps['columns']
  /** Offers to cancel runs that go on. @default true */
  declare canCancel: boolean
  /** Offers to run ended runs again, which `fishbowl-run-again` tells of. @default false */
  declare canRunAgain: boolean
  /** Offers to sign in when the session has ended, which `fishbowl-sign-in` tells of. @default false */
  declare canSignIn: boolean
  /** Leaves it to the page to show the run that is chosen. @default false */
  declare withoutViewer: boolean
  /** Which runs are listed at first. */
  declare filter: RunListProps['filter']
  /** What you call a run, in the place of its goal. */
  declare runTitle: RunListProps['runTitle']

  protected override draw(read: (name: string) => unknown) {
    const columns = read('columns') as RunListProps['columns']
    const filter = read('filter') as RunListProps['filter']
    const runTitle = read('runTitle') as RunListProps['runTitle']
    return (
      <>
        <slot name="header" />
        <RunList
          {...(runTitle && { runTitle })}
          {...(filter && { defaultFilter: filter })}
          {...(columns && { defaultColumns: columns })}
          {...(this.hasAttribute('selected-run-id') && {
            selectedRunId: read('selectedRunId') as string,
          })}
          {...(read('withoutViewer') === true && { renderViewer: null })}
          canCancel={read('canCancel') === true}
          onFilterChange={(next) => this.tell('filter-change', { filter: next })}
          onColumnsChange={(next) => this.tell('columns-change', { columns: next })}
          onSelectedRunIdChange={(runId) => {
            this.setValue('selectedRunId', runId)
            this.tell('select', { runId })
          }}
          {...(read('canSignIn') === true && { onSignIn: () => this.tell('sign-in', {}) })}
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
