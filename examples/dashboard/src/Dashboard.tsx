import type { StartRunInput } from '@fishbowl/core'
import { scenarios } from '@fishbowl/emulator'
import { FishbowlProvider, RunForm, RunList, RunViewer, useStartRun } from '@fishbowl/react'
import type { ReactNode } from 'react'
import { useState } from 'react'

import { LanguageSwitch } from './LanguageSwitch'
import { ShareButton } from './ShareButton'
import { TellMe } from './TellMe'
import { useHash } from './useHash'
import { useLanguage } from './useLanguage'

const isEmulated = import.meta.env.EMULATOR
/** Open the page with `?transport=push` to see it follow all runs on one event stream. */
const isPushed = new URLSearchParams(location.search).get('transport') === 'push'

export function Dashboard() {
  const [language, setLanguage] = useLanguage()
  if (!language) return null
  return (
    <FishbowlProvider
      {...language}
      endpoint="/api/fishbowl"
      transport={isPushed ? 'push' : 'poll'}
      allowInsecureLocalhost={isEmulated}
    >
      <DashboardPage>
        <LanguageSwitch value={language.locale} onChange={setLanguage} />
      </DashboardPage>
    </FishbowlProvider>
  )
}

function DashboardPage({ children }: { children: ReactNode }) {
  const [runId, setRunId] = useHash()
  const [scenario, setScenario] = useState('success')
  const startRun = useStartRun({ stream: true })
  // The API does not say where a run started, so only those of this page can be run again.
  const [inputs, setInputs] = useState<Record<string, StartRunInput>>({})
  const input = inputs[runId]

  function watch(started: { runId: string }, startedWith: StartRunInput) {
    setInputs({ ...inputs, [started.runId]: startedWith })
    setRunId(started.runId)
  }

  return (
    <div className="page">
      <header className="page-header">
        <h1>Runs</h1>
        <p>{isEmulated ? 'Played by the emulator' : 'TinyFish Web Agent'}</p>
        <a href="/elements.html">Without React</a>
        {children}
      </header>
      <main className="page-columns">
        <div className="page-side">
          <section aria-labelledby="start">
            <h2 id="start">Start a run</h2>
            <RunForm
              stream
              defaultUrl="https://tidewater.example/"
              defaultGoal="Extract the first ten products with name, price and stock"
              toInput={({ url, goal }) => ({
                url: isEmulated ? withScenario(url, scenario) : url,
                goal,
              })}
              onStart={watch}
            >
              {isEmulated && <ScenarioPicker value={scenario} onChange={setScenario} />}
            </RunForm>
          </section>
          <section aria-labelledby="latest">
            <h2 id="latest">Latest runs</h2>
            <RunList
              defaultFilter={{ limit: 50 }}
              selectedRunId={runId}
              onSelect={(run) => setRunId(run.runId)}
            />
          </section>
        </div>
        <section aria-labelledby="watch">
          <header className="section-header">
            <h2 id="watch">{runId ? 'Watch' : 'Choose or start a run'}</h2>
            <TellMe runId={runId} />
            {runId && <ShareButton key={runId} runId={runId} />}
          </header>
          {runId && (
            <>
              <RunViewer
                runId={runId}
                interactive
                onRunAgain={
                  input &&
                  (() => startRun.mutate(input, { onSuccess: (started) => watch(started, input) }))
                }
              />
              <p className="page-note">
                <a href={`/customer.html${location.search}#${encodeURIComponent(runId)}`}>
                  What a customer sees of this run
                </a>
              </p>
            </>
          )}
        </section>
      </main>
    </div>
  )
}

interface ScenarioPickerProps {
  value: string
  onChange: (scenario: string) => void
}

function ScenarioPicker({ value, onChange }: ScenarioPickerProps) {
  const description = scenarios.find(({ name }) => name === value)?.description
  return (
    <div className="scenario">
      <label htmlFor="scenario">What the emulator plays</label>
      <select id="scenario" value={value} onChange={(event) => onChange(event.target.value)}>
        {scenarios.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      <p>{description}</p>
    </div>
  )
}

/** The emulator reads from a run's start page which scenario to play. */
function withScenario(url: string, scenario: string): string {
  const target = new URL(url)
  target.searchParams.set('scenario', scenario)
  return target.href
}
