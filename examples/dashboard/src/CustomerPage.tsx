import type { Audience } from '@fishbowl/react'
import { FishbowlProvider, RunViewer } from '@fishbowl/react'
import { useMemo } from 'react'

import { createGetToken } from './createGetToken'
import { LanguageSwitch } from './LanguageSwitch'
import { useHash } from './useHash'
import { useLanguage } from './useLanguage'

/** Shows the same run to an operator with `?audience=operator`, to compare. */
const audience: Audience =
  new URLSearchParams(location.search).get('audience') === 'operator' ? 'operator' : 'customer'

/** One run in the page of a product: a token that only reads it, and nothing of who carries it out. */
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
      audience={audience}
      support={{ href: 'mailto:hello@quillhouse.example' }}
      allowInsecureLocalhost={import.meta.env.EMULATOR}
    >
      <main className="page page-narrow">
        <header className="page-header">
          <span className="brand">
            <Logo />
            Quillhouse
          </span>
          <LanguageSwitch value={language.locale} onChange={setLanguage} />
        </header>
        <h1>Your report</h1>
        <p className="page-note">We look at the shops that you follow, so that you need not.</p>
        {runId ? (
          <RunViewer
            runId={runId}
            {...(audience === 'customer' && {
              title: 'Prices at Tidewater Supply',
              description: 'Ten products, with their price and stock of today.',
            })}
            canCancel={false}
          />
        ) : (
          <p className="page-note">This address names no report.</p>
        )}
      </main>
    </FishbowlProvider>
  )
}

function Logo() {
  return (
    <svg viewBox="0 0 28 28" fill="none" stroke="currentcolor" strokeWidth="2" aria-hidden="true">
      <path d="M6 24C8 12 14 5 24 4c-1 10-7 15-14 16M6 24c4-7 8-10 12-13" />
    </svg>
  )
}
