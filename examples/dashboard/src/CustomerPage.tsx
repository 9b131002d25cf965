import { FishbowlProvider, RunViewer } from '@fishbowl/react'
import { useMemo } from 'react'

import { createGetToken } from './createGetToken'
import { LanguageSwitch } from './LanguageSwitch'
import { useHash } from './useHash'
import { useLanguage } from './useLanguage'

/** One run and nothing else: a token that only reads it, and no buttons that would be refused. */
export function CustomerPage() {
  const [runId] = useHash()
  const getToken = useMemo(() => createGetToken(runId), [runId])
  const [language, setLanguage] = useLanguage()
  if (!language) return null
  return (
    <FishbowlProvider
      {...language}
      endpoint="/api/customer"
      getToken={getToken}
      allowInsecureLocalhost={import.meta.env.EMULATOR}
    >
      <main className="page page-narrow">
        <header className="page-header">
          <h1>Your report</h1>
          <LanguageSwitch value={language.locale} onChange={setLanguage} />
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
