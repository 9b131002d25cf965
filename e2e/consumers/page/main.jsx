import { FishbowlProvider, LiveRunBadge, RunViewer } from '@fishbowl/react'
import { RunViewerShell } from '@fishbowl/react/shell'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import '@fishbowl/react/styles.css'
import '@fishbowl/react/themes/shadcn.css'

const runId = new URLSearchParams(location.search).get('run')

createRoot(document.querySelector('main')).render(
  <StrictMode>
    <FishbowlProvider endpoint="/api/fishbowl" transport="push" allowInsecureLocalhost>
      <LiveRunBadge runId={runId} />
      <RunViewer runId={runId} />
    </FishbowlProvider>
    <RunViewerShell runId={runId} endpoint="/api/fishbowl" allowInsecureLocalhost />
  </StrictMode>,
)
