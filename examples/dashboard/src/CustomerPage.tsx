import { FishbowlProvider, RunViewer } from '@fishbowl/react'

import { useHash } from './useHash'

/** One run and nothing else: an endpoint that only reads, and no buttons that it would refuse. */
export function CustomerPage() {
  const [runId] = useHash()
  return (
    <FishbowlProvider endpoint="/api/customer" allowInsecureLocalhost={import.meta.env.EMULATOR}>
      <main className="page page-narrow">
        <header className="page-header">
          <h1>Your report</h1>
        </header>
        {runId ? (
          <RunViewer runId={runId} canCancel={false} />
        ) : (
          <p className="page-note">This address names no run.</p>
        )}
      </main>
    </FishbowlProvider>
  )
}
