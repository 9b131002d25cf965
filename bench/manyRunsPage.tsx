import '@fishbowl/react/styles.css'
import { FishbowlProvider, LiveRunBadge, RunViewer } from '@fishbowl/react'
import { createRoot } from 'react-dom/client'

declare global {
  var runs: { viewers: string[]; badges: string[] }
}

/** A long page: after some badges comes a viewer, again and again. */
const { viewers, badges } = runs
const badgesEach = badges.length / viewers.length

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <FishbowlProvider endpoint="/api/fishbowl" allowInsecureLocalhost>
    {viewers.map((runId, index) => (
      <div key={runId}>
        <p>
          {badges.slice(index * badgesEach, (index + 1) * badgesEach).map((badge) => (
            <LiveRunBadge key={badge} runId={badge} />
          ))}
        </p>
        <RunViewer runId={runId} />
      </div>
    ))}
  </FishbowlProvider>,
)
