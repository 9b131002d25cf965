import { render } from '@testing-library/react'

import { RunLiveView } from '../src/live-view/RunLiveView.js'
import { FishbowlProvider } from '../src/FishbowlProvider.js'
import type { FishbowlEvent } from '../src/context/context.js'
import { makeRun } from './makeRun.js'

/** Nothing answers at this origin: it is for tests of the frame, not of what it loads. */
export const streamOrigin = 'http://stream.localhost:9'

/** Shows the live view of a run with these fields of the wire; `update` shows it with others. */
export function showLiveView(fields: Record<string, unknown>, events: FishbowlEvent[] = []) {
  const ui = (run: Record<string, unknown>) => (
    <FishbowlProvider
      endpoint="/api"
      allowInsecureLocalhost
      onEvent={(event) => events.push(event)}
    >
      <RunLiveView run={makeRun(run)} />
    </FishbowlProvider>
  )
  const { rerender } = render(ui(fields))
  return { update: (next: Record<string, unknown>) => rerender(ui(next)) }
}
