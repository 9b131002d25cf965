import { createClient, parseRun } from '@fishbowl/core'
import { createEmulator } from '@fishbowl/emulator'
import type { ScenarioName } from '@fishbowl/emulator'
import {
  FishbowlProvider,
  RunCounters,
  RunForm,
  RunList,
  RunResult,
  RunStatusBadge,
  RunSteps,
  RunSummary,
  RunViewer,
} from '@fishbowl/react'
import type { CSSProperties, ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** A page with every kind of element that the parts are made of. Its host and its style sheets come from outside. */

const streamOrigin = `${location.protocol}//stream.localhost:${location.port}`
const emulator = createEmulator({ streamOrigin })
const client = createClient({
  endpoint: `${location.origin}/v1`,
  headers: { 'X-API-Key': 'sk-tinyfish-emulator' },
  fetch: emulator.fetch,
})

const minute = 60_000
const start = (scenario: ScenarioName, age: number) =>
  emulator.runs.start({ scenario, age, goal: 'Extract the first ten products with name and price' })
    .runId
const runs = {
  failed: start('failed-system', 40 * minute),
  missed: start('goal-failed', 30 * minute),
  record: start('record-result', 22 * minute),
  nested: start('nested-result', 21 * minute),
  done: start('success', 20 * minute),
  queued: start('queued', 2_000),
  live: start('slow', 20_000),
}
const read = (runId: string) => parseRun(emulator.runs.get(runId))

const counts = { total: 6, byStatus: {}, byOutcome: { running: 2, succeeded: 3, failed: 1 } }

/** What the test puts on the parts, and into the form. */
const { className, children } = Object.fromEntries(new URLSearchParams(location.search)) as {
  className?: string
  children?: string
}

/** Each part has its own place on the page, so that none is moved by another, nor by rules of the host. */
const places = {
  badges: { top: 16, width: 700 },
  form: { top: 116, width: 460 },
  list: { top: 516, width: 700 },
  'narrow-list': { top: 1116, width: 320 },
  live: { top: 1916, width: 700 },
  done: { top: 2616, width: 700 },
  failed: { top: 3216, width: 460 },
  missed: { top: 3616, width: 320 },
  parts: { top: 4116, width: 700 },
}

function Place({ name, children }: { name: keyof typeof places; children: ReactNode }) {
  const style: CSSProperties = {
    position: 'absolute',
    left: 16,
    margin: 0,
    padding: 0,
    border: 0,
    textAlign: 'start',
    letterSpacing: 0,
  }
  return (
    <div id={name} style={{ ...style, ...places[name] }}>
      {children}
    </div>
  )
}

function Page() {
  return (
    <>
      <Place name="badges">
        {Object.values(runs).map((runId) => (
          <RunStatusBadge key={runId} run={read(runId)} className={className} />
        ))}
        <RunCounters counts={counts} className={className} />
      </Place>
      <Place name="form">
        <RunForm className={className}>
          {children && (
            <p>
              {children} <RunStatusBadge run={read(runs.done)} />
            </p>
          )}
        </RunForm>
      </Place>
      <Place name="list">
        <RunList className={className} />
      </Place>
      <Place name="narrow-list">
        <RunList className={className} />
      </Place>
      <Place name="live">
        <RunViewer runId={runs.live} className={className} />
      </Place>
      <Place name="done">
        <RunViewer runId={runs.done} className={className} />
      </Place>
      <Place name="failed">
        <RunViewer runId={runs.failed} className={className} onRunAgain={() => {}} />
      </Place>
      <Place name="missed">
        <RunViewer runId={runs.missed} className={className} />
      </Place>
      <Place name="parts">
        <RunSummary run={read(runs.done)} className={className} />
        <RunResult run={read(runs.record)} className={className} />
        <RunResult run={read(runs.nested)} className={className} />
        <RunSteps run={read(runs.done)} className={className} />
      </Place>
    </>
  )
}

const main = document.createElement('main')
// Only its font is the host's: else this is a line of text like any other.
main.style.cssText = 'position: static; margin: 0; padding: 0; font-size: 16px; line-height: 24px'
createRoot(document.body.appendChild(main)).render(
  <FishbowlProvider client={client} locale="en-GB" allowInsecureLocalhost>
    <Page />
  </FishbowlProvider>,
)
