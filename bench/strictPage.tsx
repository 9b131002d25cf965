import '@fishbowl/react/styles.css'
import {
  FishbowlProvider,
  LiveRunBadge,
  RunCounters,
  RunForm,
  RunList,
  RunViewer,
  useRunBatch,
} from '@fishbowl/react'
import { createRoot } from 'react-dom/client'

/** A page with every ready-made part, for a policy that forbids what a page can do without. */
const runIds = location.search.slice(1).split(',')

function Counters() {
  return <RunCounters counts={useRunBatch(runIds).counts} />
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <FishbowlProvider endpoint="/api/fishbowl" allowInsecureLocalhost>
    <Counters />
    {runIds.map((runId) => (
      <LiveRunBadge key={runId} runId={runId} />
    ))}
    <RunForm />
    <RunList />
    {runIds.map((runId) => (
      <RunViewer key={runId} runId={runId} data-run={runId} interactive awaitRecording />
    ))}
  </FishbowlProvider>,
)
